import { CodedError } from '../../shared/errors.ts';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { NO_PLACE, Findings } from '../preflight/findings.ts';
import { examineDocument } from '../preflight/examine-document.ts';
import type { PdfDocument } from '../pdf/document.ts';

/** Says how a seal will look, which is to be seen afterwards. */
const BEFORE_SEALING = 'PDFA_HARD_EDGE';

/** Line ends that may follow a revision without belonging to it. */
const LINE_END = 2;

/**
 * Examines the latest revision that a signature covers as it would have been examined before sealing. The notes say
 * what readers may show in different ways under seals that are valid all the same.
 */
export function sealedRevisionNotes(
  document: PdfDocument,
  signatures: readonly Pick<SignatureReport, 'coveredBytes'>[],
): readonly PreflightFinding[] {
  if (document.encrypted) return [];
  const covered = Math.max(-1, ...signatures.map(({ coveredBytes }) => coveredBytes ?? -1));
  const revision = document.revisions.findLastIndex(({ end }) => end !== null && end <= covered + LINE_END);
  if (revision < 0) return [];
  try {
    return examineDocument(document.asOf(revision)).filter(({ code }) => code !== BEFORE_SEALING);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    // The verdict stands without notes; what is damaged was judged by the checks.
    if (error.code !== 'FILE_OVER_BUDGET') return [];
    const findings = new Findings();
    findings.add('NOT_EXAMINED_WHOLE', NO_PLACE);
    return findings.list;
  }
}
