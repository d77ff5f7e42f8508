import type { BegunHash } from '../../core/sm/engine.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import { resultOf } from '../../shared/result.ts';
import { CodedError } from '../../shared/errors.ts';
import { GatheredContexts, timelineOf } from '../documents/revision-history.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import { withFile } from '../documents/with-file.ts';
import { heldEvidence } from '../evidence/held-evidence.ts';
import { type FileSource, type OpenFile, pathOf } from '../ports/files.ts';
import type { Examination, ExaminationDepth } from '../reports/make-report.ts';
import { type ExportPorts, hashesOf } from './export-files.ts';

/** A document that is to be verified and hashed. */
export interface ExaminationOrder {
  readonly source: FileSource;
  readonly trustFolder: string;
  /** The time to judge at, ISO 8601; null judges now. */
  readonly at: string | null;
  readonly depth: ExaminationDepth;
}

export interface ExaminingPorts extends Omit<ExportPorts, 'readFonts' | 'maker' | 'onProgress'> {
  /** Returns the hash that was begun of a file before it was opened; absent where nobody begins. */
  readonly begunHashOf?: (file: OpenFile) => BegunHash | undefined;
}

/** Verifies and hashes a document. A file or a trust folder that cannot be read is said in the report. */
export async function examine(
  { source, trustFolder, at, depth }: ExaminationOrder,
  ports: ExaminingPorts,
): Promise<Examination> {
  const { engine, onBrokenCheck } = ports;
  const now = at === null ? ports.clock.now() : new Date(at);
  const file = pathOf(source);
  let gathered: Pick<Examination, 'hashes' | 'revisions'> = { hashes: null, revisions: null };
  const report = await resultOf(() =>
    withFile(source, ports, async (opened) => {
      const hashes = depth === 'verdict' ? null : await hashesOf(opened, ports);
      const trust = ports.readTrust(trustFolder);
      const evidence = await ports.evidence(trustFolder);
      const contexts = new GatheredContexts();
      const verdict = await verifyDocument(opened, file, {
        ...{ engine, now, trust, evidence, onBrokenCheck, begunHash: ports.begunHashOf?.(opened) },
        ...(depth === 'report' ? { onGathered: contexts.add } : {}),
      });
      const revisions =
        depth === 'report' ? await timelineOf(opened, contexts.inOrder(verdict), ports) : null;
      if (!opened.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was verified');
      gathered = { hashes, revisions };
      return verdict;
    }),
  );
  const judgedAt = now.toISOString();
  return { report: report.ok ? report.value : unjudged(file, report.error), ...gathered, judgedAt };
}

/**
 * Examines a group of small documents one after the other. The trust folder and the home are asked once for all of them,
 * which takes longer than the verdicts: a group is done within a moment, and the next one asks anew.
 */
export async function examineAll(
  orders: readonly ExaminationOrder[],
  ports: ExaminingPorts,
): Promise<readonly Examination[]> {
  const forGroup = { ...ports, readTrust: once(ports.readTrust), evidence: heldEvidence(ports.evidence) };
  const done: Examination[] = [];
  for (const order of orders) done.push(await examine(order, forGroup));
  return done;
}

/** Remembers the answer to each question. What throws is asked again. */
function once<T>(ask: (question: string) => T): (question: string) => T {
  const known = new Map<string, T>();
  return (question) => {
    const answer = known.get(question) ?? ask(question);
    known.set(question, answer);
    return answer;
  };
}
