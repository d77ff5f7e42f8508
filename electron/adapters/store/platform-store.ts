import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { StoreClient } from './store-client.ts';

/** What synchronisation remembers, in the databases of a store's worker. */
export function platformStore(client: StoreClient): PlatformStore {
  return {
    lists: () => client.call('platformLists'),
    putList: (state) => client.call('putPlatformList', state),
    syncStates: () => client.call('syncStates'),
    putSyncState: (state) => client.call('putSyncState', state),
    lastStatusNumber: (platform) => client.call('lastStatusNumber', platform),
    addStatusEvents: (platform, events) => client.call('addStatusEvents', platform, events),
    sealEvents: (esId) => client.call('sealEvents', esId),
  };
}
