import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type {
  ApprovalExchange,
  ApprovalItem,
  ApprovalView,
} from '../../../electron/shared/model/approval.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { SealTarget } from '../../../electron/wire/window/fields.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

type ApprovalsBridge = AppBridge['approvals'];

/** The view that the panel of approvals shows. */
export type ApprovalsStep =
  | { readonly step: 'list' }
  | { readonly step: 'request' }
  | { readonly step: 'offices' }
  | { readonly step: 'details'; readonly id: string }
  | { readonly step: 'decide'; readonly id: string; readonly outcome: 'approved' | 'rejected' }
  | { readonly step: 'paper'; readonly id: string }
  /** Signing in to the platform, to send a request or, with null, to look only. */
  | { readonly step: 'exchange'; readonly id: string | null };

/** The particulars that the applicant gives. */
export interface RequestForm {
  readonly applicant: string;
  readonly purpose: string;
  readonly counterpart: string;
  readonly validDays: number;
}

export interface ApprovalsStore {
  /** Null until main has answered. */
  readonly approvals: readonly ApprovalView[] | null;
  readonly state: ApprovalsStep;
  /** Files of the request that is being prepared; they are kept while further documents are opened. */
  readonly draft: readonly ApprovalItem[];
  readonly form: RequestForm;
  /** Counts the times that something outside the panel asked to be shown in it. */
  readonly calls: number;
  /** The document that was opened to be viewed before the decision. */
  readonly viewed: { readonly documentId: string; readonly item: ApprovalItem } | null;
  readonly working: boolean;
  readonly problem: AppError | null;
  /** True once a request file was written. */
  readonly exported: boolean;
  /** The result of the last exchange with the platform; null before it. */
  readonly exchanged: ApprovalExchange | null;
  readonly load: () => Promise<void>;
  readonly show: (state: ApprovalsStep) => void;
  /** Adds an open document with its seal and place to the request that is being prepared. */
  readonly add: (wanted: Parameters<ApprovalsBridge['describe']>[0]) => Promise<void>;
  readonly removeItem: (index: number) => void;
  readonly setForm: (change: Partial<RequestForm>) => void;
  readonly discard: () => void;
  readonly submit: () => Promise<void>;
  readonly importFile: () => Promise<void>;
  readonly importDropped: (file: File) => Promise<void>;
  /** Shows the request file with which the program was started, if there is one. */
  readonly openInitial: () => Promise<void>;
  readonly exportFile: (id: string) => Promise<void>;
  /** Opens a file of a request to view or to seal it. */
  readonly openItem: (id: string, index: number, purpose: 'view' | 'seal') => Promise<void>;
  /** Takes in a picture that the request names. */
  readonly choosePicture: (id: string) => Promise<void>;
  /** Returns the content of a picture; null if it is not here. */
  readonly picture: (sm3: string) => Promise<Uint8Array | null>;
  readonly chooseItem: (id: string, index: number, purpose: 'view' | 'seal') => Promise<void>;
  /** Submits the PIN and zeroes it. */
  readonly decide: (decision: Parameters<ApprovalsBridge['decide']>[0]) => Promise<void>;
  /** Submits the PIN and zeroes it. */
  readonly exchange: (wanted: Parameters<ApprovalsBridge['exchange']>[0]) => Promise<void>;
  readonly recordPaper: (paper: Parameters<ApprovalsBridge['recordPaper']>[0]) => Promise<void>;
  readonly release: (id: string, index: number, reason: string) => Promise<void>;
}

/** A document of a request that was opened. */
export interface OpenedItem {
  readonly document: OpenDocument;
  readonly approval: ApprovalView;
  readonly index: number;
  readonly purpose: 'view' | 'seal';
  /** What is to be sealed, with the pictures beside the seal; null if the document is only looked at. */
  readonly target: SealTarget | null;
}

const DAY_MS = 86_400_000;
const EMPTY_FORM: RequestForm = { applicant: '', purpose: '', counterpart: '', validDays: 7 };

/**
 * Makes the store of approvals. @param opened called with each document of a request that the person opens
 */
