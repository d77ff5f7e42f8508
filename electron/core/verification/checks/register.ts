import type { CheckResult } from '../../../shared/model/verification-report.ts';
import type { SignatureEvidence } from '../evidence/context.ts';
import { pass, skipped } from './verdict.ts';

/**
 * Checks what the register of this computer has on the sealed file. The register is the enterprise's own: it makes no
 * signature invalid, but a file that the enterprise has declared void (作废), or whose approval served another file as
 * well, must not pass without a word.
 */
export function checkRegister({ registerMarks }: SignatureEvidence): CheckResult {
  const marks = registerMarks ?? [];
  const twice = marks.find(({ kind }) => kind === 'approvalUsedTwice');
  const mark = marks.find(({ kind }) => kind === 'voided');
  if (mark === undefined) {
    return twice === undefined ? skipped() : pass('APPROVAL_USED_TWICE_HERE', { usedTwiceAt: twice.at });
  }
  const { at, reason } = mark;
  return pass('VOIDED_HERE', { voidedAt: at, ...(reason === null ? {} : { voidReason: reason }) });
}
