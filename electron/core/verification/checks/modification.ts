import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { isFault, type SignatureContext } from '../context.ts';
import { fail, pass, skipped, unknown } from '../outcome.ts';
import { changesSince } from '../revision-diff/changes-since.ts';

/**
 * What later revisions did. Another party's seal is normal and leaves this one valid; anything that may change
 * what the pages show does not.
 */
export function checkModification({ range, document }: SignatureContext): CheckResult {
  if (isFault(range)) return skipped();
  if (range.revision === document.revisions.length - 1) return pass();
  const difference = changesSince(document, range.revision);
  const modified = difference.findings.find(({ severity }) => severity === 'modified');
  if (modified !== undefined) return fail('MODIFIED_SINCE', { what: modified.what });
  const [unexplained] = difference.findings;
  if (unexplained !== undefined) return unknown('CHANGES_UNEXPLAINED', { what: unexplained.what });
  if (difference.signatures > 0) return pass('SEALED_AGAIN_SINCE', { signatures: difference.signatures });
  return difference.extends ? pass('EXTENDED_SINCE') : pass();
}
