import type { RecordStore } from '../../services/platform/record-store.ts';
import type { StoreClient } from './store-client.ts';

/** The features' records in the database of a store's worker. */
export function recordStore(client: StoreClient): RecordStore {
  return {
    get: (kind, id) => client.call('getRecord', kind, id),
    put: (kind, id, json) => client.call('putRecord', kind, id, json),
    add: (kind, id, json) => client.call('addRecord', kind, id, json),
    list: (kind) => client.call('listRecords', kind),
    remove: (kind, id) => client.call('removeRecord', kind, id),
  };
}
