import type { RegisterStore } from '../../services/register/ports.ts';
import type { StoreClient } from './store-client.ts';

/** The register in the database of a store's worker. Rejects with STORE_BUSY where another process appended first. */
export function registerStore(client: StoreClient): RegisterStore {
  return {
    append: (entry) => client.call('append', entry),
    size: () => client.call('size'),
    entries: (query) => client.call('entries', query),
    leafHashes: (from) => client.call('leafHashes', from),
    addCheckpoint: (checkpoint) => client.call('addCheckpoint', checkpoint),
    checkpoints: () => client.call('checkpoints'),
  };
}
