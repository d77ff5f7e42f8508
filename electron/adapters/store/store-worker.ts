import { parentPort, workerData } from 'node:worker_threads';
import type { StoreReply, StoreSettings } from './store-operations.ts';
import { serveStore } from './serve-store.ts';
import { Store } from './store.ts';

/** The entry of the store's worker: the database is opened here alone, so that no window waits for a disk. */
if (parentPort === null) throw new Error('the store runs as a worker thread');
const port = parentPort;
const store = new Store(workerData as StoreSettings, (damage) => {
  port.postMessage({ kind: 'damaged', damage } satisfies StoreReply);
});
serveStore(store, port);
