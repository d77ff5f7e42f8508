import { CodedError } from '../../shared/errors.ts';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { Findings, NO_PLACE } from './findings.ts';

/**
 * Turns the verdict on the signatures that a document has already into findings before another seal.
 * @param count the number of signed fields
 * @throws CodedError why the document was not judged, such as FILE_OVER_BUDGET
 */
export function signatureFindings(
  { error, signatures }: Pick<VerificationReport, 'error' | 'signatures'>,
  count: number,
): readonly PreflightFinding[] {
  const findings = new Findings();
  if (error !== undefined) {
    // Sealing goes on without a trust folder; nothing is known of earlier signatures then.
    if (error.code !== 'TRUST_FOLDER_UNREADABLE') throw new CodedError(error.code, error.code, error.details);
    if (count > 0) findings.add('SIGNATURE_UNCONFIRMED', NO_PLACE);
  }
  for (const { verdict, field, place } of signatures) {
    const at = { page: place === null ? null : place.page + 1, object: null };
    if (verdict === 'invalid') findings.add('SIGNATURE_INVALID', at, field);
    if (verdict === 'indeterminate') findings.add('SIGNATURE_UNCONFIRMED', at, field);
  }
  return findings.list;
}
