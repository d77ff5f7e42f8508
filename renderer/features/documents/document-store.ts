import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import type { DocumentPasswords } from '../../lib/pdf-view/document-passwords.ts';
import type { ReadingPlace } from '../../lib/pdf-view/reading-place.ts';

export type DocumentState =
  | { readonly step: 'none' }
  | { readonly step: 'opening'; readonly name: string | null }
  | { readonly step: 'open'; readonly document: OpenDocument }
  | { readonly step: 'failed'; readonly error: AppError };

/** Another document that is on its way while one is open, or why it could not be opened. */
export type IncomingDocument = Extract<DocumentState, { readonly step: 'opening' | 'failed' }>;

/** What lies beside the pages. */
export interface Side {
  readonly isShown: boolean;
  readonly lists: 'pages' | 'outline';
}

export interface DocumentStore {
  /** The document in front. */
  readonly state: DocumentState;
  /** Every open document, in the order of its tab. */
  readonly tabs: readonly OpenDocument[];
  /** Null unless a document is open: it stays in front, with everything done to it, until another one is open. */
  readonly incoming: IncomingDocument | null;
  /** Null until the person has chosen: a wide window has room for it. */
  readonly side: Side | null;
  readonly showSide: (side: Side) => void;
  readonly openDialog: () => Promise<void>;
  readonly openDropped: (file: File) => Promise<void>;
  readonly openSample: () => Promise<void>;
  /** Opens the document with which the program was started, if there is one. */
  readonly openInitial: () => Promise<void>;
  /**
   * Shows a document that main has opened, or the reason why it could not. It gets a tab of its own.
   * @param replaced id of the document whose tab it takes, as the sealed file takes that of its original
   */
  readonly show: (result: Result<OpenDocument>, replaced?: string | null) => void;
  /** Opens an encrypted document by its password. @param password UTF-8; it is zeroed, or kept for the viewer */
  readonly unlock: (id: string, password: Uint8Array) => Promise<Result<OpenDocument>>;
  readonly select: (id: string) => void;
  /** Brings the next tab to the front, or the one before, and goes on at the other end. */
  readonly turn: (direction: 1 | -1) => void;
  readonly close: (id: string) => void;
  readonly dismissError: () => void;
  /** Asks the person whether to open an address that a document's link leads to, outside of the program. */
  readonly openLink: (url: string) => void;
  /** Returns where a document was left; undefined for one that was not read yet. */
  readonly placeOf: (id: string) => ReadingPlace | undefined;
  readonly leaveAt: (id: string, place: ReadingPlace) => void;
}

type Documents = AppBridge['documents'];

/**
 * Makes the store of the documents that are open in the window.
 * @param whenIdle runs an action that brings another document to the front: now, or once the present sealing has ended
 */
export function createDocumentStore(
  documents: Documents,
  passwords: DocumentPasswords,
  whenIdle: (action: () => void) => void = (action) => action(),
): StoreApi<DocumentStore> {
  /** Not part of the state: no screen follows it. */
  const places = new Map<string, ReadingPlace>();
  return createStore<DocumentStore>((set, get) => {
    const tell = (incoming: IncomingDocument): void =>
      get().state.step === 'open' ? set({ incoming }) : set({ state: incoming });
    const release = (id: string): void => {
      places.delete(id);
      void documents.close({ id });
    };
    const show: DocumentStore['show'] = (result, replaced = null) => {
      if (!result.ok) return tell({ step: 'failed', error: result.error });
      const document = result.value;
      passwords.follow(document.id, document.unlockedBy);
      const { tabs } = get();
      const former = tabs.find((tab) => tab.id === replaced || isSameFile(tab, document));
      const next =
        former === undefined ? [...tabs, document] : tabs.map((tab) => (tab === former ? document : tab));
      set({ tabs: next, state: { step: 'open', document }, incoming: null });
      if (former !== undefined && former.id !== document.id) release(former.id);
    };
    const select = (document: OpenDocument | undefined): void => {
      if (document === undefined) return;
      const { state } = get();
      const isShown = state.step === 'open' && state.document === document;
      set({ state: isShown ? state : { step: 'open', document }, incoming: null });
    };
    const shownTab = (): number => {
      const { state, tabs } = get();
      return state.step === 'open' ? tabs.findIndex(({ id }) => id === state.document.id) : -1;
    };
    const take = async (opening: Promise<Result<OpenDocument | null>>): Promise<void> => {
      const result = await opening;
      if (!result.ok) return whenIdle(() => show(result));
      const { value } = result;
      if (value !== null) whenIdle(() => show({ ok: true, value }));
    };
    const announced = async (name: string | null, opening: Promise<Result<OpenDocument>>): Promise<void> => {
      tell({ step: 'opening', name });
      const result = await opening;
      // A sealing may have begun since the file was dropped.
      whenIdle(() => show(result));
    };
    return {
      state: { step: 'none' },
      tabs: [],
      incoming: null,
      side: null,
      showSide: (side) => set({ side }),
      openDialog: () => take(documents.openDialog()),
      openDropped: (file) => announced(file.name, documents.openDropped(file)),
      openSample: () => announced(null, documents.openSample()),
      openInitial: () => take(documents.takeInitial()),
      show,
      unlock: async (id, password) => {
        const kept = password.slice();
        const result = await documents.unlock({ id, password });
        password.fill(0);
        if (!result.ok) {
          kept.fill(0);
          return result;
        }
        passwords.keep(result.value.id, kept);
        show(result, id);
        return result;
      },
      select: (id) => select(get().tabs.find((tab) => tab.id === id)),
      turn: (direction) => {
        const { tabs } = get();
        select(tabs[(shownTab() + direction + tabs.length) % tabs.length]);
      },
      close: (id) => {
        const { tabs } = get();
        const at = tabs.findIndex((tab) => tab.id === id);
        if (at < 0) return;
        const isShown = at === shownTab();
        const left = tabs.filter((tab) => tab.id !== id);
        const neighbour = left[Math.min(at, left.length - 1)];
        set({ tabs: left });
        if (isShown && neighbour === undefined) set({ state: { step: 'none' }, incoming: null });
        else if (isShown) select(neighbour);
        release(id);
      },
      dismissError: () =>
        get().incoming === null ? set({ state: { step: 'none' } }) : set({ incoming: null }),
      openLink: (url) => {
        void documents.openLink({ url }).then((result) => {
          if (!result.ok) tell({ step: 'failed', error: result.error });
        });
      },
      placeOf: (id) => places.get(id),
      leaveAt: (id, place) => void (get().tabs.some((tab) => tab.id === id) && places.set(id, place)),
    };
  });
}

/** A file that is opened again takes its own tab: its content may have changed since. */
const isSameFile = (one: OpenDocument, other: OpenDocument): boolean =>
  one.folder === other.folder && one.name === other.name;
