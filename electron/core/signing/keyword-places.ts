import { type AppError, CodedError } from '../../shared/errors.ts';
import type { Keyword, KeywordAnswer, KeywordHit, KeywordQuestion } from '../page-text/keyword.ts';
import { type PageRange, pagesIn, pagesText } from '../../shared/page-range.ts';

/** A seal at places where the text has a keyword. */
export interface KeywordRule {
  readonly kind: 'keyword';
  readonly pages: PageRange;
  readonly keyword: Keyword;
  /** All places, or one: counted from 1, or from the end below 0. */
  readonly which: number | 'all';
  /** Whether that is one place of the whole range, or one of each page that has it. */
  readonly each: 'page' | 'document';
  /** Millimetres from the middle of the words, as seen, to the seal's centre: to the right, and down. */
  readonly dxMm: number;
  readonly dyMm: number;
}

/** What was found for each rule of a list, by its index; null for a rule that looks for nothing. */
export type KeywordAnswers = readonly (KeywordAnswer | null)[];

/** A keyword that occurs more often is no place for a seal. */
const MOST_HITS = 2_000;

/**
 * Says what is to be looked for.
 * @param pageCount the number of pages of the document
 * @param isComplete finds all places, also those that the rule passes over, for a person who wants to see them
 */
export function questionOf(rule: KeywordRule, pageCount: number, isComplete: boolean): KeywordQuestion {
  const { pages } = pagesIn(rule.pages, pageCount);
  const { keyword, which, each } = rule;
  const isOne = which !== 'all' && each === 'document' && !isComplete;
  return {
    keyword,
    pages: which !== 'all' && which < 0 ? [...pages].reverse() : pages,
    enough: isOne ? Math.abs(which) : MOST_HITS + 1,
  };
}

/** The places that a rule chooses, or why there are none. */
interface ChosenHits {
  /** All that was found, in the order of the pages. */
  readonly found: readonly KeywordHit[];
  readonly chosen: ReadonlySet<KeywordHit>;
  readonly problem: AppError | null;
}

/** Chooses among the places that were found. @throws CodedError PLACES_TOO_MANY */
export function chooseHits(
  rule: KeywordRule,
  { hits, withoutText }: KeywordAnswer,
  pageCount: number,
): ChosenHits {
  const found = [...hits].sort((one, other) => one.page - other.page);
  const groups = rule.each === 'document' ? [found] : byPage(found);
  const chosen = groups.flatMap((group) => chosenOf(group, rule.which));
  if (chosen.length > MOST_HITS) {
    throw new CodedError('PLACES_TOO_MANY', 'the keyword occurs too often', {
      ...named(rule),
      most: MOST_HITS,
    });
  }
  const problem = chosen.length > 0 ? null : problemOf(rule, { found, withoutText, pageCount });
  return { found, chosen: new Set(chosen), problem };
}

function byPage(hits: readonly KeywordHit[]): readonly (readonly KeywordHit[])[] {
  const groups = new Map<number, KeywordHit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.page);
    if (group === undefined) groups.set(hit.page, [hit]);
    else group.push(hit);
  }
  return [...groups.values()];
}

function chosenOf(group: readonly KeywordHit[], which: KeywordRule['which']): readonly KeywordHit[] {
  if (which === 'all') return group;
  const one = group.at(which > 0 ? which - 1 : which);
  return one === undefined ? [] : [one];
}

interface Miss {
  readonly found: readonly KeywordHit[];
  readonly withoutText: readonly number[];
  readonly pageCount: number;
}

function problemOf(rule: KeywordRule, { found, withoutText, pageCount }: Miss): AppError | null {
  const { pages } = pagesIn(rule.pages, pageCount);
  // A range beyond the document is a problem of its own.
  if (pages.length === 0) return null;
  if (found.length > 0) {
    const details = { ...named(rule), found: found.length, which: rule.which };
    return { code: 'KEYWORD_TOO_FEW', details };
  }
  const details = { ...named(rule), pages: pagesText(pages) };
  return { code: withoutText.length === pages.length ? 'KEYWORD_ON_SCAN' : 'KEYWORD_NOT_FOUND', details };
}

/** Returns the keyword for details of errors: a pattern between slashes. */
function named({ keyword: { text, isPattern } }: KeywordRule): { readonly keyword: string } {
  return { keyword: isPattern ? `/${text}/` : text };
}