export function createApprovalsStore(
  bridge: ApprovalsBridge,
  opened: (item: OpenedItem) => void,
): StoreApi<ApprovalsStore> {
  const store = createStore<ApprovalsStore>((set, get) => {
    /** Runs some work and shows its result; null leaves the state as it is. */
    const run = async <T>(work: Promise<Result<T>>, done: (value: T) => void): Promise<void> => {
      set({ working: true, problem: null, exported: false, exchanged: null });
      const outcome = await work;
      set({ working: false });
      if (!outcome.ok) return set({ problem: outcome.error });
      done(outcome.value);
    };
    const showDetails = (view: ApprovalView | null): void => {
      if (view !== null) set({ state: { step: 'details', id: view.request.id } });
    };
    const showArrived = (view: ApprovalView | null): void => {
      showDetails(view);
      if (view !== null) set({ calls: get().calls + 1 });
    };
    /** Opens a file of a request; for sealing, all that is to be sealed with it must be here. */
    const open = async (
      [id, index, purpose]: readonly [string, number, 'view' | 'seal'],
      opening: () => Promise<Result<OpenDocument | null>>,
    ): Promise<void> => {
      const show = async (target: SealTarget | null): Promise<void> =>
        run(opening(), showOpened(id, index, purpose, target));
      if (purpose === 'view') return show(null);
      set({ working: true, problem: null });
      const target = await bridge.target({ id, index });
      if (!target.ok) return set({ working: false, problem: target.error });
      await show(target.value);
    };
    const showOpened =
      (id: string, index: number, purpose: 'view' | 'seal', target: SealTarget | null) =>
      (document: OpenDocument | null): void => {
        const approval = get().approvals?.find(({ request }) => request.id === id);
        if (document === null || approval === undefined) return;
        const item = approval.request.items[index];
        const isViewed = purpose === 'view' && item !== undefined;
        set({ viewed: isViewed ? { documentId: document.id, item } : null });
        opened({ document, approval, index, purpose, target });
      };
    return {
      approvals: null,
      state: { step: 'list' },
      draft: [],
      form: EMPTY_FORM,
      calls: 0,
      viewed: null,
      working: false,
      problem: null,
      exported: false,
      exchanged: null,
      // A panel that opens to say why a file was not taken in loads its list too: that leaves what it says.
      load: async () => {
        const listed = await bridge.list();
        set(listed.ok ? { approvals: listed.value } : { problem: listed.error });
      },
      show: (state) => set({ state, problem: null, exported: false, exchanged: null }),
      add: (wanted) =>
        run(bridge.describe(wanted), (item) =>
          set({
            draft: [...get().draft.filter((each) => !isSameUse(each, item)), item],
            state: { step: 'request' },
          }),
        ),
      removeItem: (index) => set({ draft: get().draft.filter((_, place) => place !== index) }),
      setForm: (change) => set({ form: { ...get().form, ...change } }),
      discard: () => set({ draft: [], form: EMPTY_FORM, state: { step: 'list' }, problem: null }),
      submit: () => {
        const { draft, form } = get();
        const { validDays, ...said } = form;
        const validUntil = new Date(Date.now() + validDays * DAY_MS).toISOString();
        return run(bridge.request({ ...said, validUntil, items: [...draft] }), (view) => {
          set({ draft: [], form: { ...EMPTY_FORM, applicant: form.applicant } });
          showDetails(view);
        });
      },
      importFile: () => run(bridge.importFile(), showDetails),
      importDropped: (file) => run(bridge.importDropped(file), showArrived),
      openInitial: () => run(bridge.takeInitial(), showArrived),
      exportFile: (id) => run(bridge.exportFile({ id }), (exported) => set({ exported })),
      openItem: (id, index, purpose) => open([id, index, purpose], () => bridge.openItem({ id, index })),
      chooseItem: (id, index, purpose) => open([id, index, purpose], () => bridge.chooseItem({ id, index })),
      choosePicture: (id) => run(bridge.choosePicture({ id }), showDetails),
      picture: async (sm3) => {
        const found = await bridge.picture({ sm3 });
        return found.ok ? found.value : null;
      },
      decide: (decision) => {
        const asked = bridge.decide(decision);
        decision.pin.fill(0);
        return run(asked, showDetails);
      },
      exchange: (wanted) => {
        const asked = bridge.exchange(wanted);
        wanted.pin.fill(0);
        const { id } = wanted;
        return run(asked, (exchanged) =>
          set({ exchanged, state: id === null ? { step: 'list' } : { step: 'details', id } }),
        );
      },
      recordPaper: (paper) => run(bridge.recordPaper(paper), showDetails),
      release: (id, index, reason) => run(bridge.release({ id, index, reason }), showDetails),
    };
  });
  bridge.arrived((result) => {
    const { calls } = store.getState();
    const shown = result.ok
      ? { state: { step: 'details' as const, id: result.value.request.id }, problem: null }
      : { problem: result.error };
    store.setState({ ...shown, calls: calls + 1 });
  });
  bridge.changed((approvals) => store.setState({ approvals }));
  return store;
}

/** Tells whether two items have the same file, seal and place. */
function isSameUse(one: ApprovalItem, other: ApprovalItem): boolean {
  return (
    one.sm3 === other.sm3 &&
    one.esId === other.esId &&
    JSON.stringify(one.target) === JSON.stringify(other.target)
  );
}
