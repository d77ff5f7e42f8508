import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { isFault, type SignatureContext } from '../context.ts';
import { sameButLineEnd } from '../line-ends.ts';
import { fail, pass, skipped } from '../outcome.ts';

/**
 * How much of the file the signature covers: all of it, or one of its revisions. Every byte behind that
 * revision must belong to a later one; only a line end may be left over (incremental-saving attacks).
 */
export function checkCoverage({ range, source, document }: SignatureContext): CheckResult {
  if (isFault(range)) return skipped();
  const facts = { coveredBytes: range.end, fileBytes: source.size };
  if (sameButLineEnd(source, range.end, source.size)) return pass('COVERS_WHOLE_FILE', facts);
  const later = document.revisions.slice(range.revision + 1);
  const last = later.at(-1)?.end ?? null;
  const tiled = later.every(({ end }) => end !== null);
  if (!tiled || last === null || !sameButLineEnd(source, last, source.size)) {
    return fail('COVERAGE_INCOMPLETE', facts);
  }
  return pass('COVERS_REVISION', facts);
}
