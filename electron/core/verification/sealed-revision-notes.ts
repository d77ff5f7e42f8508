import { CodedError } from '../../shared/errors.ts';
import type { PreflightCode, PreflightFinding } from '../../shared/model/preflight.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { NO_PLACE, Findings } from '../preflight/findings.ts';
import { examineDocument } from '../preflight/examine-document.ts';
import type { PdfDocument } from '../pdf/document.ts';

/** Line ends that may follow a revision without belonging to it. */
const LINE_END = 2;

/**
 * Examines the latest revision that a signature covers as it would have been examined before sealing. The notes say
 * what readers may show in different ways under seals that are valid all the same.
 */
export function sealedRevisionNotes(
  document: PdfDocument,
  signatures: readonly Pick<SignatureReport, 'coveredBytes' | 'format'>[],
): readonly PreflightFinding[] {
  if (document.closed !== null) return [];
  const covered = Math.max(-1, ...signatures.map(({ coveredBytes }) => coveredBytes ?? -1));
  const revision = document.revisions.findLastIndex(({ end }) => end !== null && end <= covered + LINE_END);
  if (revision < 0) return [];
  try {
    const isSealed = signatures.some(({ format }) => format.startsWith('ses-'));
    return examineDocument(document.asOf(revision)).filter(({ code }) => isNote(code, isSealed));
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    // The verdict stands without notes; what is damaged was judged by the checks.
    if (error.code !== 'FILE_OVER_BUDGET') return [];
    const findings = new Findings();
    findings.add('NOT_EXAMINED_WHOLE', NO_PLACE);
    return findings.list;
  }
}

/** How a seal will look is to be seen afterwards, and a signature that is no seal ends no conformity. */
function isNote(code: PreflightCode, isSealed: boolean): boolean {
  return code !== 'PDFA_HARD_EDGE' && (code !== 'PDFA_ENDS' || isSealed);
}
