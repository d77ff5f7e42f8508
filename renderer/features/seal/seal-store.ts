import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { SealOutcome } from '../../../electron/wire/window/documents.ts';
import type { PageSize } from '../../../electron/shared/model/sealing.ts';
import type { UseParticulars } from '../../../electron/shared/model/register.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import type { PagePoint } from '../../lib/pdf-view/page-point.ts';
import { NO_HISTORY, recorded, redone, undone } from './places/place-history.ts';
import {
  added,
  addedAt,
  changed,
  chosen,
  chosenBeside,
  copied,
  EMPTY_LIST,
  moved,
  nudged,
  type PlaceList,
  removed,
} from './places/place-list.ts';
import {
  bySeal,
  firstPoint,
  isAtPoint,
  isSameSeal,
  keysOf,
  type PlaceRow,
  rulesOf,
  type SealChoice,
  withPlaces,
} from './places/place-rows.ts';
import type { PinEntry, Ready, SealState, SealStore } from './seal-state.ts';

/** What was worked out about the document and the places before the key is asked. */
interface ExaminedUse {
  /** Whether a red finding waits for a yes, or a place has no room, so that no PIN is asked for. */
  isBarred(): boolean;
  /** The red findings that the person has said yes to. */
  accepted(): readonly string[];
  /** Where the first seal of a row is, as far as it was worked out; null if it was not. */
  shownAt(row: PlaceRow): PagePoint | null;
}

const NOTHING_FOUND: ExaminedUse = { isBarred: () => false, accepted: () => [], shownAt: () => null };

/** The problems that the person can correct in the PIN panel. */
const PIN_PROBLEMS: readonly string[] = [
  'PIN_WRONG',
  'PIN_POSSIBLY_WRONG',
  'PIN_INVALID',
  'PIN_LOCKED',
  'PIN_LAST_TRY',
];

/** A PIN that waits for those of the other keys of the act. */
interface WaitingPin extends PinEntry {
  readonly tokenSerial: string;
}
const NO_PARTICULARS: UseParticulars = {
  purpose: '',
  counterpart: '',
  applicant: '',
  approver: '',
  keeper: '',
};
const NOTHING_IN_HAND = { selected: null, fresh: null } as const;

/**
 * Makes the store of sealing.
 * @param sealed called with each sealed document, which is open already, and the id of the one that it was made from
 * @param isHeld tells whether a token seals without its PIN now
 * @param examined says what still bars the use, and what the person has said yes to
 * @param needsApproval tells whether the rules demand an approval for a seal; without one no PIN is asked for
 */
