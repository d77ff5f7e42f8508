import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export type DocumentState =
  | { readonly step: 'none' }
  | { readonly step: 'opening'; readonly name: string | null }
  | { readonly step: 'open'; readonly document: OpenDocument }
  | { readonly step: 'failed'; readonly error: AppError };

/** Another document that is on its way while one is open, or why it could not be opened. */
export type IncomingDocument = Extract<DocumentState, { readonly step: 'opening' | 'failed' }>;

export interface DocumentStore {
  readonly state: DocumentState;
  /** Null unless a document is open: it stays, with everything done to it, until another one is open in its place. */
  readonly incoming: IncomingDocument | null;
  readonly openDialog: () => Promise<void>;
  readonly openDropped: (file: File) => Promise<void>;
  readonly openSample: () => Promise<void>;
  /** Opens the document with which the program was started, if there is one. */
  readonly openInitial: () => Promise<void>;
  /** Shows a document that main has opened, or the reason why it could not. */
  readonly show: (result: Result<OpenDocument>) => void;
  readonly dismissError: () => void;
}

type Documents = AppBridge['documents'];

/** Makes the store of the one document of the window. */
export function createDocumentStore(documents: Documents): StoreApi<DocumentStore> {
  return createStore<DocumentStore>((set, get) => {
    const tell = (incoming: IncomingDocument): void =>
      get().state.step === 'open' ? set({ incoming }) : set({ state: incoming });
    const show = (result: Result<OpenDocument>): void => {
      const before = get().state;
      if (!result.ok) return tell({ step: 'failed', error: result.error });
      set({ state: { step: 'open', document: result.value }, incoming: null });
      if (before.step === 'open') void documents.close({ id: before.document.id });
    };
    const take = async (opening: Promise<Result<OpenDocument | null>>): Promise<void> => {
      const result = await opening;
      if (!result.ok) show(result);
      else if (result.value !== null) show({ ok: true, value: result.value });
    };
    const announced = async (name: string | null, opening: Promise<Result<OpenDocument>>): Promise<void> => {
      tell({ step: 'opening', name });
      show(await opening);
    };
    return {
      state: { step: 'none' },
      incoming: null,
      openDialog: () => take(documents.openDialog()),
      openDropped: (file) => announced(file.name, documents.openDropped(file)),
      openSample: () => announced(null, documents.openSample()),
      openInitial: () => take(documents.takeInitial()),
      show,
      dismissError: () =>
        get().incoming === null ? set({ state: { step: 'none' } }) : set({ incoming: null }),
    };
  });
}
