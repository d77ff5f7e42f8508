import { utf8Bytes } from '../../core/bytes/encodings.ts';
import {
  type AddedToBatch,
  type BatchChange,
  type BatchFormat,
  type BatchProgress,
  type BatchRow,
} from '../../shared/model/verification-batch.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import { foundFiles, nameAndFolder, type SearchFiles } from '../many-documents/found-files.ts';
import { ROWS_A_MESSAGE, RowTeller, secondsLeft } from '../many-documents/row-teller.ts';
import type { Clock } from '../ports/clock.ts';
import type { FoundFile } from '../ports/files.ts';
import type { Examination } from '../reports/make-report.ts';
import { verdictTableHead, verdictTableRow } from '../reports/verdict-table.ts';
import { batchOutcome } from './batch-outcome.ts';

interface BatchPorts {
  readonly clock: Clock;
  /** How many documents to hand over at once, so that the verifier never waits for the next. */
  readonly atOnce: number;
  /**
   * Verifies and hashes a document. Every file has an examination, whatever it does to the verifier.
   * @param begin is called when its turn comes; false leaves it out
   * @returns null for a document that was left out
   */
  examine(path: string, begin: () => boolean): Promise<Examination | null>;
  readonly search: SearchFiles;
  /** Tells of rows that have changed. */
  changed(change: BatchChange): void;
  pause(milliseconds: number): Promise<void>;
  readonly newId: () => string;
}

interface Held {
  readonly path: string;
  row: BatchRow;
  /** Why a folder could not be searched; it is not verified. */
  readonly error: FoundFile['error'];
  examination: Examination | null;
  /** Names the time that it was handed over last; null once it is left out. */
  turn: object | null;
}

/**
 * Verifies many documents, and keeps their verdicts by ids: who asks never names a path. Whatever one document does, the
 * others follow.
 */
export class VerificationBatch {
  readonly #ports: BatchPorts;
  #held = new Map<string, Held>();
  #waiting: Held[] = [];
  /** How many documents were handed over and are not back. */
  #running = 0;
  /** When the present run began, and what it has done. */
  #run = { startedAtMs: 0, done: 0 };
  readonly #teller: RowTeller<Held>;