export function createSealStore(
  seal: AppBridge['seal'],
  sealed: (outcome: SealOutcome, original: string) => void,
  isHeld: (tokenSerial: string) => boolean,
  needsApproval: (choice: SealChoice) => boolean = () => false,
  examined: ExaminedUse = NOTHING_FOUND,
): StoreApi<SealStore> {
  let lastId = 0;
  const newId = (): number => (lastId += 1);
  /** The PINs of this act that were given so far. They are zeroed when they are sent, or the panel is left. */
  let given: WaitingPin[] = [];
  const forget = (): void => {
    given.forEach(({ pin }) => pin.fill(0));
    given = [];
  };
  const start = async (ready: Ready): Promise<void> => {
    const { subject, statesPurpose, bound, particulars, locks } = store.getState();
    if (subject === null) return forget();
    store.setState({ state: { step: 'working', ...ready, progress: null } });
    const { documentId } = subject;
    const [row] = ready.rows;
    const at = (row === undefined ? null : examined.shownAt(row)) ?? firstPoint(ready.rows, subject);
    const [first = { seal: ready.choice, rows: ready.rows }, ...further] = bySeal(ready.rows);
    const [pin = null, ...furtherPins] = keysOf(ready.rows).map((key) => pinGiven(key, given));
    const asked = seal.start({
      documentId,
      ...withPlaces(first),
      further: further.map(withPlaces),
      reason: statesPurpose ? particulars.purpose : '',
      approvalId: bound,
      particulars,
      accepted: [...examined.accepted()],
      locks,
      ...{ pin, furtherPins: furtherPins.filter((each) => each !== null) },
      holdPin: given.some(({ holdPin }) => holdPin),
      lastTryConfirmed: given.some(({ lastTryConfirmed }) => lastTryConfirmed),
    });
    forget();
    const result = await asked;
    if (result.ok) {
      store.setState({ state: { step: 'sealed', outcome: result.value, at } });
      sealed(result.value, documentId);
    } else store.setState({ state: afterFailure(ready, result.error) });
  };
  /** Asks for the next PIN that is missing, and seals once there is none. The first key's login may stand. */
  const askNext = async (ready: Ready): Promise<void> => {
    const missing = keysOf(ready.rows).find(
      (key, at) => pinGiven(key, given) === null && !(at === 0 && isHeld(key.tokenSerial)),
    );
    if (missing === undefined) await start(ready);
    else store.setState({ state: { step: 'pin', ...ready, problem: null, asked: missing } });
  };
  /**
   * Changes the list; what was before can be taken back.
   * @param continues true if it goes on with the last change
   * @returns false if nothing has changed
   */
  const edit = (
    change: (list: PlaceList, pages: readonly PageSize[]) => PlaceList,
    continues = false,
  ): boolean => {
    const now = store.getState();
    const list = listOf(now);
    if (list === null || now.subject === null) return false;
    const next = change(list, now.subject.pages);
    if (next === list) return false;
    store.setState({ ...asState(next), history: continues ? now.history : recorded(now.history, list) });
    return true;
  };
  const insert = (
    insertion: (list: PlaceList, id: number, pages: readonly PageSize[]) => PlaceList,
  ): void => {
    const id = newId();
    edit((list, pages) => insertion(list, id, pages));
    if (store.getState().selected === id) store.setState({ fresh: id });
  };
  const addAt = (point: PagePoint): void => insert((list, id, pages) => addedAt(list, id, point, pages));
  const clear = (): void => void edit((list) => ({ ...EMPTY_LIST, choice: list.choice }));
  const travel = (step: typeof undone | typeof redone): void =>
    store.setState((now) => {
      const list = listOf(now);
      const found = list === null ? null : step(now.history, list);
      return found === null ? {} : { ...asState(found.state), history: found.history };
    });
  const fresh = { ...NOTHING_IN_HAND, bound: null, locks: false, history: NO_HISTORY };
  const store = createStore<SealStore>((set, get) => ({
    state: { step: 'choosing' },
    subject: null,
    statesPurpose: false,
    particulars: NO_PARTICULARS,
    ...fresh,
    begin: (subject) => set({ ...fresh, subject, state: { step: 'choosing' }, particulars: NO_PARTICULARS }),
    adopt: ({ approvalId, choice, target, particulars, locks }) => {
      const rows = rulesOf(target).map((rule) => ({ id: newId(), seal: choice, rule }));
      set({ ...fresh, state: { step: 'placed', choice, rows }, bound: approvalId, particulars, locks });
    },
    choose: (choice) =>
      edit((list, pages) => (isSameSeal(list.choice, choice) ? list : chosen(list, choice, pages))),
    chooseBeside: (choice) => edit((list) => chosenBeside(list, choice)),
    setStatesPurpose: (statesPurpose) => set({ statesPurpose }),
    setParticulars: (particulars) => set({ particulars }),
    setLocks: (locks) => set(({ bound }) => (bound === null ? { locks } : {})),
    place: (point) => {
      const { state, selected, drag } = get();
      const row = state.step === 'placed' ? state.rows.find(({ id }) => id === selected) : undefined;
      if (row !== undefined && isAtPoint(row.rule)) drag(row.id, point, false);
      else addAt(point);
    },
    add: (rule) => insert((list, id) => added(list, id, rule)),
    addAt,
    change: (id, rule) => edit((list) => changed(list, id, rule)),
    drag: (id, point, continues) => edit((list, pages) => moved(list, id, point, pages), continues),
    nudge: (xMm, yMm) => {
      const { selected } = get();
      if (selected !== null) edit((list, pages) => nudged(list, selected, { xMm, yMm }, pages));
    },
    select: (selected) => set({ selected }),
    tookFocus: () => set({ fresh: null }),
    remove: (id) => edit((list) => removed(list, id)),
    copyTo: (id, range) =>
      insert((list, newRow, pages) => copied(list, { id, newId: newRow }, range, pages.length)),
    takeSaved: (seals) =>
      edit(() => {
        const rows = seals.flatMap(({ seal: chosenSeal, target }) =>
          rulesOf(target).map((rule) => ({ id: newId(), seal: chosenSeal, rule })),
        );
        return { choice: seals.at(-1)?.seal ?? null, rows, selected: null };
      }),
    clear,
    undo: () => travel(undone),
    redo: () => travel(redone),
    askPin: () => {
      const { state, bound } = get();
      if (state.step !== 'placed' || examined.isBarred()) return;
      if (bound === null && state.rows.some((row) => needsApproval(row.seal))) {
        return set({ state: { step: 'failed', ...readyOf(state), error: { code: 'APPROVAL_REQUIRED' } } });
      }
      forget();
      void askNext(readyOf(state));
    },
    submit: async (entry) => {
      const { state } = get();
      if (state.step !== 'pin') return void entry.pin.fill(0);
      given.push({ ...entry, tokenSerial: state.asked.tokenSerial });
      await askNext(readyOf(state));
    },
    cancel: () => {
      const { subject } = get();
      if (subject !== null) void seal.cancel({ documentId: subject.documentId });
    },
    back: () => {
      const { state, bound, selected } = get();
      forget();
      if (state.step === 'pin' || state.step === 'failed') {
        return set({ state: { step: 'placed', ...readyOf(state) } });
      }
      if (state.step === 'sealed') return set({ state: { step: 'choosing' }, ...NOTHING_IN_HAND });
      if (state.step === 'placed' && bound !== null) {
        return set({ ...fresh, state: { step: 'choosing' }, particulars: NO_PARTICULARS });
      }
      if (state.step === 'placed' && selected !== null && state.rows.length > 1)
        return set({ selected: null });
      if (state.step === 'placed') clear();
      if (state.step === 'placing') edit(() => EMPTY_LIST);
    },
  }));
  seal.progress((progress) => {
    const { state, subject } = store.getState();
    if (state.step === 'working' && subject?.documentId === progress.documentId) {
      store.setState({ state: { ...state, progress } });
    }
  });
  return store;
}

