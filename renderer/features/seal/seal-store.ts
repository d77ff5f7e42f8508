import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { SealOutcome } from '../../../electron/wire/window/documents.ts';
import type { PageSize, SealProgress } from '../../../electron/shared/model/sealing.ts';
import type { UseParticulars } from '../../../electron/shared/model/register.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { clampToPage, type PagePoint } from '../../lib/pdf-view/page-point.ts';

/** The chosen seal with its true size. */
export interface SealChoice {
  readonly tokenSerial: string;
  readonly esId: string;
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export type SealTarget =
  ({ readonly kind: 'place' } & PagePoint) | { readonly kind: 'field'; readonly name: string };

interface Ready {
  readonly choice: SealChoice;
  readonly target: SealTarget;
}

/** The steps of sealing: choose, place, PIN, work, result. */
export type SealState =
  | { readonly step: 'choosing' }
  | { readonly step: 'placing'; readonly choice: SealChoice }
  | ({ readonly step: 'placed' } & Ready)
  | ({ readonly step: 'pin'; readonly problem: AppError | null } & Ready)
  | ({ readonly step: 'working'; readonly progress: SealProgress | null } & Ready)
  | ({ readonly step: 'failed'; readonly error: AppError } & Ready)
  | { readonly step: 'sealed'; readonly outcome: SealOutcome; readonly target: SealTarget };

/** The document that is to be sealed. */
export interface SealSubject {
  readonly documentId: string;
  readonly pages: readonly PageSize[];
}

/** An approved use, which cannot be changed here. */
export interface BoundUse extends Ready {
  readonly approvalId: string;
  readonly particulars: UseParticulars;
}

/** The input of the PIN panel. */
export interface PinEntry {
  readonly pin: Uint8Array;
  /** True if the login may serve further seals for a while. */
  readonly holdPin: boolean;
  readonly lastTryConfirmed: boolean;
}

export interface SealStore {
  readonly state: SealState;
  readonly subject: SealSubject | null;
  readonly reason: string;
  /** Number of the approval under which the seal is used; null if there is none. */
  readonly bound: string | null;
  /** The particulars for the register, not for the document. */
  readonly particulars: UseParticulars;
  /** Former targets, the latest last. */
  readonly undoable: readonly SealTarget[];
  readonly begin: (subject: SealSubject | null) => void;
  /** Takes over the approved use of the open document, ready to be sealed. */
  readonly adopt: (use: BoundUse) => void;
  readonly choose: (choice: SealChoice) => void;
  readonly setReason: (reason: string) => void;
  readonly setParticulars: (particulars: UseParticulars) => void;
  readonly place: (point: PagePoint) => void;
  readonly useField: (name: string) => void;
  /** Moves the placed seal by millimetres. */
  readonly nudge: (xMm: number, yMm: number) => void;
  readonly undo: () => void;
  /** Asks for the PIN, or seals at once if the key needs none now. */
  readonly askPin: () => void;
  /** Submits the PIN and zeroes it. */
  readonly submit: (entry: PinEntry) => Promise<void>;
  readonly cancel: () => void;
  /** Goes back one step: PIN, placement, choice. */
  readonly back: () => void;
}

/** What the examination before sealing (盖章前体检) found of the document that is to be sealed. */
interface ExaminedDocument {
  /** Whether a red finding waits for a yes, so that no PIN is asked for. */
  needsYes(): boolean;
  /** The red findings that the person has said yes to. */
  accepted(): readonly string[];
}

const NOTHING_FOUND: ExaminedDocument = { needsYes: () => false, accepted: () => [] };

/** The problems that the person can correct in the PIN panel. */
const PIN_PROBLEMS: readonly string[] = [
  'PIN_WRONG',
  'PIN_POSSIBLY_WRONG',
  'PIN_INVALID',
  'PIN_LOCKED',
  'PIN_LAST_TRY',
];
const WITHOUT_PIN = { pin: null, holdPin: false, lastTryConfirmed: false } as const;
const MAX_UNDO = 100;
const NO_PARTICULARS: UseParticulars = {
  purpose: '',
  counterpart: '',
  applicant: '',
  approver: '',
  keeper: '',
};

/**
 * Makes the store of sealing.
 * @param sealed called with each sealed document, which is open already
 * @param isHeld tells whether a token seals without its PIN now
 * @param examined says what the examination before sealing still wants, and what the person has said yes to
 * @param needsApproval tells whether the rules demand an approval for a seal; without one no PIN is asked for
 */
export function createSealStore(
  seal: AppBridge['seal'],
  sealed: (outcome: SealOutcome) => void,
  isHeld: (tokenSerial: string) => boolean,
  needsApproval: (choice: SealChoice) => boolean = () => false,
  examined: ExaminedDocument = NOTHING_FOUND,
): StoreApi<SealStore> {
  const start = async (ready: Ready, entry: PinEntry | typeof WITHOUT_PIN): Promise<void> => {
    const { subject, reason, bound, particulars } = store.getState();
    if (subject === null) return void entry.pin?.fill(0);
    store.setState({ state: { step: 'working', ...ready, progress: null } });
    const { tokenSerial, esId } = ready.choice;
    const { documentId } = subject;
    const asked = seal.start({
      documentId,
      tokenSerial,
      esId,
      target: ready.target,
      reason,
      approvalId: bound,
      particulars,
      accepted: [...examined.accepted()],
      ...entry,
    });
    entry.pin?.fill(0);
    const result = await asked;
    if (result.ok) {
      store.setState({ state: { step: 'sealed', outcome: result.value, target: ready.target } });
      sealed(result.value);
    } else store.setState({ state: afterFailure(ready, result.error) });
  };
  const store = createStore<SealStore>((set, get) => ({
    state: { step: 'choosing' },
    subject: null,
    reason: '',
    bound: null,
    particulars: NO_PARTICULARS,
    undoable: [],
    begin: (subject) =>
      set({
        subject,
        state: { step: 'choosing' },
        reason: '',
        bound: null,
        particulars: NO_PARTICULARS,
        undoable: [],
      }),
    adopt: ({ approvalId, choice, target, particulars }) =>
      set({ state: { step: 'placed', choice, target }, bound: approvalId, particulars, undoable: [] }),
    choose: (choice) => {
      const { state, bound } = get();
      if (bound !== null) return;
      const target = state.step === 'placed' ? refit(state.target, choice, get().subject) : null;
      set({ state: target === null ? { step: 'placing', choice } : { step: 'placed', choice, target } });
    },
    setReason: (reason) => set({ reason }),
    setParticulars: (particulars) => set({ particulars }),
    place: (point) => set((now) => moved(now, point)),
    useField: (name) =>
      set(({ state, bound }) =>
        'choice' in state && bound === null
          ? { state: { step: 'placed', choice: state.choice, target: { kind: 'field', name } } }
          : {},
      ),
    nudge: (xMm, yMm) =>
      set((now) => {
        const { state } = now;
        if (state.step !== 'placed' || state.target.kind !== 'place') return {};
        const { page, xMm: x, yMm: y } = state.target;
        return moved(now, { page, xMm: x + xMm, yMm: y + yMm });
      }),
    undo: () =>
      set(({ state, undoable }) => {
        const target = undoable.at(-1);
        if (state.step !== 'placed' || target === undefined) return {};
        return { state: { step: 'placed', choice: state.choice, target }, undoable: undoable.slice(0, -1) };
      }),
    askPin: () => {
      const { state, bound } = get();
      if (state.step !== 'placed' || examined.needsYes()) return;
      if (bound === null && needsApproval(state.choice)) {
        return set({ state: { step: 'failed', ...readyOf(state), error: { code: 'APPROVAL_REQUIRED' } } });
      }
      if (isHeld(state.choice.tokenSerial)) void start(readyOf(state), WITHOUT_PIN);
      else set({ state: { ...state, step: 'pin', problem: null } });
    },
    submit: async (entry) => {
      const { state } = get();
      if (state.step !== 'pin') return void entry.pin.fill(0);
      await start(readyOf(state), entry);
    },
    cancel: () => {
      const { subject } = get();
      if (subject !== null) void seal.cancel({ documentId: subject.documentId });
    },
    back: () =>
      set(({ state, bound }) => {
        if (state.step !== 'placed') return { state: before(state) };
        const left = { undoable: [], bound: null };
        return bound === null
          ? { ...left, state: before(state) }
          : { ...left, state: { step: 'choosing' }, particulars: NO_PARTICULARS };
      }),
  }));
  seal.progress((progress) => {
    const { state, subject } = store.getState();
    if (state.step === 'working' && subject?.documentId === progress.documentId) {
      store.setState({ state: { ...state, progress } });
    }
  });
  return store;
}

function moved(now: SealStore, point: PagePoint): Partial<SealStore> {
  const { state, subject, undoable, bound } = now;
  if (bound !== null) return {};
  if (state.step !== 'placing' && state.step !== 'placed') return {};
  const page = subject?.pages[point.page];
  if (page === undefined) return {};
  const target: SealTarget = { kind: 'place', ...clampToPage(point, state.choice, page) };
  const former = state.step === 'placed' ? [...undoable, state.target].slice(-MAX_UNDO) : undoable;
  return { state: { step: 'placed', choice: state.choice, target }, undoable: former };
}

function refit(target: SealTarget, choice: SealChoice, subject: SealSubject | null): SealTarget | null {
  if (target.kind === 'field') return target;
  const page = subject?.pages[target.page];
  return page === undefined ? null : { kind: 'place', ...clampToPage(target, choice, page) };
}

function readyOf({ choice, target }: Ready): Ready {
  return { choice, target };
}

function afterFailure(ready: Ready, error: AppError): SealState {
  if (error.code === 'PIN_REQUIRED') return { step: 'pin', ...ready, problem: null };
  if (error.code === 'CANCELLED') return { step: 'placed', ...ready };
  if (PIN_PROBLEMS.includes(error.code)) return { step: 'pin', ...ready, problem: error };
  return { step: 'failed', ...ready, error };
}

function before(state: SealState): SealState {
  switch (state.step) {
    case 'pin':
    case 'failed':
      return { step: 'placed', choice: state.choice, target: state.target };
    case 'placed':
      return { step: 'placing', choice: state.choice };
    case 'placing':
    case 'sealed':
      return { step: 'choosing' };
    case 'choosing':
    case 'working':
      return state;
  }
}
