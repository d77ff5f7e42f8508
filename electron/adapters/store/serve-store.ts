import type { MessagePort } from 'node:worker_threads';
import { storeError } from './database.ts';
import { CodedError } from '../../shared/errors.ts';
import type { StoreAnswerMessage, StoreMethods, StoreRequest } from './store-operations.ts';

/** Answers the requests that arrive at a worker's port, and lets the worker end after `close`. */
export function serveStore(store: StoreMethods, port: MessagePort): void {
  port.on('message', (request: StoreRequest) => {
    answer(store, request)
      .catch((error: unknown) => failed(request.id, storeError(error)))
      .then((reply) => {
        port.postMessage(reply);
        if (request.method === 'close') port.close();
      });
  });
}

async function answer(store: StoreMethods, request: StoreRequest): Promise<StoreAnswerMessage> {
  return { id: request.id, kind: 'done', value: await run(store, request) };
}

function run(store: StoreMethods, request: StoreRequest): unknown {
  switch (request.method) {
    case 'opening':
      return store.opening();
    case 'size':
      return store.size();
    case 'append':
      return store.append(...request.args);
    case 'entries':
      return store.entries(...request.args);
    case 'leafHashes':
      return store.leafHashes(...request.args);
    case 'addCheckpoint':
      return store.addCheckpoint(...request.args);
    case 'checkpoints':
      return store.checkpoints();
    case 'getRecord':
      return store.getRecord(...request.args);
    case 'putRecord':
      return store.putRecord(...request.args);
    case 'addRecord':
      return store.addRecord(...request.args);
    case 'listRecords':
      return store.listRecords(...request.args);
    case 'removeRecord':
      return store.removeRecord(...request.args);
    case 'platformLists':
      return store.platformLists();
    case 'putPlatformList':
      return store.putPlatformList(...request.args);
    case 'syncStates':
      return store.syncStates();
    case 'putSyncState':
      return store.putSyncState(...request.args);
    case 'lastStatusNumber':
      return store.lastStatusNumber(...request.args);
    case 'addStatusEvents':
      return store.addStatusEvents(...request.args);
    case 'sealEvents':
      return store.sealEvents(...request.args);
    case 'backup':
      return store.backup(...request.args);
    case 'restore':
      return store.restore(...request.args);
    case 'close':
      return store.close();
  }
}

function failed(id: number, error: unknown): StoreAnswerMessage {
  if (error instanceof CodedError) return { id, kind: 'failed', error: error.toAppError() };
  return {
    id,
    kind: 'broken',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
