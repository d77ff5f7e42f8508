import { availableParallelism } from 'node:os';
import { pathOf } from '../../services/ports/files.ts';
import type { Examination } from '../../services/reports/make-report.ts';
import type { ExaminationOrder } from '../../services/verdict-exports/examine.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { allowanceOf, sizeOf } from '../threads/watched-worker.ts';
import { type ExaminerThread, examinerThread, type ExaminerWorld } from './examiner-operations.ts';

/** Verifies and hashes documents on all processors. Every file has an examination, whatever it does to its thread. */
export interface Examiner {
  /** How many documents to hand over at once so that no thread waits for the next. */
  readonly atOnce: number;
  /**
   * @param begin is called when its turn comes; false leaves it out
   * @returns null for a document that was left out
   */
  examine(order: ExaminationOrder, begin?: () => boolean): Promise<Examination | null>;
  /**
   * Starts the first thread before there is a document, beside whatever its caller does next.
   * @param ahead the one document that is going to be examined, whose hash is begun meanwhile; null for several
   */
  startNow(ahead: string | null): void;
  /** Returns how many bytes of documents the threads have read, those that were read twice twice. */
  bytesRead(): number;
  stop(): void;
}

/** More threads than this would take much memory for little. */
const MOST_THREADS = 8;
/** Documents that cost one message, and their size in all. Each is done within milliseconds. */
const GROUP = { documents: 16, bytes: 4e6 };
/** A thread takes as long to start as so many small documents. */
const WORTH_A_THREAD = { documents: 8, bytes: 2e6 };

/**
 * Opens examiners in threads, by the number of processors.
 * @param script the built worker
 * @param broken is told why a thread ended that should not have
 */
export function openExaminers(script: URL, world: ExaminerWorld, broken: (error: unknown) => void): Examiner {
  const count = Math.min(MOST_THREADS, availableParallelism());
  return examinerPool(
    Array.from({ length: count }, () => examinerThread(script, world)),
    broken,
  );
}

/** Spreads documents over threads, small ones in groups. */
export function examinerPool(threads: readonly ExaminerThread[], broken: (error: unknown) => void): Examiner {
  const pool = new ExaminerPool(threads, broken);
  return {
    atOnce: 2 * threads.length * GROUP.documents,
    examine: (order, begin) => pool.examine(order, begin),
    startNow: (ahead) => threads[0]?.startNow(ahead),
    bytesRead: () => threads.reduce((sum, thread) => sum + thread.bytesRead(), 0),
    stop: () => pool.stop(),
  };
}

interface Waiting {
  readonly order: ExaminationOrder;
  readonly bytes: number;
  readonly begin: () => boolean;
  readonly settle: (examination: Examination | null) => void;
}

interface Lane {
  readonly thread: ExaminerThread;
  isBusy: boolean;
  /** Whether another lane has worked during the present work. */
  isShared: boolean;
}

/**
 * What a thread costs is known of the whole process alone. A group whose thread was ended, or a document that was not
 * alone then, is therefore done again, one at a time while nothing else is: a document is judged by its own cost.
 */
class ExaminerPool {
  readonly #lanes: readonly Lane[];
  readonly #broken: (error: unknown) => void;
  readonly #waiting: Waiting[] = [];
  readonly #alone: Waiting[] = [];
  #isStopped = false;

  constructor(threads: readonly ExaminerThread[], broken: (error: unknown) => void) {
    this.#lanes = threads.map((thread) => ({ thread, isBusy: false, isShared: false }));
    this.#broken = broken;
  }

  async examine(order: ExaminationOrder, begin: () => boolean = () => true): Promise<Examination | null> {
    const bytes = await sizeOf(order.source);
    return new Promise((settle) => {
      this.#waiting.push({ order, bytes, begin, settle });
      this.#dispatch();
    });
  }

  /** Ends the threads. What they have not done by then fails, which is no defect that anybody is told of. */
  stop(): void {
    this.#isStopped = true;
    for (const { thread } of this.#lanes) thread.stop();
  }

  #dispatch(): void {
    for (const lane of this.#lanes) {
      if (lane.isBusy) continue;
      const group = this.#nextGroup();
      if (group.length > 0) void this.#work(lane, group);
    }
  }

  #nextGroup(): readonly Waiting[] {
    const busy = this.#lanes.filter(({ isBusy }) => isBusy).length;
    if (this.#alone.length > 0) return busy === 0 ? this.#alone.splice(0, 1) : [];
    if (busy > 0 && !this.#isWorthThread()) return [];
    const share = Math.ceil(this.#waiting.length / this.#lanes.length);
    const group: Waiting[] = [];
    let bytes = 0;
    while (group.length < Math.min(share, GROUP.documents)) {
      const [next] = this.#waiting;
      if (next === undefined || (group.length > 0 && bytes + next.bytes > GROUP.bytes)) break;
      this.#waiting.shift();
      bytes += next.bytes;
      if (next.begin()) group.push(next);
      else next.settle(null);
    }
    return group;
  }

  #isWorthThread(): boolean {
    const { documents, bytes } = WORTH_A_THREAD;
    return this.#waiting.length >= documents || this.#waiting.some((each) => each.bytes >= bytes);
  }

  async #work(lane: Lane, group: readonly Waiting[]): Promise<void> {
    const others = this.#lanes.filter((each) => each !== lane && each.isBusy);
    for (const each of others) each.isShared = true;
    lane.isBusy = true;
    lane.isShared = others.length > 0;
    const done = await this.#examined(lane, group);
    lane.isBusy = false;
    const wasAlone = group.length === 1 && !lane.isShared;
    if (!done.ok && !wasAlone) this.#alone.push(...group);
    else this.#settle(group, done);
    this.#dispatch();
  }

  async #examined({ thread }: Lane, group: readonly Waiting[]): Promise<Done> {
    const allowance = allowanceOf(group.reduce((total, { bytes }) => total + bytes, 0));
    const orders = group.map(({ order }) => order);
    try {
      const done = await thread.examineAll(orders, allowance);
      if (done.ok && done.value.length !== group.length)
        throw new Error('an examination for each order expected');
      return done;
    } catch (thrown) {
      return { ok: false, error: { code: 'INTERNAL' }, thrown };
    }
  }

  #settle(group: readonly Waiting[], done: Done): void {
    if (!done.ok && 'thrown' in done && !this.#isStopped) this.#broken(done.thrown);
    group.forEach(({ order, settle }, index) =>
      settle((done.ok ? done.value[index] : null) ?? without(order, done)),
    );
  }
}

/** What a thread made of its work; `thrown` when it ended that should not have. */
type Done = Result<readonly Examination[]> | (Failure & { readonly thrown: unknown });
type Failure = Extract<Result<never>, { ok: false }>;

function without({ source, at }: ExaminationOrder, done: Done): Examination {
  const error: AppError = done.ok ? { code: 'INTERNAL' } : done.error;
  const judgedAt = at ?? new Date().toISOString();
  return { report: unjudged(pathOf(source), error), hashes: null, revisions: null, judgedAt };
}
