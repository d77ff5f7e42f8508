import { closeSync, openSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Sm3 } from '../../core/register/merkle-tree.ts';
import type { ByteProgress } from '../../services/documents/document-engine.ts';
import type { StoredEntry } from '../../services/register/register-store.ts';
import { writing } from '../files/file-errors.ts';
import { identityOf } from '../files/file-key.ts';
import { fileMoves } from '../files/file-moves.ts';
import { thisSystem } from '../systems/this-system.ts';
import {
  backUpIfDue,
  copyDatabase,
  draftOf,
  openOrRecover,
  type OpenedDatabase,
  type StoreCopy,
  type StoreDamage,
} from './backups.ts';
import { closeAlone, openDatabase, type DatabaseOptions } from './database.ts';
import { isDamage, storeError, storing } from './store-errors.ts';
import { type CarriedOver, carryOver } from './carry-over.ts';
import { KeptHistory } from './kept-history.ts';
import { mendLookups } from './entry-lookup.ts';
import { entriesIn, registerTables, replaceEntries, type RegisterTables } from './register-tables.ts';
import { heedWishes } from './let-go.ts';
import { backupsIn, databaseIn, discardDraft, draftBeside, setAside, settle } from './store-files.ts';

/** The settings that a worker of the store is started with. */
export interface StoreSettings extends DatabaseOptions {
  /** The folder that holds the database and its backups. */
  readonly folder: string;
}

/** How a backup takes the place of the database. */
export interface RestoreWish {
  /** True to drop the entries that the present register has beyond the backup. Records are carried over all the same. */
  readonly shorten: boolean;
}

/** A restored register. Its `entries` include those that were carried over. */
export interface StoreRestore extends StoreCopy {
  /** The number of entries in the backup. */
  readonly backup: number;
  /** What was carried over from the database that was in use before. */
  readonly carried: CarriedOver;
  /** Present path of that database. */
  readonly setAside: string;
}

/** A register whose last entries were replaced. */
export type StoreRebuild = Pick<StoreRestore, 'entries' | 'setAside'>;

type Opened = OpenedDatabase & { readonly tables: RegisterTables; readonly history: KeptHistory };

/** The database of the register, of records and of lists, with its backups. */
export class RegisterDatabase {
  readonly #settings: StoreSettings;
  readonly #engine: Sm3;
  readonly #file: string;
  readonly #onDamage: (damage: StoreDamage) => void;
  #opened: Opened | undefined;
  #backup: Promise<void> = Promise.resolve();
  /** Work under way that goes on in later turns, for which the database stays open. */
  #busy = 0;
  readonly #heedNobody: () => void;

  constructor(settings: StoreSettings, engine: Sm3, onDamage: (damage: StoreDamage) => void) {
    this.#settings = settings;
    this.#engine = engine;
    this.#file = databaseIn(settings.folder);
    this.#onDamage = onDamage;
    this.#heedNobody = heedWishes(this.#file, () => {
      if (this.#busy === 0) this.#letGo();
    });
  }

  /** Runs work on the open database. One that shows damage in use is closed, so that its next use checks it. */
  work<T>(work: (opened: Opened) => T): T {
    const opened = this.#open();
    try {
      return storing(() => work(opened));
    } catch (error) {
      if (isDamage(error)) this.#letGo();
      throw error;
    }
  }

  /** Asks the history of the entries, which hashes those that are new. */
  async history<T>(ask: (history: KeptHistory) => Promise<T>): Promise<T> {
    try {
      return await this.#busyWith(() => ask(this.#open().history));
    } catch (error) {
      const coded = storeError(error);
      if (isDamage(coded)) this.#letGo();
      throw coded;
    }
  }

  /** Makes a backup if one is due, or in any case, after those under way. */
  backUpLater({ database }: Opened, inAnyCase = false): void {
    const backUp = async (): Promise<void> => {
      try {
        const folder = backupsIn(this.#settings.folder);
        if (database.open) {
          await this.#busyWith(() => backUpIfDue(database, folder, this.#settings, inAnyCase));
        }
      } catch {
        // The entry is written; the next one tries again. A full disk shows there.
      }
    };
    this.#backup = this.#backup.then(backUp);
  }

  async backup(file: string, onProgress: ByteProgress): Promise<StoreCopy> {
    const { database } = this.#open();
    writing(() => closeSync(openSync(file, 'wx')));
    try {
      return await this.#busyWith(() => copyDatabase(database, file, this.#settings, onProgress));
    } catch (error) {
      fileMoves.tryToRemove(file);
      throw storeError(error);
    }
  }

  restore(file: string, { shorten }: RestoreWish): StoreRestore {
    const { database } = this.#open();
    const { draft, entries: backup } = storing(() => draftOf(file, this.#file, this.#settings));
    return this.#replace(database, draft, (copy) => {
      const what = shorten ? 'records' : 'everything';
      const carried = carryOver(database, copy, what, this.#engine);
      return { entries: entriesIn(copy), backup, carried };
    });
  }

  /**
   * Puts entries in the place of those from the first one's index on. The checkpoints of the register that is replaced
   * stay in the database that is set aside.
   */
  rebuild(entries: readonly StoredEntry[]): StoreRebuild {
    const { database } = this.#open();
    const draft = draftBeside(this.#file);
    storing(() => database.prepare('VACUUM INTO ?').run(thisSystem.pathForLibraries(draft)));
    return this.#replace(database, draft, (copy) => {
      replaceEntries(copy, entries);
      return { entries: entriesIn(copy) };
    });
  }

  /** Sets the database aside and puts a draft in its place, once it is prepared. */
  #replace<Outcome>(
    database: Database,
    draft: string,
    prepare: (copy: Database) => Outcome,
  ): Outcome & Pick<StoreRestore, 'setAside'> {
    try {
      const copy = openDatabase(draft, this.#settings);
      const outcome = storing(() => closing(copy, () => prepare(copy)));
      this.#opened = undefined;
      closeAlone(database);
      return storing(() => {
        const aside = setAside(this.#file, 'replaced');
        settle(draft, this.#file);
        return { ...outcome, setAside: aside };
      });
    } finally {
      discardDraft(draft);
    }
  }

  /** Waits for a backup under way and closes the file. */
  async close(): Promise<void> {
    await this.#backup;
    this.#heedNobody();
    this.#letGo();
  }

  async #busyWith<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  #letGo(): void {
    this.#opened?.database.close();
    this.#opened = undefined;
  }

  /** Returns the present database; another process may have restored a backup since it was opened. */
  #open(): Opened {
    if (this.#opened !== undefined && this.#opened.identity === identityOf(this.#file)) return this.#opened;
    this.#letGo();
    const found = openOrRecover(this.#settings.folder, this.#settings, this.#engine);
    if (found.damage !== null) this.#onDamage(found.damage);
    const { database } = found;
    return (this.#opened = storing(() => {
      mendLookups(database);
      const tables = registerTables(database, this.#engine);
      return { ...found, tables, history: new KeptHistory(database, this.#engine) };
    }));
  }
}

/** Closes a copy once the work on it is done, and leaves it in one file. */
function closing<T>(copy: Database, work: () => T): T {
  try {
    return work();
  } finally {
    closeAlone(copy);
  }
}
