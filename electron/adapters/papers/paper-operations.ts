import { Worker } from 'node:worker_threads';
import type { WatermarkedPaper } from '../../services/papers/watermark-paper.ts';
import type { Watermark, ReadPaper } from '../../services/papers/papers.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { connect } from '../../wire/client.ts';
import { operation, typeOnly } from '../../wire/operation.ts';
import { workerPort } from '../../wire/ports.ts';

/** The material of one paper. */
export interface WatermarkJob {
  readonly paper: ReadPaper;
  readonly mark: Watermark;
  /** Packed (WOFF 1.0) */
  readonly font: Uint8Array;
}

/** A paper whose scripts are looked for. */
export interface ExaminationJob {
  readonly paper: ReadPaper;
  /** True if its own bytes are sent. */
  readonly asIs: boolean;
}

/** All that the app asks the thread that makes a paper. */
export const paperOperations = {
  watermark: operation({
    request: typeOnly<WatermarkJob>(),
    answer: typeOnly<WatermarkedPaper>(),
    /** A scan of thirty pages takes seconds. */
    deadlineMs: 60_000,
  }),
  examine: operation({
    request: typeOnly<ExaminationJob>(),
    answer: typeOnly<null>(),
    deadlineMs: 60_000,
  }),
  pageOfPicture: operation({
    request: typeOnly<{ readonly picture: Uint8Array }>(),
    answer: typeOnly<Uint8Array>(),
    deadlineMs: 60_000,
  }),
};

const HEAP_MB = 768;
const DAMAGED: AppError = { code: 'RESET_PAPER_DAMAGED' };

/**
 * Makes one paper in a thread of its own. A file that makes the PDF library fail, run for ever or run out of memory
 * ends with the thread and counts as damaged; the app goes on.
 * @param script the built worker
 * @param deadlineMs another deadline, for tests
 */
export async function watermarkInThread(
  script: URL,
  job: WatermarkJob,
  deadlineMs?: number,
): Promise<Result<WatermarkedPaper>> {
  const start = (): Worker => new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  const connection = connect(paperOperations, () => workerPort(start()), {
    failure: () => DAMAGED,
    ...(deadlineMs === undefined ? {} : { deadlines: { watermark: deadlineMs } }),
  });
  const made = await connection.calls.watermark(job);
  connection.stop(DAMAGED);
  return made;
}

/**
 * Looks for scripts in one paper in a thread of its own, as {@link watermarkInThread} does. Fails with LIFE_PAPER_ACTIVE
 * or RESET_PAPER_DAMAGED.
 * @param script the built worker
 */
export async function examineInThread(script: URL, job: ExaminationJob): Promise<Result<null>> {
  const start = (): Worker => new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  const connection = connect(paperOperations, () => workerPort(start()), { failure: () => DAMAGED });
  const examined = await connection.calls.examine(job);
  connection.stop(DAMAGED);
  return examined;
}

/**
 * Makes a PDF of one picture in a thread of its own, as {@link watermarkInThread} does. Fails with PICTURE_DAMAGED or
 * PICTURE_TOO_LARGE.
 * @param script the built worker
 */
export async function pageOfPictureInThread(script: URL, picture: Uint8Array): Promise<Result<Uint8Array>> {
  const broken: AppError = { code: 'PICTURE_DAMAGED' };
  const start = (): Worker => new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  const connection = connect(paperOperations, () => workerPort(start()), { failure: () => broken });
  const made = await connection.calls.pageOfPicture({ picture });
  connection.stop(broken);
  return made;
}
