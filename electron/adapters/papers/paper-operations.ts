import { Worker } from 'node:worker_threads';
import type { WatermarkedPaper } from '../../services/pin-reset/papers/watermark-paper.ts';
import type { ReadPaper, Watermark } from '../../services/pin-reset/ports.ts';
import { failure, type Result } from '../../shared/result.ts';

/** What the thread is started with. */
export interface WatermarkJob {
  readonly paper: ReadPaper;
  readonly mark: Watermark;
  /** Packed (WOFF 1.0) */
  readonly font: Uint8Array;
}

/** A scan of thirty pages takes seconds. */
const DEADLINE_MS = 60_000;
const HEAP_MB = 768;

/**
 * Makes one paper ready in a thread of its own: a file that makes the PDF library run for ever, or out of memory,
 * ends with the thread, and the app goes on.
 * @param script the built worker
 * @param deadlineMs for tests: another deadline
 */
export function watermarkInThread(
  script: URL,
  job: WatermarkJob,
  deadlineMs: number = DEADLINE_MS,
): Promise<Result<WatermarkedPaper>> {
  return new Promise((resolve) => {
    const worker = new Worker(script, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const settle = (outcome: Result<WatermarkedPaper>): void => {
      clearTimeout(deadline);
      resolve(outcome);
      void worker.terminate();
    };
    const fail = (): void => settle(failure({ code: 'RESET_PAPER_DAMAGED' }));
    const deadline = setTimeout(fail, deadlineMs);
    worker.on('message', settle);
    worker.on('error', fail);
    worker.on('exit', fail);
  });
}
