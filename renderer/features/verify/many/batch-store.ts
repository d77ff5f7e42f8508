import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../../electron/shared/errors.ts';
import type { OpenDocument } from '../../../../electron/shared/model/sealing.ts';
import {
  MOST_BATCH_FILES,
  type BatchChange,
  type BatchFormat,
  type BatchProgress,
  type BatchRow,
} from '../../../../electron/shared/model/verification-batch.ts';
import type { Result } from '../../../../electron/shared/result.ts';
import type { AppBridge } from '../../../lib/bridge.ts';
import type { BatchColumn, BatchFilter, BatchOrder } from './batch-rows.ts';

/** What the table has to say beside its rows. */
export type BatchNotice =
  | { readonly kind: 'nothingFound' | 'truncated' }
  | { readonly kind: 'exported'; readonly name: string }
  | { readonly kind: 'exportFailed' | 'openFailed'; readonly error: AppError };

export interface BatchStore {
  /** In the order in which they were added. */
  readonly rows: readonly BatchRow[];
  readonly progress: BatchProgress;
  /** True while files and folders are looked for. */
  readonly isSearching: boolean;
  readonly notice: BatchNotice | null;
  /** Whether the place shows the table; else the report of the open document. */
  readonly isShown: boolean;
  readonly filter: BatchFilter;
  readonly words: string;
  readonly order: BatchOrder;
  readonly load: () => Promise<void>;
  readonly addDropped: (files: readonly File[]) => Promise<void>;
  readonly chooseFiles: () => Promise<void>;
  readonly chooseFolder: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly retry: () => Promise<void>;
  readonly clear: () => Promise<void>;
  readonly open: (id: string) => Promise<void>;
  readonly save: (format: BatchFormat) => Promise<void>;
  readonly show: (isShown: boolean) => void;
  readonly setFilter: (filter: BatchFilter) => void;
  readonly setWords: (words: string) => void;
  /** Sorts by a column, the other way round the second time, and as added the third. */
  readonly sortBy: (column: BatchColumn) => void;
}

const NO_PROGRESS: BatchProgress = { done: 0, total: 0, running: false, remainingSeconds: null };
const AS_ADDED: BatchOrder = { column: null, descending: false };
const EMPTY = { rows: [], progress: NO_PROGRESS, filter: 'all', words: '', order: AS_ADDED } as const;

/** What happens with a document that the table has opened, or a single one that was dropped. */
export interface BatchEffects {
  /** Shows a document's report in the place of the table. */
  readonly report: (document: Result<OpenDocument>) => void;
  /** Shows a document of the table with its verdict. */
  readonly opened: (document: OpenDocument) => void;
}

/** Makes the store of the table of many documents. Main verifies; this keeps what main tells of it. */
export function createBatchStore(many: AppBridge['verifyMany'], effects: BatchEffects): StoreApi<BatchStore> {
  /** Whether the rows are all that main has. A page that was loaded again begins without those of a table that goes on. */
  let isWhole = false;
  let loading: Promise<void> | null = null;
  const store = createStore<BatchStore>((set, get) => {
    // A table stays in sight where a further document cannot be opened.
    const reported = (document: Result<OpenDocument>): void => {
      if (!document.ok && get().isShown) {
        return set({ notice: { kind: 'openFailed', error: document.error } });
      }
      set({ isShown: false });
      effects.report(document);
    };
    const add = async (adding: ReturnType<typeof many.chooseFiles>): Promise<void> => {
      set({ isSearching: true, notice: null });
      const result = await adding;
      set({ isSearching: false });
      if (!result.ok) return reported(result);
      if (result.value === null) return;
      if (result.value.kind === 'document') return reported(result.value.document);
      const { found, truncated } = result.value;
      if (found === 0 && !truncated) return set({ notice: { kind: 'nothingFound' } });
      set({ isShown: true, notice: truncated ? { kind: 'truncated' } : null });
    };
    const loadWhole = async (): Promise<void> => {
      const view = await many.view();
      if (!view.ok) return;
      isWhole = true;
      if (view.value.rows.length > 0) set({ isShown: true, ...view.value });
    };
    return {
      ...EMPTY,
      isSearching: false,
      notice: null,
      isShown: false,
      load: () => {
        if (isWhole) return Promise.resolve();
        return (loading ??= loadWhole().finally(() => (loading = null)));
      },
      addDropped: async (files) => {
        await add(many.addDropped(files.slice(0, MOST_BATCH_FILES)));
        if (files.length > MOST_BATCH_FILES) set({ notice: { kind: 'truncated' } });
      },
      chooseFiles: () => add(many.chooseFiles()),
      chooseFolder: () => add(many.chooseFolder()),
      cancel: async () => void (await many.cancel()),
      retry: async () => void (await many.retry()),
      clear: async () => {
        await many.clear();
        set({ ...EMPTY, notice: null, isShown: false });
      },
      open: async (id) => {
        set({ notice: null });
        const result = await many.open({ id });
        if (result.ok) effects.opened(result.value);
        else set({ notice: { kind: 'openFailed', error: result.error } });
      },
      save: async (format) => {
        set({ notice: null });
        const result = await many.export({ format });
        if (!result.ok) set({ notice: { kind: 'exportFailed', error: result.error } });
        else if (result.value !== null) set({ notice: { kind: 'exported', name: result.value } });
      },
      show: (isShown) => set({ isShown }),
      setFilter: (filter) => set({ filter }),
      setWords: (words) => set({ words }),
      sortBy: (column) => {
        const { order } = get();
        if (order.column !== column) set({ order: { column, descending: false } });
        else set({ order: order.descending ? AS_ADDED : { column, descending: true } });
      },
    };
  });
  many.changed((change) => {
    // What main tells before it answers is in the answer.
    if (isWhole) store.setState(({ rows }) => merged(rows, change));
    else void store.getState().load();
  });
  return store;
}

/** Puts changed rows in place of the former ones; a row's number is its place. */
function merged(rows: readonly BatchRow[], { rows: changed, progress }: BatchChange) {
  const all = [...rows];
  for (const row of changed) all[row.number - 1] = row;
  return { rows: all, progress };
}
