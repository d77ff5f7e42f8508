import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ApplicationReason } from '../../../electron/shared/model/policy-profile.ts';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { ApplicationPaperKind } from '../../../electron/shared/model/application-papers.ts';
import type { KnownSeal, LossNoticeDraft } from '../../../electron/shared/model/loss-report.ts';
import type {
  ApplicationKind,
  SealLifeNews,
  SealLifeView,
} from '../../../electron/shared/model/seal-life.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** A seal on a key that is plugged in. */
export interface SealChoice {
  readonly esId: string;
  readonly tokenSerial: string;
  readonly name: string;
}

/** The panel that is open; there is one at a time. */
export type SealLifePanel =
  | { readonly kind: 'loss'; readonly preset: SealChoice | null }
  | { readonly kind: 'withdrawal'; readonly id: string }
  | { readonly kind: 'authorise'; readonly id: string }
  | { readonly kind: 'notice'; readonly id: string; readonly draft: LossNoticeDraft }
  | { readonly kind: 'manage'; readonly seal: SealChoice }
  | {
      readonly kind: 'application';
      readonly act: ApplicationKind;
      readonly seal: SealChoice;
      /** The reason that is filled in; null leaves the choice to the person. */
      readonly reason?: ApplicationReason | null;
    }
  | { readonly kind: 'issue' }
  | { readonly kind: 'access' }
  | { readonly kind: 'storing'; readonly number: string }
  | { readonly kind: 'delegation'; readonly seal: SealChoice };

type Bridge = AppBridge['sealLife'];
type Input<Name extends keyof Bridge> = Parameters<Bridge[Name]>[0];

export interface SealLifeStore {
  /** Null until main has answered. */
  readonly view: SealLifeView | null;
  readonly known: readonly KnownSeal[];
  /** The news that the person has not closed yet, the latest last. */
  readonly news: readonly SealLifeNews[];
  readonly panel: SealLifePanel | null;
  readonly busy: boolean;
  readonly problem: AppError | null;
  /** The number of seals that the last report suspended; null once another panel opens. */
  readonly reported: number | null;
  /** The number of the delegation whose access was just taken; null once another panel opens. */
  readonly taken: string | null;
  readonly load: () => Promise<void>;
  readonly open: (panel: SealLifePanel) => void;
  readonly close: () => void;
  readonly openNotice: (id: string, months: number) => Promise<void>;
  readonly report: (input: Input<'reportLoss'>) => Promise<void>;
  readonly withdraw: (input: Input<'withdrawLoss'>) => Promise<void>;
  /** The panel stays open for the code. */
  readonly sendCode: (input: Input<'sendLossCode'>) => Promise<void>;
  readonly authorise: (input: Input<'authoriseLoss'>) => Promise<void>;
  /** Each submits the PIN and zeroes it. */
  readonly apply: (input: Input<'apply'>) => Promise<void>;
  readonly beginIssue: (input: Input<'beginIssue'>) => Promise<void>;
  readonly storeSeal: (input: Input<'storeSeal'>) => Promise<void>;
  readonly grant: (input: Input<'grant'>) => Promise<void>;
  readonly endDelegation: (input: Input<'endDelegation'>) => Promise<void>;
  readonly enrolAccess: (input: Input<'enrolAccess'>) => Promise<void>;
  /** Lets the person choose a file. */
  readonly addPaper: (number: string, kind: ApplicationPaperKind) => Promise<void>;
  readonly addDroppedPaper: (number: string, kind: ApplicationPaperKind, file: File) => Promise<void>;
  /** Reads a paper as it will be sent, PDF. */
  readonly readPaper: (number: string, paperId: string) => Promise<Result<Uint8Array>>;
  readonly removePaper: (number: string, paperId: string) => Promise<void>;
  readonly submitApplication: (number: string) => Promise<void>;
  readonly withdrawApplication: (number: string) => Promise<void>;
  /** Saves the drafted written application where the person says, and opens it for sealing. */
  readonly openWritten: (number: string) => Promise<void>;
  readonly dismiss: (news: SealLifeNews) => void;
}

/**
 * Makes the store of loss reports, applications and delegations.
 * @param opened shows a written application that was saved and opened
 */
