import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { DocumentDetails, RevisionEntry } from '../../../electron/shared/model/document-details.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export type DetailsState =
  | { readonly step: 'none' }
  | { readonly step: 'loading'; readonly documentId: string }
  | { readonly step: 'ready'; readonly documentId: string; readonly details: DocumentDetails }
  | { readonly step: 'failed'; readonly documentId: string; readonly error: AppError };

/** The version of a document that its pages show in place of the present one. */
export interface ShownVersion {
  readonly documentId: string;
  readonly revision: RevisionEntry;
}

/** The signature that a person has asked for, on its page or in the report. */
export interface FocusedSignature {
  readonly documentId: string;
  /** Its index in the report. */
  readonly signature: number;
}

export interface DetailsStore {
  readonly state: DetailsState;
  /** Null while the present version is shown. */
  readonly shown: ShownVersion | null;
  /** A new value for every request, so that the page scrolls again. */
  readonly focused: FocusedSignature | null;
  readonly load: (documentId: string) => Promise<void>;
  readonly show: (shown: ShownVersion | null) => void;
  readonly focus: (focused: FocusedSignature) => void;
}

/**
 * Makes the store of what stands behind the report of the open document, and of what of it a person looks at. It drops
 * an answer for a document that is no longer shown.
 */
export function createDetailsStore(
  verification: Pick<AppBridge['verify'], 'details'>,
): StoreApi<DetailsStore> {
  return createStore<DetailsStore>((set, get) => ({
    state: { step: 'none' },
    shown: null,
    focused: null,
    load: async (documentId) => {
      const loading = { step: 'loading', documentId } as const;
      set({ state: loading });
      const result = await verification.details({ id: documentId });
      if (get().state !== loading) return;
      if (result.ok) set({ state: { step: 'ready', documentId, details: result.value } });
      else set({ state: { step: 'failed', documentId, error: result.error } });
    },
    show: (shown) => set({ shown }),
    focus: (focused) => {
      const { shown, state } = get();
      const isInShown =
        shown === null || (state.step === 'ready' && endsWithin(state.details, focused, shown));
      set({ focused: { ...focused }, ...(isInShown ? {} : { shown: null }) });
    },
  }));
}

/** Tells whether a version already has a signature. */
function endsWithin(
  { revisions }: DocumentDetails,
  { signature }: FocusedSignature,
  { revision }: ShownVersion,
): boolean {
  return revisions.some(
    ({ number, signatures }) => signatures.includes(signature) && number <= revision.number,
  );
}
