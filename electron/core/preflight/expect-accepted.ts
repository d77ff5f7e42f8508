import { CodedError } from '../../shared/errors.ts';
import { codesThatRefuse, codesToAccept, type PreflightFinding } from '../../shared/model/preflight.ts';

/**
 * Expects that a person has accepted every red finding by its code: what was not seen cannot be accepted.
 * @param accepted the codes that the person named; those of nothing that was found do not matter
 * @returns the codes that the acceptance was needed for, which go on record
 * @throws CodedError PREFLIGHT_REFUSED for a finding that nobody can accept, PREFLIGHT_NOT_ACCEPTED
 */
export function expectAccepted(
  findings: readonly PreflightFinding[],
  accepted: readonly string[],
): readonly string[] {
  const refusing = codesThatRefuse(findings);
  if (refusing.length > 0) {
    throw new CodedError('PREFLIGHT_REFUSED', 'not to be sealed', { findings: refusing.join(' ') });
  }
  const needed = codesToAccept(findings);
  const open = needed.filter((code) => !accepted.includes(code));
  if (open.length > 0) {
    throw new CodedError('PREFLIGHT_NOT_ACCEPTED', 'not accepted', { findings: open.join(' ') });
  }
  return needed;
}
