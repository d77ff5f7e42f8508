import { Worker } from 'node:worker_threads';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import type { KnownFile } from '../../services/evidence/known-files.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import { pathOf } from '../../services/ports/files.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import type { AppError } from '../../shared/errors.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { methods, remotePort } from '../../wire/methods.ts';
import type { Port } from '../../wire/ports.ts';
import { answerEvidence } from '../documents/document-operations.ts';
import { allowanceFor, WatchedWorker } from '../threads/watched-worker.ts';

/** What the thread of an examiner is started with. */
export interface ExaminerData {
  /** Folder of all bundles. */
  readonly dist: string;
  /** Whether the platforms and the register of a home have a say; else only a trust folder counts. */
  readonly hasHome: boolean;
  readonly known: readonly KnownFile[];
  /** Where its reads are counted. */
  readonly reads: Int32Array<SharedArrayBuffer>;
}

/** Verifies and hashes documents one after the other. */
export type Examiner = Pick<ExportEngine, 'examine'>;

export const examinerMethods = methods<Examiner>({ examine: {} });

/** An examiner in a thread, which ends with it. */
export interface ThreadedExaminer extends Examiner {
  /** Starts the first thread before there is a document, beside whatever its caller does next. */
  startNow(): void;
  /** Returns how many bytes of documents the thread has read, those that were read twice twice. */
  bytesRead(): number;
  stop(): void;
}

interface ExaminerWorld extends Omit<ExaminerData, 'hasHome' | 'reads'> {
  /** Answers what verdicts ask of the home; null without one. */
  readonly store: EvidenceStore | null;
}

/** A command lives shortly; a small nursery keeps its memory small, as in its main thread. */
const NURSERY_MB = 4;
const INTERNAL: AppError = { code: 'INTERNAL' };

/**
 * Examines documents in a thread. Whatever one of them does to the thread, it has a report, and the next document gets
 * another thread: one file's fate never ends the row.
 * @param script the built worker
 * @param broken is told why a thread ended that should not have
 */
export function threadedExaminer(
  script: URL,
  { store, ...data }: ExaminerWorld,
  broken: (error: unknown) => void,
): ThreadedExaminer {
  const watched = new WatchedWorker((reads) => {
    const workerData: ExaminerData = { ...data, hasHome: store !== null, reads };
    return new Worker(script, { workerData, resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB } });
  });
  let first: Port | null = null;
  const open = (): Port => {
    const port = first ?? watched.open();
    first = null;
    return store === null ? port : answerEvidence(port, store);
  };
  const { calls, stop } = connect(examinerMethods, open, { failure: brokenInvariant('the examiner') });
  const remote = remotePort<Examiner>(examinerMethods, calls);
  return {
    startNow: () => {
      first = watched.open();
    },
    bytesRead: () => watched.bytesRead(),
    stop: () => {
      first?.end?.();
      stop(INTERNAL);
    },
    examine: async (source, trustFolder, at, depth) => {
      const judgedAt = at ?? new Date().toISOString();
      const without = (error: AppError) => ({
        report: unjudged(pathOf(source), error),
        ...{ hashes: null, revisions: null },
        judgedAt,
      });
      try {
        const done = await watched.run(allowanceFor(source), () =>
          remote.examine(source, trustFolder, at, depth),
        );
        return done.ok ? done.value : without(done.error);
      } catch (error) {
        broken(error);
        return without(INTERNAL);
      }
    },
  };
}
