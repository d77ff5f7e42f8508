import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AppError } from '../../shared/errors.ts';
import { connect, type PortEnd } from '../../wire/client.ts';
import { remotePort } from '../../wire/methods.ts';
import { workerPort, type Port } from '../../wire/ports.ts';
import {
  storeMethods,
  storeOperations,
  type StoreClient,
  type StoreDamage,
  type StoreSettings,
} from './store-operations.ts';

/**
 * Makes the client of a store's worker, which starts with the first call. Calls reject with the codes of their ports,
 * with STORE_BUSY if no answer comes in time, and with STORE_UNAVAILABLE if the worker cannot run or dies; the next
 * call starts another worker.
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
    rejectsBroken: true,
  });
  connection.calls.damaged(onDamage);
  const store = remotePort<StoreClient>(storeMethods, connection.calls);
  return { ...store, close: () => (connection.isOpen() ? store.close() : Promise.resolve()) };
}

function startWorker(script: URL, settings: StoreSettings): Port {
  const worker = new Worker(script, { workerData: settings });
  worker.unref();
  return workerPort(worker);
}

function failureOf(end: PortEnd): AppError {
  if (end.cause === 'late') return { code: 'STORE_BUSY', details: { deadlineMs: end.deadlineMs } };
  return { code: 'STORE_UNAVAILABLE', details: { reason: end.reason } };
}

/**
 * Returns the settings of a home's store.
 * @param dist folder of all bundles, with the binding that set-up builds for older runtimes
 */
export function storeSettings(home: string, dist: string): StoreSettings {
  return {
    folder: join(home, 'store'),
    olderBinding: join(dist, 'native', 'better-sqlite3-older-runtimes.node'),
  };
}

/** Returns the built worker among all bundles. */
export const storeWorkerIn = (dist: string): URL => pathToFileURL(join(dist, 'store', 'store-worker.js'));
