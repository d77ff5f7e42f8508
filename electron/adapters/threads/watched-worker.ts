import { stat } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { BACKSTOP } from '../../core/budgets.ts';
import { overBudget } from '../../core/work-meter.ts';
import { type FileSource, isHeld, pathOf } from '../../services/ports/files.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { once, type Port, workerPort } from '../../wire/ports.ts';
import { HALT_MS, withoutHalt } from '../files/read-deadline.ts';
import { bytesReadOf, readsOf } from '../files/read-progress.ts';

/** What one piece of work may cost before its thread is ended. */
export interface Allowance {
  readonly processorSeconds: number;
  /** Growth of the resident memory of the process. */
  readonly memoryBytes: number;
  /**
   * How long it may be busy without reading anything and without using the processor: a read that does not come back, as
   * from a network share that is gone. A thread that only waits for its turn on a busy computer uses more.
   */
  readonly haltMs: number;
}

/** Returns what the verification of a document may cost, by its size. One that cannot be read costs nothing. */
export async function allowanceFor(source: FileSource): Promise<Allowance> {
  return allowanceOf(await sizeOf(source));
}

/** Returns what the verification of a document, or of a group of small ones, may cost. @param bytes in all */
export function allowanceOf(bytes: number): Allowance {
  const { processorSeconds, processorSecondsPerMegabyte, memoryBytes } = BACKSTOP;
  const more = (bytes / 1e6) * processorSecondsPerMegabyte;
  return { processorSeconds: Math.round(processorSeconds + more), memoryBytes, haltMs: HALT_MS };
}

/** Returns the size of a document in bytes. A share that is gone does not even tell that; who then opens the file is watched. */
export async function sizeOf(source: FileSource): Promise<number> {
  if (isHeld(source)) return source.size;
  return withoutHalt(() => stat(pathOf(source))).then(
    ({ size }) => size,
    () => 0,
  );
}

/** A thread whose heap alone grew beyond every allowance. */
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
const POLL_MS = 50;

/**
 * A worker thread that does one piece of work at a time, and is ended when that costs more than it may. Counts in core
 * end every bomb that somebody thought of; this is for the others, so that the file behind them in a row is judged all
 * the same. The next piece of work starts another thread.
 */
export class WatchedWorker {
  readonly #start: () => WatchedThread;
  #worker: Running | null = null;
  #previous: Promise<unknown> = Promise.resolve();

  /** @param start starts a thread */
  constructor(start: () => WatchedThread) {
    this.#start = start;
  }

