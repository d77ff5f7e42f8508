import { closeSync, openSync, rmSync } from 'node:fs';
import type { Sm3 } from '../../core/register/merkle-tree.ts';
import { writing } from '../files/file-errors.ts';
import {
  backUpIfDue,
  copyDatabase,
  draftOf,
  openOrRecover,
  type OpenedDatabase,
  type StoreCopy,
  type StoreDamage,
} from './backups.ts';
import { closeAlone, isDamage, storeError, storing, type DatabaseOptions } from './database.ts';
import { KeptHistory } from './kept-history.ts';
import { mendLookups } from './entry-lookup.ts';
import { registerTables, type RegisterTables } from './register-tables.ts';
import { backupsIn, databaseIn, identityOf, setAside, settle } from './store-files.ts';

/** The settings that a worker of the store is started with. */
export interface StoreSettings extends DatabaseOptions {
  /** The folder that holds the database and its backups. */
  readonly folder: string;
}

export interface StoreRestore extends StoreCopy {
  /** Present path of the database that was in use before. */
  readonly setAside: string;
}

type Opened = OpenedDatabase & { readonly tables: RegisterTables; readonly history: KeptHistory };

/** The database of the register, of records and of lists, with its backups. */
export class RegisterDatabase {
  readonly #settings: StoreSettings;
  readonly #engine: Sm3;
  readonly #file: string;
  readonly #onDamage: (damage: StoreDamage) => void;
  #opened: Opened | undefined;
  #backup: Promise<void> = Promise.resolve();

  constructor(settings: StoreSettings, engine: Sm3, onDamage: (damage: StoreDamage) => void) {
    this.#settings = settings;
    this.#engine = engine;
    this.#file = databaseIn(settings.folder);
    this.#onDamage = onDamage;
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
      return await ask(this.#open().history);
    } catch (error) {
      const coded = storeError(error);
      if (isDamage(coded)) this.#letGo();
      throw coded;
    }
  }

  /** Makes a backup if one is due, after those under way. */
  backUpLater({ database }: Opened): void {
    const backUp = async (): Promise<void> => {
      try {
        if (database.open) await backUpIfDue(database, backupsIn(this.#settings.folder), this.#settings);
      } catch {
        // The entry is written; the next one tries again. A full disk shows there.
      }
    };
    this.#backup = this.#backup.then(backUp);
  }

  async backup(file: string): Promise<StoreCopy> {
    const { database } = this.#open();
    writing(() => closeSync(openSync(file, 'wx')));
    try {
      return await copyDatabase(database, file, this.#settings);
    } catch (error) {
      rmSync(file, { force: true });
      throw storeError(error);
    }
  }

  restore(file: string): StoreRestore {
    const { database } = this.#open();
    const { draft, entries } = storing(() => draftOf(file, this.#file, this.#settings));
    try {
      this.#opened = undefined;
      closeAlone(database);
      return storing(() => {
        const aside = setAside(this.#file, 'replaced');
        settle(draft, this.#file);
        return { entries, setAside: aside };
      });
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Waits for a backup under way and closes the file. */
  async close(): Promise<void> {
    await this.#backup;
    this.#letGo();
  }

  #letGo(): void {
    this.#opened?.database.close();
    this.#opened = undefined;
  }

  /** Returns the present database; another process may have restored a backup since it was opened. */
  #open(): Opened {
    if (this.#opened !== undefined && this.#opened.identity === identityOf(this.#file)) return this.#opened;
    this.#letGo();
    const found = openOrRecover(this.#settings.folder, this.#settings);
    if (found.damage !== null) this.#onDamage(found.damage);
    const { database } = found;
    return (this.#opened = storing(() => {
      mendLookups(database);
      const tables = registerTables(database, this.#engine);
      return { ...found, tables, history: new KeptHistory(database, this.#engine) };
    }));
  }
}
