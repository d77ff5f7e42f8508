import { utf8Bytes } from '../../core/bytes/encodings.ts';
import {
  MOST_BATCH_FILES,
  type AddedToBatch,
  type BatchChange,
  type BatchFormat,
  type BatchProgress,
  type BatchRow,
} from '../../shared/model/verification-batch.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import { unjudged } from '../documents/verify-document.ts';
import type { Clock } from '../ports/clock.ts';
import type { FoundFile } from '../ports/files.ts';
import type { Examination } from '../reports/make-report.ts';
import { verdictTableHead, verdictTableRow } from '../reports/verdict-table.ts';
import { batchOutcome } from './batch-outcome.ts';

interface BatchPorts {
  readonly clock: Clock;
  /** Verifies and hashes a document. Every file has an examination, whatever it does to the verifier. */
  examine(path: string): Promise<Examination>;
  /** Finds the documents that a path stands for: a folder's, or the file itself. */
  search(path: string): AsyncIterable<FoundFile>;
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
}

/** Rows that one message holds: the window takes that many without a pause that a person notices. */
const ROWS_A_MESSAGE = 100;
const MESSAGE_INTERVAL_MS = 100;
/** An estimate from less than this jumps about. */
const ESTIMATE_FROM = { files: 3, milliseconds: 1_500 };

/**
 * Verifies many documents one after the other, and keeps their verdicts by ids: who asks never names a path. Whatever
 * one document does, the others follow.
 */
export class VerificationBatch {
  readonly #ports: BatchPorts;
  #held = new Map<string, Held>();
  #waiting: Held[] = [];
  #running: Held | null = null;
  /** When the present run began, and what it has done. */
  #run = { startedAtMs: 0, done: 0 };
  readonly #changed = new Set<Held>();
  #isTelling = false;

  constructor(ports: BatchPorts) {
    this.#ports = ports;
  }

  /**
   * Adds files and the documents of folders, and begins to verify them. A document that is in the batch already is not
   * added again. A single one, with nothing beside it, is not added but named.
   */
  async add(paths: readonly string[]): Promise<AddedToBatch & { readonly only: string | null }> {
    const held = this.#held;
    const { found, truncated } = await this.#search(paths);
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
    if (held === this.#held) void this.#verifyWaiting();
    return { found: found.length, truncated, only: null };
  }

  /** Returns all rows, in the order in which they were added. */
  view(): BatchChange {
    return { rows: [...this.#held.values()].map(({ row }) => row), progress: this.#progress() };
  }

  /** Leaves out what is not verified yet. The document under way is finished. */
  cancel(): void {
    for (const held of this.#waiting.splice(0)) this.#set(held, { state: 'cancelled' });
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
    void this.#verifyWaiting();
  }

  /** Forgets all documents. */
  clear(): void {
    this.#held = new Map();
    this.#waiting = [];
    this.#changed.clear();
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

  async #search(paths: readonly string[]): Promise<{ found: readonly FoundFile[]; truncated: boolean }> {
    const room = MOST_BATCH_FILES - this.#held.size;
    const found: FoundFile[] = [];
    for (const path of paths) {
      for await (const each of this.#ports.search(path)) {
        if (found.length === room) return { found, truncated: true };
        found.push(each);
      }
    }
    return { found, truncated: false };
  }

  #insert({ path, error }: FoundFile, into: Map<string, Held>): void {
    const id = this.#ports.newId();
    const number = into.size + 1;
    const name = fileNameOf(path);
    const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
    const row: BatchRow = { id, number, name, folder, state: 'waiting', outcome: null };
    const held: Held = { path, row, error, examination: null };
    into.set(id, held);
    if (into === this.#held) this.#enqueue(held, {});
  }

  #enqueue(held: Held, change: Partial<BatchRow>): void {
    this.#waiting.push(held);
    this.#set(held, change);
  }

  async #verifyWaiting(): Promise<void> {
    if (this.#running !== null) return;
    this.#run = { startedAtMs: this.#now(), done: 0 };
    for (let held = this.#waiting.shift(); held !== undefined; held = this.#waiting.shift()) {
      this.#running = held;
      this.#set(held, { state: 'running' });
      const examination = await this.#examine(held);
      this.#run.done += 1;
      held.examination = examination;
      this.#running = null;
      this.#set(held, { state: 'done', outcome: batchOutcome(examination.report) });
    }
  }

  #examine({ path, error }: Held): Promise<Examination> {
    if (error === undefined) return this.#ports.examine(path);
    const judgedAt = this.#ports.clock.now().toISOString();
    return Promise.resolve({ report: unjudged(path, error), hashes: null, revisions: null, judgedAt });
  }

  #set(held: Held, change: Partial<BatchRow>): void {
    held.row = { ...held.row, ...change };
    if (!this.#held.has(held.row.id)) return;
    this.#changed.add(held);
    void this.#tell();
  }

  /** Tells of changes piece by piece, with pauses in which further ones gather. */
  async #tell(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    // What one step changes is told together.
    await this.#ports.pause(0);
    while (this.#changed.size > 0) {
      const changed = [...this.#changed].slice(0, ROWS_A_MESSAGE);
      for (const each of changed) this.#changed.delete(each);
      this.#ports.changed({ rows: changed.map(({ row }) => row), progress: this.#progress() });
      await this.#ports.pause(MESSAGE_INTERVAL_MS);
    }
    this.#isTelling = false;
  }

  #progress(): BatchProgress {
    const rows = [...this.#held.values()];
    const done = rows.filter(({ row }) => row.state === 'done').length;
    const running = this.#running !== null || this.#waiting.length > 0;
    return { done, total: rows.length, running, remainingSeconds: this.#remainingSeconds() };
  }

  #remainingSeconds(): number | null {
    const elapsedMs = this.#now() - this.#run.startedAtMs;
    const { done } = this.#run;
    if (done < ESTIMATE_FROM.files || elapsedMs < ESTIMATE_FROM.milliseconds) return null;
    return Math.round(((elapsedMs / done) * this.#waiting.length) / 1000);
  }

  #now(): number {
    return this.#ports.clock.now().getTime();
  }
}
