import { parentPort, workerData } from 'node:worker_threads';
import { loadSm3 } from '../../core/sm/load-primitives.ts';
import { handlersOf } from '../../wire/methods.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import type { StoreSettings } from './register-database.ts';
import { storeMethods, storeOperations, type StoreClient } from './store-operations.ts';
import { openStoreFolder } from './store.ts';

/** The entry of the store's worker: only this thread opens the database, so that no window waits for a disk. */
if (parentPort === null) throw new Error('the store runs as a worker thread');
// The client starts this thread with its settings.
const store = openStoreFolder(workerData as StoreSettings, await loadSm3(), (damage) => tell.damaged(damage));
const tell = serve(storeOperations, handlersOf<StoreClient>(storeMethods, store), messagePort(parentPort));
