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
  readonly verify: (documentId: string) => Promise<void>;
  /** Verifies the shown document again, and keeps its present report until the new one is there. */
  readonly renew: () => Promise<void>;
  /** Shows a report that is known already. */
  readonly show: (documentId: string, report: VerificationReport) => void;
  readonly clear: () => void;
}

/**
 * Makes the store of the open document's report. It drops an answer for a document that is no longer shown.
 */
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
