import { foldText } from '../../shared/folded-text.ts';
import type { AppError } from '../../shared/errors.ts';
import type { KeywordAnswer, KeywordHit } from '../page-text/keyword.ts';
import { dateWidth } from '../pdf/appearance/date-drawing.ts';
import { DATE_HEIGHT_MM } from '../pdf/appearance/shown-beside.ts';
import {
  type PageGeometry,
  type Rectangle,
  type SeenRectangle,
  toSeen,
  toUserSpace,
} from '../pdf/pages/page-geometry.ts';
import { pagesIn } from '../../shared/page-range.ts';
import type { Page } from '../pdf/pages/page-tree.ts';
import {
  type BesideKeyword,
  type BesideRule,
  dateKeyword,
  type DateRule,
  dateParts,
  type DateParts,
  styleOf,
  wholeDate,
} from './beside.ts';
import { chooseHits, type KeywordRule } from './keyword-places.ts';
import { centredAt, isOnPage, type PlaceList } from './seal-request.ts';

/** A place beside a seal, in the terms of the file. */
export interface BesidePlacement {
  readonly page: Page;
  readonly geometry: PageGeometry;
  readonly seen: SeenRectangle;
  readonly rectangle: Rectangle;
  readonly shown:
    | { readonly kind: 'date'; readonly text: string }
    | { readonly kind: 'handwriting'; readonly picture: Uint8Array };
}

/** A page of the document that is planned on. */
export interface Sheet {
  readonly page: Page;
  readonly geometry: PageGeometry;
}

/** Where a rule puts something, or why it cannot. Pages are indexes from 0. */
export interface BesidePlan {
  readonly placements: readonly BesidePlacement[];
  readonly problems: readonly { readonly error: AppError; readonly page: number | null }[];
}

/** The height of a date that stands at a point: 12 points. */
const ORDINARY_MM = 4.23;
/** What a verifier takes for a date, with room for the rounding of a file. */
const LEAST_MM = DATE_HEIGHT_MM.least + 0.05;
const MOST_MM = DATE_HEIGHT_MM.most - 0.05;
/** Between a keyword and what stands behind it, in heights of its letters. */
const GAP = 0.4;
/** Digits that are squeezed more are no longer read. */
const NARROWEST = 0.6;

interface Part {
  readonly text: string | null;
  readonly area: SeenRectangle;
}

/** Returns the rules by which the keywords of a list are looked for, of its places and then of what stands beside. */
export function keywordRules({ places, beside = [] }: PlaceList): readonly (KeywordRule | null)[] {
  return [
    ...places.map((rule) => (rule.kind === 'keyword' ? rule : null)),
    ...beside.map((rule) => (rule.where.kind === 'keyword' ? besideKeyword(rule, rule.where) : null)),
  ];
}

function besideKeyword(rule: BesideRule, { keyword, which, dxMm, dyMm }: BesideKeyword): KeywordRule {
  const wanted = rule.kind === 'date' ? dateKeyword(keyword) : keyword;
  return { kind: 'keyword', pages: rule.pages, keyword: wanted, which, each: 'document', dxMm, dyMm };
}

/**
 * Works out where something stands beside a seal.
 * @param answer what was found for its keyword; null at a point
 */
export function planBeside(
  sheets: readonly Sheet[],
  rule: BesideRule,
  answer: KeywordAnswer | null,
  signedAt: Date,
): BesidePlan {
  const { where } = rule;
  const date = dateParts(signedAt);
  if (where.kind === 'point') {
    const text = rule.kind === 'date' ? wholeDate(date, rule.style ?? 'chinese') : null;
    const size = rule.kind === 'handwriting' ? rule : sizeOfDate(text ?? '', ORDINARY_MM);
    const part = { text, area: centredAt(where, size) };
    const { pages } = pagesIn(rule.pages, sheets.length);
    return joined(pages.map((page) => placed(sheets, page, rule, [part])));
  }
  if (answer === null) throw new Error('a keyword that nobody has looked for');
  const { chosen, problem } = chooseHits(besideKeyword(rule, where), answer, sheets.length);
  const failed = problem === null ? [] : [{ page: null, error: problem }];
  return joined([
    { placements: [], problems: failed },
    ...[...chosen].map((hit) => atHit(sheets, rule, where, hit, date)),
  ]);
}

function joined(plans: readonly BesidePlan[]): BesidePlan {
  return {
    placements: plans.flatMap(({ placements }) => placements),
    problems: plans.flatMap(({ problems }) => problems),
  };
}

function atHit(
  sheets: readonly Sheet[],
  rule: BesideRule,
  where: BesideKeyword,
  hit: KeywordHit,
  date: DateParts,
): BesidePlan {
  const geometry = sheets[hit.page]?.geometry;
  if (geometry === undefined) return { placements: [], problems: [] };
  const letters = hit.letters.map(({ letter, area }) => ({
    letter: foldText(letter, { matchCase: false }).text,
    area: toSeen(geometry, area),
  }));
  const parts = rule.kind === 'date' ? dateBehind(letters, date, rule) : [behind(letters, rule)];
  if (parts === null) {
    const error = { code: 'DATE_WITHOUT_ROOM', details: { page: hit.page + 1 } } as const;
    return { placements: [], problems: [{ page: hit.page, error }] };
  }
  const moved = parts.map(({ text, area }) => ({
    text,
    area: { ...area, xMm: area.xMm + where.dxMm, yMm: area.yMm + where.dyMm },
  }));
  return placed(sheets, hit.page, rule, moved);
}

