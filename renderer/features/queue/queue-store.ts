import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import {
  DEFAULT_OUTPUT_PATTERN,
  isBusyStep,
  isLockedRow,
  type SealingBatchChange,
  type SealingProgress,
  type SealingRow,
  type UnfinishedBatch,
} from '../../../electron/shared/model/sealing-batch.ts';
import { MOST_BATCH_FILES } from '../../../electron/shared/model/verification-batch.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { QueueOrder } from '../../../electron/wire/window/seal-many.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** What the queue has to say beside its rows. */
export type QueueNotice =
  | { readonly kind: 'nothingFound' | 'truncated' }
  | { readonly kind: 'exported'; readonly name: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** What the person wants of every document, besides the seals and their places. */
export interface QueueWishes {
  readonly pattern: string;
  /** Codes of red findings that the person has said yes to. */
  readonly accepted: readonly string[];
  readonly again: boolean;
  /** Whether each document, which has to be an OFD, is locked by its last seal. */
  readonly locks: boolean;
}

/** The PIN of one key, as the person types it. */
export interface QueuePin {
  readonly tokenSerial: string;
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

/** The seals of the batch, each on its key. */
type BatchSeals = readonly { readonly esId: string; readonly tokenSerial: string }[];

export interface QueueStore extends QueueWishes {
  readonly rows: readonly SealingRow[];
  readonly progress: SealingProgress;
  readonly outFolder: string;
  /** How many documents are to be converted to PDF first, and by which office program. */
  readonly convertible: number;
  readonly converter: string | null;
  /** None before the documents were looked at. */
  readonly batchSeals: BatchSeals;
  /** What was asked for when the documents were looked at, as JSON. */
  readonly checkedFor: string | null;
  /** True while the documents are looked at as they were the last time, whatever is placed now. */
  readonly isRetried: boolean;
  readonly unfinished: readonly UnfinishedBatch[];
  /** Whether the place of documents shows the queue. */
  readonly isShown: boolean;
  readonly isSearching: boolean;
  /** The key whose PIN is asked for now, by its serial number; null while none is. */
  readonly asksPin: string | null;
  readonly notice: QueueNotice | null;
  /** The document in front whose password is known, by its id; null for none. */
  readonly opener: string | null;
  /** The document in front, by its id in the queue. */
  readonly chosen: string | null;
  readonly load: () => Promise<void>;
  readonly addDropped: (files: readonly File[]) => Promise<void>;
  readonly chooseFiles: () => Promise<void>;
  readonly chooseFolder: () => Promise<void>;
  readonly chooseOutFolder: () => Promise<void>;
  readonly open: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Empties the queue and leaves it. */
  readonly leave: () => Promise<void>;
  readonly wish: (wishes: Partial<QueueWishes>) => void;
  /** Has the office documents and pictures converted to PDF. */
  readonly convert: () => Promise<void>;
  /** Looks at every document, by the places that are put now. */
  readonly check: () => Promise<void>;
  /** Looks again at what was not sealed, as it was asked for the last time. */
  readonly retry: () => Promise<void>;
  /** Uses the password that has opened the document in front for its row too. @param documentId its id since then */
  readonly unlocked: (documentId: string) => Promise<void>;
  /** Tries that password for every other document that waits for one. */
  readonly unlockOthers: () => Promise<void>;
  /** Asks for the PINs of all keys, one after the other; each serves all documents. */
  readonly askPins: () => void;
  readonly leavePins: () => void;
  /** Takes the PIN of the key that is asked for, and seals once none is missing. The PIN is zeroed. */
  readonly givePin: (pin: QueuePin) => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly resume: (batch: string) => Promise<void>;
  readonly giveUp: (batch: string) => Promise<void>;
}

/** What the queue needs of the window around it. */
export interface QueueEffects {
  /** Returns the pattern of output names that the settings name. */
  readonly usualPattern: () => string;
  /** Shows a document of the queue in place of the one that was in front, with the seals where they are. */
  readonly opened: (result: Result<OpenDocument>) => void;
  /** Closes the document in front. */
  readonly left: () => void;
  /** Returns the seals with the places that the person has put; null before. */
  readonly placed: () => Pick<QueueOrder, 'seals' | 'reason' | 'particulars'> | null;
}

const NO_PROGRESS: SealingProgress = {
  phase: { step: 'collecting' },
  done: 0,
  total: 0,
  sealed: 0,
  failed: 0,
  remainingSeconds: null,
};

const EMPTY = {
  ...{ rows: [], progress: NO_PROGRESS, outFolder: '', isShown: false, chosen: null, asksPin: null },
  ...{ convertible: 0, converter: null },
  ...{ batchSeals: [], checkedFor: null, isRetried: false, opener: null },
  ...{ pattern: DEFAULT_OUTPUT_PATTERN, accepted: [], again: false, locks: false, notice: null },
} as const;

/** Makes the store of the queue. Main seals; this keeps what main tells of it. */
export function createQueueStore(many: AppBridge['sealMany'], effects: QueueEffects): StoreApi<QueueStore> {
  /** The PINs that were given so far. They are zeroed when they are sent, or the person leaves. */
  let given: QueuePin[] = [];
  const forget = (): void => {
    given.forEach(({ pin }) => pin.fill(0));
    given = [];
  };
  const store = createStore<QueueStore>((set, get) => {
    /** What is wished stays as it is: main knows of a lock what the documents were looked at for. */
    const view = async (): Promise<Pick<QueueWishes, 'locks'> | null> => {
      const result = await many.view();
      if (!result.ok) return null;
      const { seals: batchSeals, locks, ...shown } = result.value;
      set({ ...shown, batchSeals });
      return { locks };
    };
    const failed = (result: Result<unknown>): void => {
      if (!result.ok) set({ notice: { kind: 'failed', error: result.error } });
    };
    const add = async (adding: ReturnType<typeof many.chooseFiles>): Promise<void> => {
      if (!get().isShown) set({ pattern: effects.usualPattern() });
      set({ isSearching: true, notice: null });
      const result = await adding;
      set({ isSearching: false });
      if (!result.ok) return failed(result);
      if (result.value === null) return;
      const { found, truncated } = result.value;
      await view();
      if (found === 0 && get().rows.length === 0) return set({ notice: { kind: 'nothingFound' } });
      set({ isShown: true, notice: truncated ? { kind: 'truncated' } : null });
      const [first] = get().rows;
      if (get().chosen === null && first !== undefined) await get().open(first.id);
    };
    return {
      ...EMPTY,
      unfinished: [],
      isSearching: false,
      load: async () => {
        set((await view()) ?? {});
        if (get().rows.length > 0) set({ isShown: true });
      },
      addDropped: async (files) => {
        await add(many.addDropped(files.slice(0, MOST_BATCH_FILES)));
        if (files.length > MOST_BATCH_FILES) set({ notice: { kind: 'truncated' } });
      },
      chooseFiles: () => add(many.chooseFiles()),
      chooseFolder: () => add(many.chooseFolder()),
      chooseOutFolder: async () => {
        const result = await many.chooseOutFolder();
        if (result.ok && result.value !== null) set({ outFolder: result.value });
        failed(result);
      },
      open: async (id) => {
        set({ chosen: id, opener: null });
        const result = await many.open({ id });
        if (get().chosen === id) effects.opened(result);
      },
      remove: async (id) => {
        failed(await many.remove({ id }));
        await view();
      },
      leave: async () => {
        forget();
        failed(await many.clear());
        set(EMPTY);
        await view();
        effects.left();
      },
      // What was looked at for another lock is sealed by no button.
      wish: (wishes) =>
        set({ ...wishes, ...('locks' in wishes ? { checkedFor: null, isRetried: false } : {}) }),
      convert: async () => {
        set({ notice: null });
        failed(await many.convert());
        await view();
        // The document in front may be another file now.
        const { chosen, rows } = get();
        const inFront = rows.find(({ id }) => id === chosen);
        if (inFront !== undefined && inFront.madeFrom !== null) await get().open(inFront.id);
      },
      check: async () => {
        const placed = effects.placed();
        if (placed === null) return;
        const { pattern, accepted, again, locks } = get();
        set({ notice: null });
        set({ checkedFor: JSON.stringify(placed), isRetried: false });
        failed(await many.check({ ...placed, pattern, accepted, again, locks }));
        await view();
      },
      retry: async () => {
        set({ notice: null, isRetried: true });
        failed(await many.checkAgain());
        await view();
      },
      unlocked: async (documentId) => {
        const { chosen } = get();
        if (chosen === null) return;
        set({ opener: documentId });
        failed(await many.unlock({ id: chosen, documentId }));
        await view();
      },
      unlockOthers: async () => {
        const { opener } = get();
        if (opener !== null) failed(await many.unlock({ id: null, documentId: opener }));
        await view();
      },
      askPins: () => {
        forget();
        set({ asksPin: get().batchSeals[0]?.tokenSerial ?? null });
      },
      leavePins: () => {
        forget();
        set({ asksPin: null });
      },
      givePin: async (pin) => {
        given.push(pin);
        const keys = [...new Set(get().batchSeals.map(({ tokenSerial }) => tokenSerial))];
        const missing = keys.find((key) => !given.some(({ tokenSerial }) => tokenSerial === key));
        if (missing !== undefined) return set({ asksPin: missing });
        set({ notice: null, asksPin: null });
        const asked = many.seal({
          tokenSerials: given.map(({ tokenSerial }) => tokenSerial),
          pins: given.map((each) => each.pin),
          lastTryConfirmed: given.some(({ lastTryConfirmed }) => lastTryConfirmed),
        });
        forget();
        failed(await asked);
        await view();
      },
      pause: async () => void (await many.pause()),
      cancel: async () => {
        await many.cancel();
        get().leavePins();
      },
      save: async () => {
        const result = await many.export();
        if (result.ok && result.value !== null) set({ notice: { kind: 'exported', name: result.value } });
        failed(result);
      },
      resume: async (batch) => {
        const result = await many.resume({ batch });
        failed(result);
        set((await view()) ?? {});
        if (!result.ok) return;
        set({ isShown: true });
        const [first] = get().rows;
        if (first !== undefined) await get().open(first.id);
      },
      giveUp: async (batch) => {
        failed(await many.giveUp({ batch }));
        await view();
      },
    };
  });
  many.changed(({ rows: changed, progress }: SealingBatchChange) =>
    store.setState(({ rows }) => {
      const known = new Map(changed.map((row) => [row.id, row]));
      return { rows: rows.map((row) => known.get(row.id) ?? row), progress };
    }),
  );
  return store;
}

/** Counts the documents that can be sealed now. */
export function readyCount(rows: readonly SealingRow[]): number {
  return rows.filter(({ state }) => state === 'ready').length;
}

/**
 * Tells what the queue shows beneath its list. While documents are looked at or sealed no PIN is asked for: one that was given
 * then would be refused, as when a password was typed just before.
 */
export function footOf({
  progress,
  asksPin,
}: Pick<QueueStore, 'progress' | 'asksPin'>): 'running' | 'pins' | 'next' {
  if (isBusyStep(progress.phase)) return 'running';
  return asksPin === null ? 'next' : 'pins';
}

/**
 * Tells whether the queue has the next step. Else what stands in front has it: a document that waits for its password, or for
 * a place of the seal.
 * @param placed what is placed now, as JSON; null before
 */
export function queueLeads(
  { progress, asksPin, isRetried }: Pick<QueueStore, 'progress' | 'asksPin' | 'isRetried'>,
  placed: string | null,
): boolean {
  const { phase, failed } = progress;
  if (isBusyStep(phase)) return false;
  if (asksPin !== null || phase.step === 'paused') return true;
  if (phase.step === 'ended') return failed > 0;
  return placed !== null || isRetried;
}

/** Tells whether the documents that are still to be sealed will be locked. */
export function isLocking(rows: readonly SealingRow[]): boolean {
  const isAhead = ({ state }: SealingRow): boolean => state === 'ready' || state === 'waiting';
  return rows.some((row) => row.plan?.locks === true && isAhead(row));
}

/** Counts the documents that wait for a password. */
export function lockedCount(rows: readonly SealingRow[]): number {
  return rows.filter(isLockedRow).length;
}

/** Returns the red findings that wait for a yes, each with the number of documents that have it. */
export function openFindings(rows: readonly SealingRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { error, plan } of rows) {
    if (error?.code !== 'PREFLIGHT_NOT_ACCEPTED') continue;
    for (const code of plan?.toAccept ?? []) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** Puts what went wrong first, else in the order of the queue. */
export function failuresFirst(rows: readonly SealingRow[]): readonly SealingRow[] {
  const rank = ({ state }: SealingRow): number => (state === 'failed' || state === 'refused' ? 0 : 1);
  return rows.toSorted((one, other) => rank(one) - rank(other) || one.number - other.number);
}
