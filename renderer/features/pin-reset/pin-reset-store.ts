import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { KnownSeal } from '../../../electron/shared/model/loss-report.ts';
import type {
  ChosenFile,
  PaperKind,
  PinReset,
  ResetForm,
  ResetPurpose,
} from '../../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** A file that the person has chosen, and its kind of paper. */
export interface ChosenPaper extends ChosenFile {
  readonly kind: PaperKind;
}

/** The panel that is open; there is one at a time. */
export type PinResetPanel =
  | {
      readonly kind: 'request';
      readonly token: TokenInfo;
      readonly purpose: ResetPurpose;
      /** The seals of the token, in its order, with their holders. */
      readonly seals: readonly KnownSeal[];
    }
  /** No platform takes applications: whom to turn to instead. */
  | { readonly kind: 'unconnected'; readonly token: TokenInfo }
  | { readonly kind: 'review'; readonly number: string }
  | { readonly kind: 'newPin'; readonly number: string };

export interface PinResetStore {
  /** Newest first; null until main has answered. */
  readonly resets: readonly PinReset[] | null;
  readonly panel: PinResetPanel | null;
  readonly papers: readonly ChosenPaper[];
  readonly busy: boolean;
  readonly problem: AppError | null;
  /** The platforms' decisions that the person has not closed yet. */
  readonly news: readonly PinReset[];
  /** Number of the application whose new PIN was just set, until the person closes the message. */
  readonly finished: string | null;
  readonly load: () => Promise<void>;
  readonly begin: (token: TokenInfo, purpose: ResetPurpose) => Promise<void>;
  readonly open: (panel: PinResetPanel) => void;
  readonly close: () => void;
  /** Lets the person choose files. @param kind the kind of paper that is probably meant */
  readonly addPaper: (kind: PaperKind) => Promise<void>;
  readonly dropPaper: (file: File, kind: PaperKind) => Promise<void>;
  readonly setKind: (id: string, kind: PaperKind) => void;
  readonly removePaper: (id: string) => void;
  readonly request: (form: ResetForm) => Promise<void>;
  readonly submit: (number: string) => Promise<void>;
  readonly withdraw: (number: string) => Promise<void>;
  readonly refresh: () => Promise<void>;
  /** Submits the PIN and zeroes it. @param newPin null continues an application whose PIN is set already */
  readonly apply: (number: string, newPin: Uint8Array | null, lastTryConfirmed: boolean) => Promise<void>;
  readonly readFinished: () => void;
  readonly dismiss: (reset: PinReset) => void;
}

/** Makes the store of applications for PIN resets. */
export function createPinResetStore(
  bridge: AppBridge['pinReset'],
  knownSeals: () => Promise<Result<readonly KnownSeal[]>>,
): StoreApi<PinResetStore> {
  const store = createStore<PinResetStore>((set, get) => {
    const begun = { busy: true, problem: null, finished: null };
    /** Runs one operation on an application; the panel stays open if it fails, and shows the reason. */
    const act = async (
      asked: Promise<Result<PinReset>>,
      next: (reset: PinReset) => Partial<PinResetStore>,
    ): Promise<void> => {
      set(begun);
      const result = await asked;
      if (!result.ok) set({ busy: false, problem: result.error });
      else
        set(({ resets }) => ({ busy: false, resets: replaced(resets, result.value), ...next(result.value) }));
      // An operation that failed half way may have changed the application.
      if (!result.ok) await get().load();
    };
    const take = async (asked: Promise<Result<ChosenFile | null>>, kind: PaperKind): Promise<void> => {
      set({ busy: true, problem: null });
      const result = await asked;
      const added = result.ok && result.value !== null ? [{ ...result.value, kind }] : [];
      const problem = result.ok ? null : result.error;
      set(({ papers }) => ({ busy: false, problem, papers: [...papers, ...added] }));
    };
    return {
      resets: null,
      panel: null,
      papers: [],
      busy: false,
      problem: null,
      news: [],
      finished: null,
      load: async () => {
        const result = await bridge.list();
        if (result.ok) set({ resets: result.value });
      },
      begin: async (token, purpose) => {
        const known = await knownSeals();
        const all = known.ok ? known.value : [];
        const seals = token.seals.flatMap(({ esId }) => all.filter((seal) => seal.esId === esId));
        set({ panel: { kind: 'request', token, purpose, seals }, papers: [], problem: null, finished: null });
      },
      open: (panel) => set({ panel, problem: null, finished: null }),
      close: () => set(({ busy }) => (busy ? {} : { panel: null, papers: [], problem: null })),
      addPaper: (kind) => take(bridge.choosePaper(), kind),
      dropPaper: (file, kind) => take(bridge.dropPaper(file), kind),
      setKind: (id, kind) =>
        set(({ papers }) => ({ papers: papers.map((each) => (each.id === id ? { ...each, kind } : each)) })),
      removePaper: (id) => set(({ papers }) => ({ papers: papers.filter((each) => each.id !== id) })),
      request: (form) => {
        const papers = get().papers.map(({ id, kind }) => ({ id, kind }));
        return act(bridge.request({ form, papers }), ({ number }) => ({
          panel: { kind: 'review', number },
          papers: [],
        }));
      },
      submit: (number) => act(bridge.submit({ number }), () => ({ panel: null })),
      withdraw: (number) => act(bridge.withdraw({ number }), () => ({ panel: null })),
      refresh: async () => {
        set(begun);
        const result = await bridge.refresh();
        set(result.ok ? { busy: false, resets: result.value } : { busy: false, problem: result.error });
      },
      apply: (number, newPin, lastTryConfirmed) => {
        const asked = bridge.apply({ number, newPin, lastTryConfirmed });
        newPin?.fill(0);
        return act(asked, () => ({ panel: null, finished: number }));
      },
      readFinished: () => set({ finished: null }),
      dismiss: (reset) => set(({ news }) => ({ news: news.filter((each) => each !== reset) })),
    };
  });
  bridge.changed((resets) =>
    store.setState((former) => ({ resets, news: [...former.news, ...moved(former.resets ?? [], resets)] })),
  );
  void store.getState().load();
  return store;
}

/** Returns the applications whose state has changed. */
function moved(former: readonly PinReset[], now: readonly PinReset[]): readonly PinReset[] {
  return now.filter(({ number, state }) =>
    former.some((each) => each.number === number && each.state !== state),
  );
}

function replaced(resets: readonly PinReset[] | null, reset: PinReset): readonly PinReset[] {
  const all = resets ?? [];
  const isKnown = all.some(({ number }) => number === reset.number);
  return isKnown ? all.map((each) => (each.number === reset.number ? reset : each)) : [reset, ...all];
}
