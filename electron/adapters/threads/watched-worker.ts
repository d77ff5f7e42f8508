import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { BACKSTOP } from '../../core/budgets.ts';
import { overBudget } from '../../core/work-meter.ts';
import { type FileSource, pathOf } from '../../services/ports/files.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { type Port, workerPort } from '../../wire/ports.ts';

/** What one piece of work may cost before its thread is ended. */
export interface Allowance {
  readonly processorSeconds: number;
  /** Growth of the resident memory of the process. */
  readonly memoryBytes: number;
}

/** Returns what the verification of a document may cost, by its size. One that cannot be read costs nothing. */
export function allowanceFor(source: FileSource): Allowance {
  const { processorSeconds, processorSecondsPerMegabyte, memoryBytes } = BACKSTOP;
  const more = (sizeOf(source) / 1e6) * processorSecondsPerMegabyte;
  return { processorSeconds: Math.round(processorSeconds + more), memoryBytes };
}

function sizeOf(source: FileSource): number {
  if (typeof source !== 'string' && 'descriptor' in source) return source.size;
  return statSync(pathOf(source), { throwIfNoEntry: false })?.size ?? 0;
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
  readonly #start: () => Worker;
  #worker: Worker | null = null;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Starts the thread, for a client that opens its port with a call. */
  open(): Port {
    const worker = this.#start();
    let failed = '';
    worker.on('error', (error) => (failed = String(Reflect.get(error, 'code') ?? '')));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      this.#lastFailure = failed;
    });
    this.#worker = worker;
    return workerPort(worker);
  }

  #lastFailure = '';

  /**
   * Does a piece of work when those before are done.
   * @param work makes one call over the port; the thread runs then
   * @returns FILE_OVER_BUDGET when the thread was ended for what the work cost
   * @throws as the work does
   */
  run<T>(allowance: Allowance, work: () => Promise<T>): Promise<Result<T>> {
    const answer = this.#previous.then(() => this.#watch(allowance, work));
    this.#previous = answer.catch(() => undefined);
    return answer;
  }

  async #watch<T>(allowance: Allowance, work: () => Promise<T>): Promise<Result<T>> {
    let overrun: AppError | null = null;
    this.#lastFailure = '';
    const running = work();
    const worker = this.#worker;
    const stop = worker === null ? null : watchCost(worker, allowance, (error) => (overrun = error));
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

const beyond = (budget: string, most: number): AppError => overBudget(budget, most).toAppError();

/**
 * Ends a worker when it costs more than it may. The processor's time of the whole process and the time in which the
 * worker was busy each are too much: what else the process does counts in the one, what else the computer does in the
 * other. The smaller one is never more than the worker's own.
 * @returns a function that stops watching
 */
function watchCost(worker: Worker, allowance: Allowance, ended: (error: AppError) => void): () => void {
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
    if (seconds <= processorSeconds && grown <= memoryBytes) return;
    clearInterval(timer);
    ended(
      grown > memoryBytes ? beyond('memoryBytes', memoryBytes) : beyond('processorSeconds', processorSeconds),
    );
    void worker.terminate();
  }, POLL_MS);
  return () => clearInterval(timer);
}
