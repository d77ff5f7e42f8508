import { Worker } from 'node:worker_threads';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import type { KnownFile } from '../../services/evidence/known-files.ts';
import type { Examination } from '../../services/reports/make-report.ts';
import type { ExaminationOrder } from '../../services/verdict-exports/examine.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { methods, remotePort } from '../../wire/methods.ts';
import type { Port } from '../../wire/ports.ts';
import { answerEvidence } from '../documents/document-operations.ts';
import { type Allowance, WatchedWorker } from '../threads/watched-worker.ts';

/** What the thread of an examiner is started with. */
export interface ExaminerData {
  /** Whether the platforms and the register of a home have a say; else only a trust folder counts. */
  readonly hasHome: boolean;
  readonly known: readonly KnownFile[];
  /** A document that is going to be examined: the thread begins its hash until it is; null for none. */
  readonly ahead: string | null;
  /** Where its reads are counted. */
  readonly reads: Int32Array<SharedArrayBuffer>;
}

/** Verifies and hashes documents one after the other: several small ones cost one message. */
export interface GroupExaminer {
  /** @returns an examination for each order, in their order */
  examineAll(orders: readonly ExaminationOrder[]): Promise<readonly Examination[]>;
}

export const examinerMethods = methods<GroupExaminer>({ examineAll: {} });

export interface ExaminerWorld extends Pick<ExaminerData, 'known'> {
  /** Answers what verdicts ask of the home; null without one. */
  readonly store: EvidenceStore | null;
}

/** A thread that examines, and ends with the work that costs too much. */
export interface ExaminerThread {
  /**
   * Fails with FILE_OVER_BUDGET or FILE_STALLED when the thread was ended for what the work cost; the next work gets
   * another thread. Rejects when the thread ended that should not have.
   */
  examineAll(
    orders: readonly ExaminationOrder[],
    allowance: Allowance,
  ): Promise<Result<readonly Examination[]>>;
  /** Starts before there is work. @param ahead the document that is going to be examined first; null if it is not known */
  startNow(ahead: string | null): void;
  /** Returns how many bytes of documents it has read. */
  bytesRead(): number;
  stop(): void;
}

/** A command lives shortly; a small nursery keeps its memory small, as in its main thread. */
const NURSERY_MB = 4;
const INTERNAL: AppError = { code: 'INTERNAL' };

/** Returns a thread that starts with its first work. @param script the built worker */
export function examinerThread(script: URL, { store, known }: ExaminerWorld): ExaminerThread {
  let isAhead: string | null = null;
  const watched = new WatchedWorker((reads) => {
    const workerData: ExaminerData = { known, ahead: isAhead, hasHome: store !== null, reads };
    return new Worker(script, { workerData, resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB } });
  });
  let first: Port | null = null;
  const open = (): Port => {
    const port = first ?? watched.open();
    first = null;
    return store === null ? port : answerEvidence(port, store);
  };
  const { calls, stop } = connect(examinerMethods, open, { failure: brokenInvariant('the examiner') });
  const remote = remotePort<GroupExaminer>(examinerMethods, calls);
  return {
    startNow: (ahead) => {
      isAhead = ahead;
      const port = watched.open();
      isAhead = null;
      first = port;
      // One that ended before there was work would answer nothing: the work gets another thread.
      port.onEnd?.(() => {
        if (first === port) first = null;
      });
    },
    bytesRead: () => watched.bytesRead(),
    stop: () => {
      first?.end?.();
      stop(INTERNAL);
    },
    examineAll: (orders, allowance) => watched.run(allowance, () => remote.examineAll(orders)),
  };
}
