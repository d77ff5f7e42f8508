import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export type VerifyState =
  | { readonly step: 'none' }
  | { readonly step: 'verifying'; readonly documentId: string }
  | { readonly step: 'done'; readonly documentId: string; readonly report: VerificationReport }
  | { readonly step: 'failed'; readonly documentId: string; readonly error: AppError };

export interface VerifyStore {
  readonly state: VerifyState;
  verify(documentId: string): Promise<void>;
  /** Judges the document again whose report is shown, and shows that report until there is another. */
  renew(): Promise<void>;
  /** Takes a report that is known already. */
  show(documentId: string, report: VerificationReport): void;
  clear(): void;
}

/** The report of the open document. An answer that arrives for a document no longer asked about is dropped. */
export function createVerifyStore(verification: AppBridge['verify']): StoreApi<VerifyStore> {
  return createStore<VerifyStore>((set, get) => {
    const awaits = (documentId: string): boolean => {
      const { state } = get();
      return state.step === 'verifying' && state.documentId === documentId;
    };
    return {
      state: { step: 'none' },
      verify: async (documentId) => {
        set({ state: { step: 'verifying', documentId } });
        const result = await verification.document({ id: documentId });
        if (!awaits(documentId)) return;
        if (result.ok) set({ state: { step: 'done', documentId, report: result.value } });
        else set({ state: { step: 'failed', documentId, error: result.error } });
      },
      renew: async () => {
        const { state } = get();
        if (state.step !== 'done') return;
        const { documentId } = state;
        const result = await verification.document({ id: documentId });
        if (result.ok && get().state === state) set({ state: { ...state, report: result.value } });
      },
      show: (documentId, report) => set({ state: { step: 'done', documentId, report } }),
      clear: () => set({ state: { step: 'none' } }),
    };
  });
}
