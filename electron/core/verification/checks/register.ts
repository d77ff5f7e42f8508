import type { CheckResult } from '../../../shared/model/verification-report.ts';
import type { SignatureContext } from '../evidence/context.ts';
import { pass, skipped } from './verdict.ts';

/**
 * Checks what the register of this computer has on the sealed file. The register is the enterprise's own: it makes no
 * signature invalid, but a file that the enterprise has declared void (作废) must not pass without a word.
 */
export function checkRegister({ registerMarks }: SignatureContext): CheckResult {
  const [mark] = registerMarks ?? [];
  if (mark === undefined) return skipped();
  const { at, reason } = mark;
  return pass('VOIDED_HERE', { voidedAt: at, ...(reason === null ? {} : { voidReason: reason }) });
}