interface Letter {
  readonly letter: string;
  readonly area: SeenRectangle;
}

const NOWHERE: SeenRectangle = { xMm: 0, yMm: 0, widthMm: 0, heightMm: 0 };

/** Behind the last letter, its middle on the line. */
function behind(
  letters: readonly Letter[],
  size: { readonly widthMm: number; readonly heightMm: number },
): Part {
  const last = letters.at(-1)?.area ?? NOWHERE;
  const xMm = last.xMm + last.widthMm + GAP * last.heightMm + size.widthMm / 2;
  return { text: null, area: centredAt({ xMm, yMm: last.yMm + last.heightMm / 2 }, size) };
}

/** The numbers in the blanks before 年, 月 and 日, or the whole date behind a keyword without. Null if there is no room. */
function dateBehind(
  letters: readonly Letter[],
  date: DateParts,
  { style }: DateRule,
): readonly Part[] | null {
  const [yearAt, monthAt, dayAt] = ['年', '月', '日'].map((letter) =>
    letters.findLastIndex((each) => each.letter === letter),
  );
  const isTemplate =
    yearAt !== undefined &&
    monthAt !== undefined &&
    dayAt === letters.length - 1 &&
    yearAt > 0 &&
    yearAt < monthAt;
  if (!isTemplate || !inOneLine(letters.slice(yearAt))) {
    const words = letters.map(({ letter }) => letter).join('');
    const text = wholeDate(date, style ?? styleOf(words));
    const heightMm = letters.at(-1)?.area.heightMm ?? ORDINARY_MM;
    const { area } = behind(letters, sizeOfDate(text, Math.max(LEAST_MM, Math.min(heightMm, MOST_MM))));
    return [{ text, area }];
  }
  const isBegun = letters
    .slice(0, yearAt)
    .map(({ letter }) => letter)
    .join('')
    .replaceAll('_', '')
    .endsWith('20');
  const parts = [
    inBlank(letters, yearAt, isBegun ? date.year.slice(2) : date.year),
    inBlank(letters, monthAt, date.month),
    inBlank(letters, dayAt, date.day),
  ];
  const filled = parts.filter((part) => part !== null);
  return filled.length === parts.length ? filled : null;
}

function inOneLine(letters: readonly Letter[]): boolean {
  return letters.every(({ area }, at) => {
    const previous = letters[at - 1]?.area ?? area;
    return Math.abs(area.yMm - previous.yMm) < area.heightMm / 2 && area.xMm >= previous.xMm;
  });
}

/** Puts a number into the blank before a letter. */
function inBlank(letters: readonly Letter[], at: number, text: string): Part | null {
  const end = letters[at]?.area;
  const begin = letters.slice(0, at).findLast(({ letter }) => letter !== '_')?.area;
  if (end === undefined || begin === undefined) return null;
  const left = begin.xMm + begin.widthMm;
  const room = end.xMm - left;
  const full = sizeOfDate(text, Math.min(end.heightMm, MOST_MM));
  const scale = Math.min(1, room / full.widthMm);
  if (scale < NARROWEST || full.heightMm * scale < LEAST_MM) return null;
  const size = { widthMm: full.widthMm * scale, heightMm: full.heightMm * scale };
  return { text, area: centredAt({ xMm: left + room / 2, yMm: end.yMm + end.heightMm / 2 }, size) };
}

function sizeOfDate(text: string, heightMm: number): { readonly widthMm: number; readonly heightMm: number } {
  return { widthMm: (dateWidth(text) ?? 0) * heightMm, heightMm };
}

function placed(
  sheets: readonly Sheet[],
  index: number,
  rule: BesideRule,
  parts: readonly Part[],
): BesidePlan {
  const sheet = sheets[index];
  if (sheet === undefined) return { placements: [], problems: [] };
  const { page, geometry } = sheet;
  const { widthMm: pageWidthMm, heightMm: pageHeightMm } = geometry;
  const off = parts.some(({ area }) => !isOnPage(geometry, area));
  if (off) {
    const error = { code: 'SEAL_OFF_PAGE', details: { page: index + 1, pageWidthMm, pageHeightMm } } as const;
    return { placements: [], problems: [{ page: index, error }] };
  }
  const placements = parts.map(({ text, area }): BesidePlacement => ({
    page,
    geometry,
    seen: area,
    rectangle: toUserSpace(geometry, area),
    shown:
      rule.kind === 'handwriting'
        ? { kind: 'handwriting', picture: rule.picture }
        : { kind: 'date', text: text ?? '' },
  }));
  return { placements, problems: [] };
}
