import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import {
  type BegunCopy,
  type CopyKind,
  type MadeCopy,
  MOST_COPY_PAGES,
} from '../../../electron/shared/model/document-copy.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import type { DrawableDocument, OpenDrawable } from '../../lib/pdf-view/draw-document.ts';
import type { DrawnPage } from '../../lib/pdf-view/draw-page.ts';

/** A page on the sheet for the printer. */
export interface SheetPage extends DrawnPage {
  readonly notice: readonly string[];
}

export type CopyState =
  | { readonly step: 'idle' }
  | { readonly step: 'drawing'; readonly kind: CopyKind; readonly page: number; readonly pages: number }
  /** The sheet is shown to the printer. */
  | { readonly step: 'printing'; readonly kind: CopyKind; readonly sheet: readonly SheetPage[] }
  | { readonly step: 'made'; readonly made: MadeCopy }
  | { readonly step: 'failed'; readonly error: AppError };

export interface CopyStore {
  readonly state: CopyState;
  /** Prints or converts an open document. */
  readonly copy: (document: { readonly id: string; readonly size: number }, kind: CopyKind) => Promise<void>;
  /** The sheet is there, whole. */
  readonly sheetReady: () => void;
  readonly clear: () => void;
}

const NOT_DRAWN: AppError = { code: 'COPY_NOT_DRAWN' };

/** Makes the store of prints and conversions. One is made at a time. */
export function createCopyStore(copies: AppBridge['copies'], open: OpenDrawable): StoreApi<CopyStore> {
  let tellReady: () => void = () => undefined;
  return createStore<CopyStore>((set, get) => {
    const show = (state: CopyState): void => set({ state });
    const isBusy = (): boolean => ['drawing', 'printing'].includes(get().state.step);

    const work = async (
      drawable: DrawableDocument,
      id: string,
      kind: CopyKind,
    ): Promise<Result<MadeCopy | null>> => {
      const { pages } = drawable;
      if (pages > MOST_COPY_PAGES) return failure({ code: 'COPY_TOO_LONG' });
      const begun = await copies.begin({ id, kind, pages });
      if (!begun.ok || begun.value === null) return begun.ok ? success(null) : begun;
      const drawn = await drawAll(drawable, kind, begun.value);
      if (!drawn.ok) {
        await copies.abandon({ copy: begun.value.copy });
        return drawn;
      }
      if (kind !== 'images') {
        const ready = new Promise<void>((resolve) => (tellReady = resolve));
        show({ step: 'printing', kind, sheet: drawn.value });
        await ready;
      }
      return copies.finish({ copy: begun.value.copy });
    };

    const drawAll = async (
      drawable: DrawableDocument,
      kind: CopyKind,
      { copy, notices }: BegunCopy,
    ): Promise<Result<readonly SheetPage[]>> => {
      const sheet: SheetPage[] = [];
      for (const [page, notice] of notices.entries()) {
        show({ step: 'drawing', kind, page: page + 1, pages: notices.length });
        try {
          if (kind !== 'images') {
            sheet.push({ ...(await drawable.draw(page, 'image/jpeg', [])), notice });
            continue;
          }
          const { picture } = await drawable.draw(page, 'image/png', notice);
          const taken = await copies.picture({ copy, picture: new Uint8Array(await picture.arrayBuffer()) });
          if (!taken.ok) return taken;
        } catch {
          return failure(NOT_DRAWN);
        }
      }
      return success(sheet);
    };

    return {
      state: { step: 'idle' },
      copy: async (document, kind) => {
        if (isBusy()) return;
        show({ step: 'drawing', kind, page: 1, pages: 1 });
        const drawable = await open(document).catch(() => null);
        if (drawable === null) return show({ step: 'failed', error: NOT_DRAWN });
        try {
          const made = await work(drawable, document.id, kind);
          if (!made.ok) show({ step: 'failed', error: made.error });
          else show(made.value === null ? { step: 'idle' } : { step: 'made', made: made.value });
        } finally {
          drawable.close();
        }
      },
      sheetReady: () => tellReady(),
      clear: () => {
        if (!isBusy()) show({ step: 'idle' });
      },
    };
  });
}
