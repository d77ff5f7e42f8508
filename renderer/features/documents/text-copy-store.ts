import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import { MOST_COPIED_CHARACTERS } from '../../../electron/shared/model/copied-text.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { gatherText, type SelectedPage } from '../../lib/pdf-view/gather-text.ts';

export type TextCopyState =
  | { readonly step: 'none' }
  | { readonly step: 'copying'; readonly done: number; readonly pages: number }
  | { readonly step: 'copied'; readonly pages: number }
  | { readonly step: 'failed'; readonly error: AppError };

export interface TextCopyStore {
  readonly state: TextCopyState;
  /**
   * Copies what is selected in a document to the clipboard, unless the document forbids that.
   * @param read reads a whole page, zero-based
   */
  readonly copy: (
    documentId: string,
    selected: readonly SelectedPage[],
    read: (page: number) => Promise<string>,
  ) => Promise<void>;
  /** Ends a copy that is under way, and takes what is said of one away. */
  readonly dismiss: () => void;
}

const NONE: TextCopyState = { step: 'none' };

/** How often the number on the screen follows, in pages. */
const TOLD_EVERY = 50;

/** Makes the store of copying selected text, which goes over main: the page itself has no right to the clipboard. */
export function createTextCopyStore(
  documents: Pick<AppBridge['documents'], 'allowsCopying' | 'copyText'>,
): StoreApi<TextCopyStore> {
  let present = new AbortController();
  return createStore<TextCopyStore>((set) => {
    const begin = (): AbortSignal => {
      present.abort();
      present = new AbortController();
      return present.signal;
    };
    return {
      state: NONE,
      copy: async (id, selected, read) => {
        const signal = begin();
        const pages = selected.length;
        const tell = (state: TextCopyState): void => {
          if (!signal.aborted) set({ state });
        };
        const fail = (error: AppError): void => tell({ step: 'failed', error });
        tell(pages > 1 ? { step: 'copying', done: 0, pages } : NONE);
        const allowed = await documents.allowsCopying({ id });
        if (!allowed.ok) return fail(allowed.error);
        if (!allowed.value) return fail({ code: 'PDF_COPYING_DENIED' });
        const text = await gatherText(selected, read, {
          ...{ signal, most: MOST_COPIED_CHARACTERS },
          progress: (done) => done % TOLD_EVERY === 0 && tell({ step: 'copying', done, pages }),
        });
        if (signal.aborted) return;
        if (text === null) return fail({ code: 'TEXT_TOO_LONG' });
        if (text.trim() === '') return fail({ code: 'TEXT_NONE' });
        const copied = await documents.copyText({ id, text });
        if (!copied.ok) return fail(copied.error);
        tell(pages > 1 ? { step: 'copied', pages } : NONE);
      },
      dismiss: () => {
        begin();
        set({ state: NONE });
      },
    };
  });
}
