import type { AppError } from '../../shared/errors.ts';
import type { DocumentView } from '../../shared/model/document-view.ts';
import type {
  BatchPhase,
  SealingBatchChange,
  SealingProgress,
  SealingRow,
} from '../../shared/model/sealing-batch.ts';
import { nameAndFolder } from '../many-documents/found-files.ts';
import { RowTeller, secondsLeft } from '../many-documents/row-teller.ts';
import type { Clock } from '../ports/clock.ts';

/** One document of the batch, as main knows it. */
export interface BatchItem {
  path: string;
  /** Path of the office document or picture that it was made from; null if it is as it was added. */
  origin: string | null;
  /** Why the path stands for no document, such as a folder that cannot be read; it is not looked at again. */
  readonly unfound: AppError | null;
  row: SealingRow;
  /** SM3 of the document as it was looked at, hexadecimal; null when it was not, or could not be. */
  sm3: string | null;
  /** What a view of an OFD with that content lacks; null if nobody knows, and for a PDF. */
  notes: DocumentView['notes'] | null;
  /** Absolute path of the output, planned or made. */
  outputPath: string | null;
  /** True once a password has opened the document. */
  isLocked: boolean;
}

export interface BatchListPorts {
  readonly clock: Clock;
  readonly newId: () => string;
  pause(milliseconds: number): Promise<void>;
  /** Tells of rows that have changed. */
  changed(change: SealingBatchChange): void;
}

/** What is there after nothing was done. */
const UNTOUCHED = {
  state: 'waiting',
  plan: null,
  error: null,
  output: null,
  sealed: null,
} as const satisfies Partial<SealingRow>;

/** The documents of a batch in their order, and how far the batch is. Whoever changes one tells the window by that. */
export class BatchList {
  readonly #ports: BatchListPorts;
  readonly #teller: RowTeller<BatchItem>;
  #items: BatchItem[] = [];
  #phase: BatchPhase = { step: 'collecting' };
  /** When the present step began, and how many documents it is about. */
  #step = { startedAtMs: 0, done: 0, total: 0 };

  constructor(ports: BatchListPorts) {
    this.#ports = ports;
    this.#teller = new RowTeller(
      (changed) => ports.changed({ rows: changed.map(({ row }) => row), progress: this.progress() }),
      (milliseconds) => ports.pause(milliseconds),
    );
  }

  get items(): readonly BatchItem[] {
    return this.#items;
  }

  get phase(): BatchPhase {
    return this.#phase;
  }

  find(id: string): BatchItem | undefined {
    return this.#items.find(({ row }) => row.id === id);
  }

  /** Adds a document, or a path that stands for none. */
  add(path: string, unfound: AppError | null = null): BatchItem {
    const number = this.#items.length + 1;
    const id = this.#ports.newId();
    const row: SealingRow = { ...UNTOUCHED, madeFrom: null, id, number, ...nameAndFolder(path) };
    const item: BatchItem = {
      ...{ path, origin: null, unfound, row },
      ...{ sm3: null, notes: null, outputPath: null, isLocked: false },
    };
    this.#items.push(item);
    this.reset(item);
    return item;
  }

  /** Takes a document out; the numbers of those behind it change. */
  remove(id: string): void {
    this.#items = this.#items.filter(({ row }) => row.id !== id);
    for (const [index, item] of this.#items.entries()) item.row = { ...item.row, number: index + 1 };
    this.#ports.changed(this.view());
  }

  clear(): void {
    this.#items = [];
    this.#teller.clear();
    this.#phase = { step: 'collecting' };
    this.#ports.changed(this.view());
  }

  set(item: BatchItem, change: Partial<SealingRow>): void {
    item.row = { ...item.row, ...change };
    if (this.#items.includes(item)) this.#teller.note(item);
  }

  /** Forgets what was found out about a document. */
  reset(item: BatchItem): void {
    item.sm3 = null;
    item.notes = null;
    item.outputPath = null;
    const error = item.unfound;
    this.set(item, error === null ? UNTOUCHED : { ...UNTOUCHED, state: 'refused', error });
  }

  /** Begins a step over some documents. */
  begin(step: 'converting' | 'checking' | 'sealing', total: number): void {
    this.#step = { startedAtMs: this.#now(), done: 0, total };
    this.enter({ step });
  }

  /** One more document of the present step is done. */
  count(): void {
    this.#step.done += 1;
  }

  enter(phase: BatchPhase): void {
    this.#phase = phase;
    this.#ports.changed({ rows: [], progress: this.progress() });
  }

  view(): SealingBatchChange {
    return { rows: this.#items.map(({ row }) => row), progress: this.progress() };
  }

  progress(): SealingProgress {
    const { startedAtMs, done, total } = this.#step;
    const states = this.#items.map(({ row }) => row.state);
    return {
      ...{ phase: this.#phase, done, total },
      sealed: states.filter((state) => state === 'sealed').length,
      failed: states.filter((state) => state === 'failed' || state === 'refused').length,
      remainingSeconds: secondsLeft(this.#now() - startedAtMs, done, total - done),
    };
  }

  #now(): number {
    return this.#ports.clock.now().getTime();
  }
}