  /** Starts the thread, for a client that opens its port with a call. */
  open(): Port {
    const { worker, reads } = this.#start();
    const listeners: ((reason: string) => void)[] = [];
    let ending: string | null = null;
    // A thread that hangs in a read never ends; for whoever waits for it, it has.
    const abandon = once((reason) => {
      ending = reason;
      listeners.forEach((tell) => tell(reason));
    });
    const running: Running = { worker, reads, abandon };
    let failed = '';
    worker.on('error', (error) => (failed = String(Reflect.get(error, 'code') ?? '')));
    worker.on('exit', () => {
      if (this.#worker === running) this.#worker = null;
      this.#lastFailure = failed;
    });
    this.#worker = running;
    const port = workerPort(worker);
    port.onEnd?.(abandon);
    const onEnd = (listener: (reason: string) => void): void => {
      listeners.push(listener);
      // One that was started before there was work may have ended before anybody listened.
      if (ending !== null) listener(ending);
    };
    return { ...port, onEnd };
  }

  /** Returns how many bytes the present thread has read; 0 when there is none. */
  bytesRead(): number {
    return this.#worker === null ? 0 : bytesReadOf(this.#worker.reads);
  }

  #lastFailure = '';

  /**
   * Does a piece of work when those before are done.
   * @param work makes one call over the port; the thread runs then
   * @returns FILE_OVER_BUDGET when the thread was ended for what the work cost, FILE_STALLED when a read of it hangs
   * @throws as the work does
   */
  run<T>(allowance: Allowance | Promise<Allowance>, work: () => Promise<T>): Promise<Result<T>> {
    const answer = this.#previous.then(async () => this.#watch(await allowance, work));
    this.#previous = answer.catch(() => undefined);
    return answer;
  }

  async #watch<T>(allowance: Allowance, work: () => Promise<T>): Promise<Result<T>> {
    let overrun: AppError | null = null;
    this.#lastFailure = '';
    const running = work();
    const watched = this.#worker;
    const stop = watched === null ? null : watchCost(watched, allowance, (error) => (overrun = error));
    try {
      return success(await running);
    } catch (error) {
      if (this.#lastFailure === OUT_OF_MEMORY) overrun ??= beyond('memoryBytes', allowance.memoryBytes);
      if (overrun !== null) return failure(overrun);
      throw error;
    } finally {
      stop?.();
    }
  }
}

/** A thread, and the memory in which it counts its reads. */
export interface WatchedThread {
  readonly worker: Worker;
  readonly reads: Int32Array<SharedArrayBuffer>;
}

/** A thread that works, and a way to have done with it though it hangs. */
interface Running extends WatchedThread {
  readonly abandon: (reason: string) => void;
}

const beyond = (budget: string, most: number): AppError => overBudget(budget, most).toAppError();

/**
 * Ends a worker when it costs more than it may. The processor's time of the whole process and the time in which the
 * worker was busy each are too much: what else the process does counts in the one, what else the computer does in the
 * other. The smaller one is never more than the worker's own.
 * @returns a function that stops watching
 */
function watchCost(
  { worker, reads, abandon }: Running,
  allowance: Allowance,
  ended: (error: AppError) => void,
): () => void {
  const isHalted = haltIn(reads, allowance.haltMs);
  const atStart = {
    processor: process.cpuUsage(),
    busy: worker.performance.eventLoopUtilization(),
    memory: process.memoryUsage.rss(),
  };
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(atStart.processor);
    const busySeconds = worker.performance.eventLoopUtilization(atStart.busy).active / 1000;
    const seconds = Math.min((user + system) / 1e6, busySeconds);
    const grown = process.memoryUsage.rss() - atStart.memory;
    const { processorSeconds, memoryBytes } = allowance;
    if (isHalted((user + system) / 1000, busySeconds * 1000)) {
      clearInterval(timer);
      ended({ code: 'FILE_STALLED' });
      worker.unref();
      void worker.terminate();
      abandon('it hangs in a read');
      return;
    }
    if (seconds <= processorSeconds && grown <= memoryBytes) return;
    clearInterval(timer);
    ended(
      grown > memoryBytes ? beyond('memoryBytes', memoryBytes) : beyond('processorSeconds', processorSeconds),
    );
    void worker.terminate();
  }, POLL_MS);
  return () => clearInterval(timer);
}

/** A halted thread uses none of the processor's time; the rest of the process may use a little. */
const USED_SHARE = 0.05;
const BUSY_SHARE = 0.8;

/**
 * Makes a test whether a thread has come to a halt: for a while it was busy, read nothing, and the processor did nothing.
 * @returns a function of the processor's and the thread's busy milliseconds so far
 */
function haltIn(
  reads: Int32Array<SharedArrayBuffer>,
  haltMs: number,
): (usedMs: number, busyMs: number) => boolean {
  let since = { at: performance.now(), reads: readsOf(reads), usedMs: 0, busyMs: 0 };
  return (usedMs, busyMs) => {
    const [at, count] = [performance.now(), readsOf(reads)];
    const passed = at - since.at;
    const isWorking = count !== since.reads || usedMs - since.usedMs > haltMs * USED_SHARE;
    const isWaiting = busyMs - since.busyMs < passed * BUSY_SHARE;
    if (isWorking || (passed > haltMs && isWaiting)) since = { at, reads: count, usedMs, busyMs };
    return passed > haltMs && !isWorking && !isWaiting;
  };
}
