import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../../electron/shared/errors.ts';
import type { SavedArchiveStamp } from '../../../../electron/shared/model/archive-stamp.ts';
import type { AppBridge } from '../../../lib/bridge.ts';

export type ArchiveStampState =
  | { readonly step: 'idle' }
  | { readonly step: 'stamping' }
  | { readonly step: 'stamped'; readonly stamped: SavedArchiveStamp }
  | { readonly step: 'failed'; readonly error: AppError };

export interface ArchiveStampStore {
  readonly state: ArchiveStampState;
  /** Gives an open document an archive time stamp in a new file. */
  readonly stamp: (documentId: string) => Promise<void>;
  readonly clear: () => void;
}

/** Makes the store of archive time stamps (归档时间戳). One runs at a time. */
export function createArchiveStampStore(
  verification: Pick<AppBridge['verify'], 'archiveStamp'>,
): StoreApi<ArchiveStampStore> {
  return createStore<ArchiveStampStore>((set, get) => ({
    state: { step: 'idle' },
    stamp: async (documentId) => {
      if (get().state.step === 'stamping') return;
      set({ state: { step: 'stamping' } });
      const result = await verification.archiveStamp({ id: documentId });
      if (!result.ok) set({ state: { step: 'failed', error: result.error } });
      else if (result.value === null) set({ state: { step: 'idle' } });
      else set({ state: { step: 'stamped', stamped: result.value } });
    },
    clear: () => {
      if (get().state.step !== 'stamping') set({ state: { step: 'idle' } });
    },
  }));
}
