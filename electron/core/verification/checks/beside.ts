import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { shownBeside, type ShownBeside } from '../../pdf/appearance/shown-beside.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { pagesText } from '../../../shared/page-range.ts';
import { annotationPages, boundBeside, listedBeside } from '../../pdf/signatures/seal-places.ts';
import type { PdfReference } from '../../pdf/syntax/objects.ts';
import { isDateOf } from '../../signing/beside.ts';
import type { LocatedSignature } from '../evidence/context.ts';
import { fail, pass } from './verdict.ts';

/** What stands beside the seal of a signature, and what it is compared with. */
export interface ExpectedBeside {
  /** The document as it was sealed. */
  readonly version: PdfDocument;
  /** The index of its last revision. */
  readonly revision: number;
  readonly located: LocatedSignature;
  /** The time that the signer claims; null if there is none. */
  readonly signedAt: Date | null;
}

interface Found extends ShownBeside {
  /** The index of the page from 0. */
  readonly page: number;
}

/**
 * Checks what stands beside a seal: each is of the same revision, is listed by the signature and names it, stands on one
 * page, and is the picture of a signature or the date of sealing and nothing else.
 * @returns null for a seal with nothing beside it
 */
export function checkBeside(expected: ExpectedBeside): CheckResult | null {
  const references = listedBeside(expected.version, expected.located.dictionary.dictionary);
  if (references === null) return inconsistent('list');
  if (references.length === 0) return null;
  const found: Found[] = [];
  for (const reference of references) {
    const beside = foundAt(expected, reference);
    if ('result' in beside) return beside;
    found.push(beside);
  }
  const dates = found.filter(({ date }) => date !== null);
  const pictures = found.filter(({ date }) => date === null);
  const facts = {
    ...(dates.length === 0
      ? {}
      : { writtenDates: dates.map(({ date }) => date).join(' '), datePages: pagesOf(dates) }),
    ...(pictures.length === 0 ? {} : { handwritings: pictures.length, handwritingPages: pagesOf(pictures) }),
  };
  return pass(pictures.length > 0 ? 'HANDWRITING_PICTURE' : 'DATE_WRITTEN', facts);
}

function foundAt(
  { version, revision, located, signedAt }: ExpectedBeside,
  reference: PdfReference,
): Found | CheckResult {
  const bound = boundBeside(version, reference, located.dictionary.reference);
  const [page, ...others] = annotationPages(version).get(reference.objectNumber) ?? [];
  if (bound === null || page === undefined) return inconsistent('missing');
  if (others.length > 0) return inconsistent('repeated', page.index);
  if (version.locate(reference.objectNumber)?.revision !== revision)
    return inconsistent('revision', page.index);
  const shown = shownBeside(version, bound, page);
  if (shown === null) return inconsistent('beside', page.index);
  if (shown.date !== null && (signedAt === null || !isDateOf(shown.date, signedAt))) {
    return inconsistent('date', page.index);
  }
  return { ...shown, page: page.index };
}

function inconsistent(rule: string, page?: number): CheckResult {
  return fail('APPEARANCE_PLACES_INCONSISTENT', { rule, ...(page === undefined ? {} : { page: page + 1 }) });
}

function pagesOf(found: readonly Found[]): string {
  return pagesText([...new Set(found.map(({ page }) => page))].sort((one, other) => one - other));
}