export function createSealLifeStore(
  bridge: Bridge,
  opened: (document: OpenDocument) => void,
): StoreApi<SealLifeStore> {
  const store = createStore<SealLifeStore>((set, get) => {
    /** Runs one operation: the panel stays open if it fails, and shows the reason. */
    const act = async (work: Promise<Result<SealLifeView>>, next: SealLifePanel | null): Promise<boolean> => {
      set({ busy: true, problem: null, ...NOTHING_DONE });
      const result = await work;
      set(
        result.ok ? { busy: false, view: result.value, panel: next } : { busy: false, problem: result.error },
      );
      return result.ok;
    };
    const withPin = async (
      input: { readonly pin: Uint8Array },
      work: Promise<Result<SealLifeView>>,
      next: SealLifePanel | null,
    ): Promise<void> => {
      input.pin.fill(0);
      await act(work, next);
    };
    return {
      view: null,
      known: [],
      news: [],
      panel: null,
      busy: false,
      problem: null,
      ...NOTHING_DONE,
      load: async () => {
        const result = await bridge.view();
        if (result.ok) set({ view: result.value });
      },
      open: (panel) => {
        set({ panel, problem: null, ...NOTHING_DONE });
        if (panel.kind === 'loss')
          void bridge.knownSeals().then((known) => known.ok && set({ known: known.value }));
      },
      close: () => set(({ busy }) => (busy ? {} : { panel: null, problem: null })),
      openNotice: async (id, months) => {
        const draft = await bridge.lossNotice({ id, months });
        set(
          draft.ok
            ? { panel: { kind: 'notice', id, draft: draft.value }, problem: null }
            : { problem: draft.error },
        );
      },
      report: async (input) => {
        if (await act(bridge.reportLoss(input), null)) set({ reported: input.seals.length });
      },
      withdraw: async (input) => void (await act(bridge.withdrawLoss(input), null)),
      sendCode: async (input) => void (await act(bridge.sendLossCode(input), get().panel)),
      authorise: async (input) => void (await act(bridge.authoriseLoss(input), null)),
      apply: (input) => withPin(input, bridge.apply(input), null),
      beginIssue: (input) => withPin(input, bridge.beginIssue(input), null),
      addPaper: async (number, kind) => void (await act(bridge.addPaper({ number, kind }), get().panel)),
      addDroppedPaper: async (number, kind, file) => {
        const taken = await bridge.takePaper(file);
        if (!taken.ok) return set({ problem: taken.error });
        await act(bridge.addDroppedPaper({ number, kind }), get().panel);
      },
      readPaper: (number, paperId) => bridge.paper({ number, paperId }),
      removePaper: async (number, paperId) =>
        void (await act(bridge.removePaper({ number, paperId }), get().panel)),
      submitApplication: async (number) =>
        void (await act(bridge.submitApplication({ number }), get().panel)),
      withdrawApplication: async (number) =>
        void (await act(bridge.withdrawApplication({ number }), get().panel)),
      openWritten: async (number) => {
        set({ busy: true, problem: null, ...NOTHING_DONE });
        const result = await bridge.openWritten({ number });
        set({ busy: false, problem: result.ok ? null : result.error });
        if (result.ok && result.value !== null) opened(result.value);
      },
      storeSeal: async (input) => {
        await withPin(input, bridge.storeSeal(input), null);
        const isSettled = (each: SealLifeNews): boolean =>
          each.kind === 'application' && each.application.number === input.number;
        if (get().problem === null) set({ news: get().news.filter((each) => !isSettled(each)) });
      },
      grant: (input) => withPin(input, bridge.grant(input), get().panel),
      endDelegation: (input) => withPin(input, bridge.endDelegation(input), get().panel),
      enrolAccess: async (input) => {
        await withPin(input, bridge.enrolAccess(input), null);
        if (get().problem === null) set({ taken: input.number });
      },
      dismiss: (news) => set({ news: get().news.filter((each) => each !== news) }),
    };
  });
  bridge.changed((view) => store.setState({ view }));
  bridge.news((news) => {
    const others = store.getState().news.filter((each) => caseOf(each) !== caseOf(news));
    store.setState({ news: [...others, news] });
  });
  return store;
}

/** What an act has done is said until the next one begins. */
const NOTHING_DONE = { reported: null, taken: null } as const;

/** Keeps only the latest news of each report or application. */
function caseOf(news: SealLifeNews): string {
  return news.kind === 'loss' ? news.report.id : `${news.application.platformId} ${news.application.number}`;
}
