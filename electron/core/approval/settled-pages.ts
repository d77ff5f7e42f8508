import { CodedError } from '../../shared/errors.ts';
import { type PageRange, pagesIn } from '../../shared/page-range.ts';

/**
 * Counts the pages of a range from the first one, as requests do.
 * @param count the number of pages of the document
 * @throws CodedError PAGE_NOT_FOUND for pages that the document does not have
 */
export function settledPages(range: PageRange, count: number): PageRange {
  const [beyond] = pagesIn(range, count).beyond;
  if (beyond !== undefined) {
    throw new CodedError('PAGE_NOT_FOUND', 'a place on no page', { pages: count, range: beyond });
  }
  const fromStart = (page: number): number => (page > 0 ? page : count + page + 1);
  return range.map((part) =>
    part.kind === 'span' ? { kind: 'span', from: fromStart(part.from), to: fromStart(part.to) } : part,
  );
}

/** Rounds a length to a hundredth of a millimetre, in which requests state places. */
export function hundredth(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}
