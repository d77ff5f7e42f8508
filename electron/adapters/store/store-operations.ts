import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { RecordStore } from '../../services/platform/record-store.ts';
import type { RegisterStore } from '../../services/register/ports.ts';
import { methods, type Methods } from '../../wire/methods.ts';
import { event, typeOnly } from '../../wire/operation.ts';

/** What a worker of the store is started with. */
export interface StoreSettings {
  /** The folder that holds the database and its backups. */
  readonly folder: string;
  readonly olderBinding: string;
}

/** A damaged database, and what was done about it. */
export interface StoreDamage {
  /** The seal status feeds have no backup; they are fetched again. */
  readonly part: 'register' | 'sealStatus';
  /** Present path of the damaged file; null if the file was missing although there are backups. */
  readonly setAside: string | null;
  /** The backup that took its place; null if there is none and an empty database did. */
  readonly restoredFrom: string | null;
}

/** The state of the database when it was opened. */
export interface StoreOpening {
  /** Null if the database was sound. */
  readonly damage: StoreDamage | null;
}

/** The number of entries in the register of a copy. */
export interface StoreCopy {
  readonly entries: number;
}

export interface StoreRestore extends StoreCopy {
  /** Present path of the database that was in use before. */
  readonly setAside: string;
}

/** The register's file as a whole. Calls reject with a CodedError of the STORE_ group. */
export interface StoreFile {
  /** Opens the database. */
  opening(): Promise<StoreOpening>;
  /** Copies the database to a new file. Also rejects with OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL. */
  backup(file: string): Promise<StoreCopy>;
  /**
   * Puts a backup in the place of the database, which is set aside. Rejects with STORE_BUSY while another process uses
   * it, and with BACKUP_DAMAGED, FILE_NOT_FOUND or FILE_UNREADABLE.
   */
  restore(file: string): Promise<StoreRestore>;
  /** Ends what is under way and closes the file. A later call opens it again. */
  close(): Promise<void>;
}

/** The rows of the register's database. */
export type ListStore = Pick<PlatformStore, 'lists' | 'putList' | 'syncStates' | 'putSyncState'>;
export type RegisterRows = RegisterStore & RecordStore & ListStore;

/** The rows of the seal status database. */
export type SealStatusRows = Pick<PlatformStore, 'lastStatusNumber' | 'addStatusEvents' | 'sealEvents'>;

/** The store as other threads ask it: the register, the records, the platforms' lists and the file as a whole. */
export type StoreClient = RegisterRows & SealStatusRows & StoreFile;

/** Long enough for another process's transaction and for a slow disk. */
const ROWS = { deadlineMs: 30_000 };
/** Long enough to copy and check a whole database. */
const WHOLE_FILE = { deadlineMs: 600_000 };

export const registerRows = methods<RegisterRows>({
  size: ROWS,
  append: ROWS,
  entries: ROWS,
  leafHashes: ROWS,
  addCheckpoint: ROWS,
  checkpoints: ROWS,

  get: ROWS,
  put: ROWS,
  add: ROWS,
  list: ROWS,
  remove: ROWS,

  lists: ROWS,
  putList: ROWS,
  syncStates: ROWS,
  putSyncState: ROWS,
});

export const sealStatusRows = methods<SealStatusRows>({
  lastStatusNumber: ROWS,
  addStatusEvents: ROWS,
  sealEvents: ROWS,
});

/** All that a thread may ask the store. */
export const storeMethods: Methods<StoreClient> = {
  ...registerRows,
  ...sealStatusRows,
  ...methods<StoreFile>({
    opening: WHOLE_FILE,
    backup: WHOLE_FILE,
    restore: WHOLE_FILE,
    close: { ...WHOLE_FILE, endsPort: true },
  }),
};

/** The same with what the store tells unasked. */
export const storeOperations = {
  ...storeMethods,
  /** The database was found damaged, whatever was asked for. */
  damaged: event(typeOnly<StoreDamage>()),
};
