import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { shownBeside, type ShownBeside } from '../../pdf/appearance/shown-beside.ts';
import { pagesText } from '../../../shared/page-range.ts';
import { boundBeside, listedBeside } from '../../pdf/signatures/seal-places.ts';
import type { PdfReference } from '../../pdf/syntax/objects.ts';
import { isDateOf } from '../../signing/beside.ts';
import { inconsistent, listedAnnotation, type ListingSignature } from './listed-annotation.ts';
import { pass } from './verdict.ts';

/** What stands beside the seal of a signature, and what it is compared with. */
export interface ExpectedBeside extends ListingSignature {
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

function foundAt(expected: ExpectedBeside, reference: PdfReference): Found | CheckResult {
  const listed = listedAnnotation(expected, reference, boundBeside);
  if ('result' in listed) return listed;
  const { bound, page } = listed;
  const { version, signedAt } = expected;
  const shown = shownBeside(version, bound, page);
  if (shown === null) return inconsistent('beside', page.index);
  if (shown.date !== null && (signedAt === null || !isDateOf(shown.date, signedAt))) {
    return inconsistent('date', page.index);
  }
  return { ...shown, page: page.index };
}

function pagesOf(found: readonly Found[]): string {
  return pagesText(found.map(({ page }) => page));
}
