import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { SavedExport, VerdictExport } from '../../../electron/shared/model/verdict-export.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import type { DrawVersions } from './draw-versions.ts';

export type ExportState =
  | { readonly step: 'idle' }
  | { readonly step: 'saving'; readonly kind: VerdictExport }
  | { readonly step: 'saved'; readonly saved: SavedExport }
  | { readonly step: 'failed'; readonly error: AppError };

export interface ExportStore {
  readonly state: ExportState;
  /** Saves a report or a package of an open document. */
  readonly save: (documentId: string, kind: VerdictExport) => Promise<void>;
  readonly clear: () => void;
}

/**
 * Makes the store of what is exported from a verdict. One export runs at a time.
 * @param draw draws the pages that go into an evidence package
 */
export function createExportStore(
  verification: Pick<AppBridge['verify'], 'export'>,
  draw: DrawVersions,
): StoreApi<ExportStore> {
  return createStore<ExportStore>((set, get) => ({
    state: { step: 'idle' },
    save: async (documentId, kind) => {
      if (get().state.step === 'saving') return;
      set({ state: { step: 'saving', kind } });
      if (kind === 'evidence') await draw(documentId);
      const result = await verification.export({ id: documentId, kind });
      if (!result.ok) set({ state: { step: 'failed', error: result.error } });
      else if (result.value === null) set({ state: { step: 'idle' } });
      else set({ state: { step: 'saved', saved: result.value } });
    },
    clear: () => {
      if (get().state.step !== 'saving') set({ state: { step: 'idle' } });
    },
  }));
}
