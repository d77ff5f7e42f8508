import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RecentDocument } from '../../../electron/shared/model/recent-document.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface RecentStore {
  /** The one opened last first; none until they are known. */
  readonly documents: readonly RecentDocument[];
  readonly load: () => Promise<void>;
  readonly open: (id: string) => Promise<void>;
  /** Takes a document off the list; every one for null. */
  readonly forget: (id: string | null) => Promise<void>;
}

type Documents = Pick<AppBridge['documents'], 'recent' | 'openRecent' | 'forgetRecent'>;

/** Makes the store of the documents that were opened last. @param show shows one, or why it could not be opened */
export function createRecentStore(
  documents: Documents,
  show: (result: Result<OpenDocument>) => void,
): StoreApi<RecentStore> {
  return createStore<RecentStore>((set, get) => ({
    documents: [],
    load: async () => {
      const result = await documents.recent();
      if (result.ok) set({ documents: result.value });
    },
    open: async (id) => {
      show(await documents.openRecent({ id }));
      await get().load();
    },
    forget: async (id) => {
      await documents.forgetRecent({ id });
      await get().load();
    },
  }));
}