/** Returns the list if it can be changed now; null for an approved use, and once the PIN is asked for. */
function listOf({ state, selected, bound }: SealStore): PlaceList | null {
  if (bound !== null) return null;
  if (state.step === 'choosing') return EMPTY_LIST;
  if (state.step === 'placing') return { ...EMPTY_LIST, choice: state.choice };
  return state.step === 'placed' ? { ...readyOf(state), selected } : null;
}

function asState({ choice, rows, selected }: PlaceList): Pick<SealStore, 'state' | 'selected'> {
  if (choice === null) return { state: { step: 'choosing' }, selected: null };
  if (rows.length === 0) return { state: { step: 'placing', choice }, selected: null };
  return { state: { step: 'placed', choice, rows }, selected };
}

/** Returns the PIN of a key among those that were given; null if there is none. */
function pinGiven({ tokenSerial }: SealChoice, given: readonly WaitingPin[]): Uint8Array | null {
  return given.find((each) => each.tokenSerial === tokenSerial)?.pin ?? null;
}

function readyOf({ choice, rows }: Ready): Ready {
  return { choice, rows };
}

function afterFailure(ready: Ready, error: AppError): SealState {
  const keys = keysOf(ready.rows);
  const culprit = keys.find(({ tokenSerial }) => tokenSerial === error.details?.['tokenSerial']);
  const asked = culprit ?? keys[0] ?? ready.choice;
  if (error.code === 'PIN_REQUIRED') return { step: 'pin', ...ready, problem: null, asked };
  if (error.code === 'CANCELLED') return { step: 'placed', ...ready };
  if (PIN_PROBLEMS.includes(error.code)) return { step: 'pin', ...ready, problem: error, asked };
  return { step: 'failed', ...ready, error };
}
