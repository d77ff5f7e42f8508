import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { KnownFile } from '../../services/evidence/known-files.ts';
import { readCounter } from '../files/read-progress.ts';
import type { WatchedThread } from '../threads/watched-worker.ts';

/** What the thread of an examiner is started with. */
export interface ExaminerData {
  /** Whether the platforms and the register of a home have a say; else only a trust folder counts. */
  readonly hasHome: boolean;
  readonly known: readonly KnownFile[];
  /** Where its reads are counted. */
  readonly reads: Int32Array<SharedArrayBuffer>;
}

/** Returns the built examiner among all bundles. */
export const examinerIn = (dist: string): URL => pathToFileURL(join(dist, 'examiner', 'examiner-worker.js'));

/** A command lives shortly; a small nursery keeps its memory small, as in its main thread. */
const NURSERY_MB = 4;
/** What a thread has that ended. */
const NO_THREAD = -1;

/** A thread that has started and has no work yet. */
let spare: (WatchedThread & { readonly script: string }) | null = null;

/**
 * Starts the thread of an examiner that goes by the home, while the command that needs it is still being loaded. It ends with
 * the command if nobody needs it.
 * @param script the built worker
 */
export function prepareExaminer(script: URL): void {
  const started = start(script, { hasHome: true, known: [] });
  started.worker.unref();
  // Whoever takes it listens for its end; one that nobody takes may fail as it likes.
  started.worker.on('error', () => undefined);
  spare = { ...started, script: script.href };
}

/** Returns the thread that was prepared if it is the same and lives, or else a new one. */
export function takeExaminer(script: URL, data: Omit<ExaminerData, 'reads'>): WatchedThread {
  const prepared = spare;
  const isSame = prepared?.script === script.href && data.hasHome && data.known.length === 0;
  if (!isSame || prepared.worker.threadId === NO_THREAD) return start(script, data);
  spare = null;
  prepared.worker.ref();
  return prepared;
}

function start(script: URL, data: Omit<ExaminerData, 'reads'>): WatchedThread {
  const reads = readCounter();
  const workerData: ExaminerData = { ...data, reads };
  const resourceLimits = { maxYoungGenerationSizeMb: NURSERY_MB };
  return { worker: new Worker(script, { workerData, resourceLimits }), reads };
}
