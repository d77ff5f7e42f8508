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
import { takeExaminer } from './spare-examiner.ts';

/** Verifies and hashes documents one after the other: several small ones cost one message. */
export interface GroupExaminer {
  /** @returns an examination for each order, in their order */
  examineAll(orders: readonly ExaminationOrder[]): Promise<readonly Examination[]>;
  /** Begins the hash of a document that is going to be examined. It goes on until then. */
  readAhead(path: string): Promise<void>;
}

export const examinerMethods = methods<GroupExaminer>({ examineAll: {}, readAhead: {} });

export interface ExaminerWorld {
  readonly known: readonly KnownFile[];
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

const INTERNAL: AppError = { code: 'INTERNAL' };

/** Returns a thread that starts with its first work. @param script the built worker */
export function examinerThread(script: URL, { store, known }: ExaminerWorld): ExaminerThread {
  const watched = new WatchedWorker(() => takeExaminer(script, { known, hasHome: store !== null }));
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
      const port = watched.open();
      first = port;
      // One that ended before there was work would answer nothing: the work gets another thread.
      port.onEnd?.(() => {
        if (first === port) first = null;
      });
      // A thread that cannot do it fails again with its work, which says so.
      if (ahead !== null) void remote.readAhead(ahead).catch(() => undefined);
    },
    bytesRead: () => watched.bytesRead(),
    stop: () => {
      first?.end?.();
      stop(INTERNAL);
    },
    examineAll: (orders, allowance) => watched.run(allowance, () => remote.examineAll(orders)),
  };
}
