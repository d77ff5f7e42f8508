import { closeSync, openSync, rmSync } from 'node:fs';
import type { EntryQuery, StoredEntry } from '../../services/register/ports.ts';
import type { StoredRecord } from '../../services/platform/record-store.ts';
import type { ListState, PlatformSealStatus, SyncState } from '../../services/platform/platform-store.ts';
import type { RegisterCheckpoint } from '../../shared/model/register-entry.ts';
import type { SealStatus } from '../../shared/model/seal-status.ts';
import { writing } from '../files/file-errors.ts';
import { backUpWhereDue, copyDatabase, draftOf, openOrRecover, type OpenedDatabase } from './backups.ts';
import { closeAlone, isDamage, storing } from './database.ts';
import {
  listTable,
  type ListTable,
  recordTable,
  type RecordTable,
  registerTable,
  type RegisterTable,
} from './register-tables.ts';
import type {
  StoreCopy,
  StoreDamage,
  StoreMethods,
  StoreOpening,
  StoreRestore,
  StoreSettings,
} from './store-operations.ts';
import { SealStatusDatabase } from './seal-status-database.ts';
import { backupsIn, databaseIn, identityOf, sealStatusIn, setAside, settle } from './store-files.ts';

type Tables = RegisterTable & RecordTable & ListTable;
type Opened = OpenedDatabase & { readonly table: Tables };

/** The database of a folder and what is done with it; opened at its first use. */
export class Store implements StoreMethods {
  readonly #settings: StoreSettings;
  readonly #file: string;
  readonly #onDamage: (damage: StoreDamage) => void;
  readonly #sealStatus: SealStatusDatabase;
  #opened: Opened | undefined;
  #backup: Promise<void> = Promise.resolve();

  /** @param onDamage is told what was done where the database is found damaged, at whatever time */
  constructor(settings: StoreSettings, onDamage: (damage: StoreDamage) => void) {
    this.#settings = settings;
    this.#file = databaseIn(settings.folder);
    this.#onDamage = onDamage;
    this.#sealStatus = new SealStatusDatabase(sealStatusIn(settings.folder), settings, (aside) =>
      onDamage({ part: 'sealStatus', setAside: aside, restoredFrom: null }),
    );
  }

  opening(): StoreOpening {
    return this.#work(({ damage }) => ({ damage }));
  }

  size(): number {
    return this.#work(({ table }) => table.size());
  }

  append(entry: StoredEntry): void {
    this.#work((opened) => {
      opened.table.append(entry);
      this.#backup = this.#backup.then(() => this.#backUp(opened));
    });
  }

  entries(query: EntryQuery): StoredEntry[] {
    return this.#work(({ table }) => table.entries(query));
  }

  leafHashes(from: number): Uint8Array {
    return this.#work(({ table }) => table.leafHashes(from));
  }

  addCheckpoint(checkpoint: RegisterCheckpoint): void {
    this.#work(({ table }) => table.addCheckpoint(checkpoint));
  }

  checkpoints(): RegisterCheckpoint[] {
    return this.#work(({ table }) => table.checkpoints());
  }

  getRecord(kind: string, id: string): string | null {
    return this.#work(({ table }) => table.getRecord(kind, id));
  }

  putRecord(kind: string, id: string, json: string): void {
    this.#work(({ table }) => table.putRecord(kind, id, json));
  }

  addRecord(kind: string, id: string, json: string): boolean {
    return this.#work(({ table }) => table.addRecord(kind, id, json));
  }

  listRecords(kind: string): StoredRecord[] {
    return this.#work(({ table }) => table.listRecords(kind));
  }

  removeRecord(kind: string, id: string): void {
    this.#work(({ table }) => table.removeRecord(kind, id));
  }

  platformLists(): ListState[] {
    return this.#work(({ table }) => table.platformLists());
  }

  putPlatformList(state: ListState): void {
    this.#work(({ table }) => table.putPlatformList(state));
  }

  syncStates(): SyncState[] {
    return this.#work(({ table }) => table.syncStates());
  }

  putSyncState(state: SyncState): void {
    this.#work(({ table }) => table.putSyncState(state));
  }

  lastStatusNumber(platform: string): number {
    return this.#sealStatus.work((table) => table.lastStatusNumber(platform));
  }

  addStatusEvents(platform: string, events: readonly SealStatus[]): void {
    this.#sealStatus.work((table) => table.addStatusEvents(platform, events));
  }

  sealEvents(esId: string): PlatformSealStatus[] {
    return this.#sealStatus.work((table) => table.sealEvents(esId));
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
    this.#letGo();
    this.#sealStatus.close();
  }

  #letGo(): void {
    this.#opened?.database.close();
    this.#opened = undefined;
  }

  /** What shows to be damaged in use is let go of, so that it is checked and set aside at its next use. */
  #work<T>(work: (opened: Opened) => T): T {
    const opened = this.#open();
    try {
      return storing(() => work(opened));
    } catch (error) {
      if (isDamage(error)) this.#letGo();
      throw error;
    }
  }

  /** The present database; another process may have restored a backup since it was opened. */
  #open(): Opened {
    if (this.#opened !== undefined && this.#opened.identity === identityOf(this.#file)) return this.#opened;
    this.#letGo();
    const found = openOrRecover(this.#settings.folder, this.#settings);
    if (found.damage !== null) this.#onDamage(found.damage);
    return (this.#opened = storing(() => ({ ...found, table: tablesOf(found) })));
  }

  async #backUp({ database }: Opened): Promise<void> {
    try {
      if (database.open) await backUpWhereDue(database, backupsIn(this.#settings.folder), this.#settings);
    } catch {
      // The entry is written; the next one tries again. A full disk shows there.
    }
  }
}

const tablesOf = ({ database }: OpenedDatabase): Tables => ({
  ...registerTable(database),
  ...recordTable(database),
  ...listTable(database),
});