  constructor(ports: BatchPorts) {
    this.#ports = ports;
    this.#teller = new RowTeller(
      (changed) => ports.changed({ rows: changed.map(({ row }) => row), progress: this.#progress() }),
      (milliseconds) => ports.pause(milliseconds),
    );
  }

  /**
   * Adds files and the documents of folders, and begins to verify them. A document that is in the batch already is not
   * added again. A single one, with nothing beside it, is not added but named.
   */
  async add(paths: readonly string[]): Promise<AddedToBatch & { readonly only: string | null }> {
    const held = this.#held;
    const { found, truncated } = await foundFiles(paths, held.size, this.#ports.search);
    const [first] = found;
    if (found.length === 1 && first?.error === undefined) {
      return { found: 1, truncated, only: first?.path ?? null };
    }
    const known = new Set([...held.values()].map(({ path }) => path));
    for (const each of found) {
      if (known.has(each.path)) continue;
      known.add(each.path);
      this.#insert(each, held);
    }
    if (held === this.#held) this.#verifyWaiting();
    return { found: found.length, truncated, only: null };
  }

  /** Returns all rows, in the order in which they were added. */
  view(): BatchChange {
    return { rows: [...this.#held.values()].map(({ row }) => row), progress: this.#progress() };
  }

  /** Leaves out what is not verified yet. Documents under way are finished. */
  cancel(): void {
    this.#waiting = [];
    for (const held of this.#held.values()) {
      if (held.row.state !== 'waiting') continue;
      held.turn = null;
      this.#set(held, { state: 'cancelled' });
    }
  }

  /** Verifies again what could not be verified, and what was left out. */
  retry(): void {
    for (const held of this.#held.values()) {
      const { state, outcome } = held.row;
      const failed = state === 'done' && outcome?.verdict === 'error' && held.error === undefined;
      if (!failed && state !== 'cancelled') continue;
      held.examination = null;
      this.#enqueue(held, { state: 'waiting', outcome: null });
    }
    this.#verifyWaiting();
  }

  /** Forgets all documents. */
  clear(): void {
    this.#held = new Map();
    this.#waiting = [];
    this.#teller.clear();
    this.#run = { startedAtMs: this.#now(), done: 0 };
  }

  /** Returns the path of a document. Fails with FILE_NOT_FOUND when the batch does not hold it. */
  pathOf(id: string): Result<string> {
    const held = this.#held.get(id);
    return held === undefined ? failure({ code: 'FILE_NOT_FOUND' }) : success(held.path);
  }

  /** Writes the verdicts so far: the table of `verify --csv`, or the reports of `verify --json` as one list. */
  async *written(format: BatchFormat): AsyncGenerator<Uint8Array> {
    const examinations = [...this.#held.values()].flatMap(({ examination }) => examination ?? []);
    yield utf8Bytes(format === 'csv' ? verdictTableHead() : '[');
    for (const [index, each] of examinations.entries()) {
      const json = (): string => `${index === 0 ? '\n' : ',\n'}${JSON.stringify(each.report)}`;
      yield utf8Bytes(format === 'csv' ? verdictTableRow(each) : json());
      if (index % ROWS_A_MESSAGE === ROWS_A_MESSAGE - 1) await this.#ports.pause(0);
    }
    if (format === 'json') yield utf8Bytes('\n]\n');
  }

  #insert({ path, error }: FoundFile, into: Map<string, Held>): void {
    const id = this.#ports.newId();
    const number = into.size + 1;
    const row: BatchRow = { id, number, ...nameAndFolder(path), state: 'waiting', outcome: null };
    const held: Held = { path, row, error, examination: null, turn: null };
    into.set(id, held);
    if (into === this.#held) this.#enqueue(held, {});
  }

  #enqueue(held: Held, change: Partial<BatchRow>): void {
    this.#waiting.push(held);
    this.#set(held, change);
  }

  #verifyWaiting(): void {
    if (this.#running === 0) this.#run = { startedAtMs: this.#now(), done: 0 };
    this.#handOver();
  }

  /** Hands over as many documents as may be under way; each that comes back makes room for the next. */
  #handOver(): void {
    while (this.#running < this.#ports.atOnce) {
      const held = this.#waiting.shift();
      if (held === undefined) return;
      this.#running += 1;
      void this.#verify(held);
    }
  }

  async #verify(held: Held): Promise<void> {
    const examination = await this.#examine(held);
    this.#running -= 1;
    if (examination !== null) {
      this.#run.done += 1;
      held.examination = examination;
      this.#set(held, { state: 'done', outcome: batchOutcome(examination.report) });
    }
    this.#handOver();
  }

  #examine(held: Held): Promise<Examination | null> {
    const { path, error } = held;
    const turn = {};
    held.turn = turn;
    const begin = (): boolean => {
      const isWanted = held.turn === turn && this.#held.has(held.row.id);
      if (isWanted) this.#set(held, { state: 'running' });
      return isWanted;
    };
    if (error === undefined) return this.#ports.examine(path, begin);
    const judgedAt = this.#ports.clock.now().toISOString();
    return Promise.resolve({ report: unjudged(path, error), hashes: null, revisions: null, judgedAt });
  }

  #set(held: Held, change: Partial<BatchRow>): void {
    held.row = { ...held.row, ...change };
    if (!this.#held.has(held.row.id)) return;
    this.#teller.note(held);
  }

  #progress(): BatchProgress {
    const rows = [...this.#held.values()];
    const done = rows.filter(({ row }) => row.state === 'done').length;
    const running = this.#running > 0 || this.#waiting.length > 0;
    return { done, total: rows.length, running, remainingSeconds: this.#remainingSeconds() };
  }

  #remainingSeconds(): number | null {
    const left = this.#waiting.length + this.#running;
    return secondsLeft(this.#now() - this.#run.startedAtMs, this.#run.done, left);
  }

  #now(): number {
    return this.#ports.clock.now().getTime();
  }
}
