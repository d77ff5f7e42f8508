import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ByteProgress } from '../../services/documents/document-engine.ts';
import type { RegisterStore, StoredEntry } from '../../services/register/register-store.ts';
import type { AppError } from '../../shared/errors.ts';
import { connect, type NoAnswer } from '../../wire/client.ts';
import { methods, type Methods, remotePort } from '../../wire/methods.ts';
import { event, typeOnly } from '../../wire/operation.ts';
import { type Port, workerPort } from '../../wire/ports.ts';
import type { StoreCopy, StoreDamage, StoreOpening } from './backups.ts';
import type { RestoreWish, StoreRebuild, StoreRestore, StoreSettings } from './register-database.ts';
import type { RegisterRows } from './register-tables.ts';
import { storeFolderIn } from './store-files.ts';
import type { SealStatusRows } from './seal-status-database.ts';

/** The register's file as a whole. Calls reject with a CodedError of the STORE_ group. */
interface StoreFile {
  /** Opens the database. */
  opening(): Promise<StoreOpening>;
  /**
   * Copies the database to a new file. Also rejects with OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL.
   * @param onProgress is told how many of its bytes are copied
   */
  backup(file: string, onProgress: ByteProgress): Promise<StoreCopy>;
  /**
   * Puts a backup in the place of the database, which is set aside, and carries over what the database has beyond it.
   * Rejects with STORE_BUSY while another process uses it, and with BACKUP_DAMAGED, FILE_NOT_FOUND or FILE_UNREADABLE.
   */
  restore(file: string, wish: RestoreWish): Promise<StoreRestore>;
  /**
   * Puts entries that were recovered in the place of those from the first one's index on. The former database is set
   * aside. Rejects with STORE_BUSY while another process uses it.
   */
  rebuild(entries: readonly StoredEntry[]): Promise<StoreRebuild>;
  /**
   * Ends what is under way and closes the file for good. Calls under way and later ones reject with STORE_UNAVAILABLE, so
   * that no work in the background opens the file again and keeps a command alive that is done.
   */
  close(): Promise<void>;
}

/** The store as other threads ask it: the register, the records, the platforms' lists and the file as a whole. */
export type StoreClient = RegisterRows & HistoryRows & SealStatusRows & StoreFile;

/** The hashing of the register's entries, which other calls do not wait for. */
export type HistoryRows = Pick<RegisterStore, 'history' | 'consistency'>;

/** Long enough for another process's transaction and for a slow disk. */
const WRITE = { deadlineMs: 30_000 };
/** A read changes nothing, so that it is asked once more if the worker dies. */
const READ = { ...WRITE, repeatable: true };
/** Long enough to copy and check a whole database. */
const WHOLE_FILE = { deadlineMs: 600_000 };

/** The rows of the register, of the records and of the platforms' lists, in this order. */
export const registerRows = methods<RegisterRows>({
  size: READ,
  append: WRITE,
  entries: READ,
  pack: READ,
  leafHashes: READ,
  addCheckpoint: WRITE,
  checkpoints: READ,
  lastCheckpoint: READ,
  find: READ,
  newestOfEach: READ,
  noEntries: READ,
  lookupsAgree: { deadlineMs: 600_000, repeatable: true },

  get: READ,
  put: WRITE,
  putAll: WRITE,
  add: WRITE,
  list: READ,
  remove: WRITE,
  removeAll: WRITE,

  lists: READ,
  putList: WRITE,
  syncStates: READ,
  putSyncState: WRITE,
});

/** The rows of the platforms' seal status feeds, and of revocations that were published late. */
export const sealStatusRows = methods<SealStatusRows>({
  lastStatusNumber: READ,
  addStatusEvents: WRITE,
  boundStatusEvents: WRITE,
  sealEvents: READ,
  addLateRevocations: WRITE,
  lateRevocations: READ,
});

/** All that a thread may ask the store. */
export const storeMethods: Methods<StoreClient> = {
  ...registerRows,
  ...sealStatusRows,
  ...methods<HistoryRows>({
    history: { ...WHOLE_FILE, repeatable: true },
    consistency: { ...WHOLE_FILE, repeatable: true },
  }),
  ...methods<StoreFile>({
    opening: WHOLE_FILE,
    backup: { ...WHOLE_FILE, tellsProgress: true },
    restore: WHOLE_FILE,
    rebuild: WHOLE_FILE,
    close: { ...WHOLE_FILE, endsPort: true },
  }),
};

/** The same with what the store tells unasked. */
export const storeOperations = {
  ...storeMethods,
  /** The database was found damaged, whatever was asked for. */
  damaged: event(typeOnly<StoreDamage>()),
};

/**
 * Makes the client of a store's worker, which starts with the first call. Calls reject with the codes of their ports,
 * with STORE_BUSY if no answer comes in time, and with STORE_UNAVAILABLE if the worker cannot run or dies, for a read
 * twice; the next call starts another worker.
 * @param script the built worker, or its source in tests
 * @param onDamage is told when the database was found damaged, whatever was asked for
 */
export function openStore(
  script: URL,
  settings: StoreSettings,
  onDamage: (damage: StoreDamage) => void,
): StoreClient {
  const connection = connect(storeOperations, () => startWorker(script, settings), {
    failure: failureOf,
  });
  connection.calls.damaged(onDamage);
  const store = remotePort<StoreClient>(storeMethods, connection.calls);
  return {
    ...store,
    close: async () => {
      if (connection.isOpen()) await store.close();
      connection.stop({ code: 'STORE_UNAVAILABLE' });
    },
  };
}

function startWorker(script: URL, settings: StoreSettings): Port {
  const worker = new Worker(script, { workerData: settings });
  worker.unref();
  return workerPort(worker);
}

function failureOf(why: NoAnswer): AppError | Error {
  if (why.cause === 'broken') return new Error(why.reason);
  if (why.cause === 'late') return { code: 'STORE_BUSY', details: { deadlineMs: why.deadlineMs } };
  return { code: 'STORE_UNAVAILABLE', details: { reason: why.reason } };
}

/**
 * Returns the settings of a home's store.
 * @param dist folder of all bundles, with the binding that set-up builds for older runtimes
 */
export function storeSettings(home: string, dist: string): StoreSettings {
  return {
    folder: storeFolderIn(home),
    olderBinding: join(dist, 'native', 'better-sqlite3-older-runtimes.node'),
  };
}

/** Returns the built worker among all bundles. */
export const storeWorkerIn = (dist: string): URL => pathToFileURL(join(dist, 'store', 'store-worker.js'));
