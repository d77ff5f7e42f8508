import { closeSync, openSync, rmSync } from 'node:fs';
import type { StoredEntry } from '../../services/register/ports.ts';
import { writing } from '../files/file-errors.ts';
import { backUpWhereDue, copyDatabase } from './backups.ts';
import { closeAlone } from './database.ts';
import type { StoreCopy, StoreMethods, StoreRestore, StoreSettings } from './protocol.ts';
import { draftOf, openOrRecover, type OpenedDatabase } from './recover.ts';
import { registerTable, type RegisterTable } from './register-table.ts';
import { storing } from './store-errors.ts';
import { backupsIn, databaseIn, identityOf, setAside, settle } from './store-files.ts';

type Opened = OpenedDatabase & { readonly table: RegisterTable };

/** The database of a folder and what is done with it; opened at its first use. */
export class Store implements StoreMethods {
  readonly #settings: StoreSettings;
  readonly #file: string;
  #opened: Opened | undefined;
  #backup: Promise<void> = Promise.resolve();

  constructor(settings: StoreSettings) {
    this.#settings = settings;
    this.#file = databaseIn(settings.folder);
  }

  opening(): ReturnType<StoreMethods['opening']> {
    const { damage } = this.#open();
    return { damage };
  }

  size(): number {
    return storing(() => this.#open().table.size());
  }

  append(entry: StoredEntry): void {
    const opened = this.#open();
    storing(() => opened.table.append(entry));
    this.#backup = this.#backup.then(() => this.#backUp(opened));
  }

  entries(query: Parameters<RegisterTable['entries']>[0]): ReturnType<RegisterTable['entries']> {
    return storing(() => this.#open().table.entries(query));
  }

  leafHashes(from: number): Uint8Array {
    return storing(() => this.#open().table.leafHashes(from));
  }

  addCheckpoint(checkpoint: Parameters<RegisterTable['addCheckpoint']>[0]): void {
    storing(() => this.#open().table.addCheckpoint(checkpoint));
  }

  checkpoints(): ReturnType<RegisterTable['checkpoints']> {
    return storing(() => this.#open().table.checkpoints());
  }

  /** Copies the database to a new file. Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL as well. */
  async backup(file: string): Promise<StoreCopy> {
    const { database } = this.#open();
    writing(() => closeSync(openSync(file, 'wx')));
    try {
      return await copyDatabase(database, file, this.#settings);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  }

  /** Puts a backup in the place of the database, which is set aside. Throws STORE_BUSY while others use it. */
  restore(file: string): StoreRestore {
    const { database } = this.#open();
    const { draft, entries } = draftOf(file, this.#file, this.#settings);
    try {
      this.#opened = undefined;
      closeAlone(database);
      const aside = storing(() => setAside(this.#file, 'replaced'));
      storing(() => settle(draft, this.#file));
      return { entries, setAside: aside };
    } finally {
      rmSync(draft, { force: true });
    }
  }

  async close(): Promise<void> {
    await this.#backup;
    this.#opened?.database.close();
    this.#opened = undefined;
  }

  /** The present database; another process may have restored a backup since it was opened. */
  #open(): Opened {
    if (this.#opened !== undefined && this.#opened.identity === identityOf(this.#file)) return this.#opened;
    this.#opened?.database.close();
    this.#opened = undefined;
    const found = openOrRecover(this.#settings.folder, this.#settings);
    return (this.#opened = storing(() => ({ ...found, table: registerTable(found.database) })));
  }

  async #backUp({ database }: Opened): Promise<void> {
    try {
      if (database.open) await backUpWhereDue(database, backupsIn(this.#settings.folder), this.#settings);
    } catch {
      // The entry is written; the next one tries again. A full disk shows there.
    }
  }
}
