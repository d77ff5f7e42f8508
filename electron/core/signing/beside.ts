import { DATE_STYLES, type DateStyle } from '../../shared/model/seal-places.ts';
import { foldText } from '../../shared/folded-text.ts';
import type { Keyword } from '../page-text/keyword.ts';
import type { PageRange } from '../../shared/page-range.ts';

/** Something that stands beside a seal and is signed with it: the date of sealing, or the picture of a signature. */
export type BesideRule = DateRule | HandwritingRule;

/** The date of sealing at points of pages, or where the text has a keyword such as 日期, filled into its blanks if it has such. */
export interface DateRule {
  readonly kind: 'date';
  readonly pages: PageRange;
  readonly where: BesidePoint | BesideKeyword;
  /** How a whole date is written; without it as the words before it are: 2026年11月29日 behind Chinese ones. */
  readonly style?: DateStyle;
}

/** The picture of a handwritten signature (手写签名图片), which is no electronic signature. */
export interface HandwritingRule {
  readonly kind: 'handwriting';
  readonly pages: PageRange;
  readonly where: BesidePoint | BesideKeyword;
  /** PNG, JPEG, BMP or GIF. */
  readonly picture: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The centre of what is shown, in millimetres from the top left of the page as seen. */
export interface BesidePoint {
  readonly kind: 'point';
  readonly xMm: number;
  readonly yMm: number;
}

/** Behind a keyword, moved by an offset as seen. */
export interface BesideKeyword {
  readonly kind: 'keyword';
  readonly keyword: Keyword;
  /** Counted from 1, or from the end below 0. */
  readonly which: number;
  readonly dxMm: number;
  readonly dyMm: number;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/]/gu;
/** 日期：  年  月  日 with blanks or lines between, or with the century before the first blank. */
const BLANKS = '[:_]*(?:(?:20)?_*年_*月_*日)?';

/** Returns what is looked for on behalf of a date: the keyword with the blanks behind it, if the text has such. */
export function dateKeyword({ text, isPattern }: Keyword): Keyword {
  const keyword = isPattern
    ? text
    : foldText(text, { matchCase: false }).text.replaceAll(SPECIAL, String.raw`\$&`);
  return { text: `(?:${keyword})${BLANKS}`, isPattern: true };
}

/** Minutes by which Beijing is ahead of UTC: contracts are dated there. */
const BEIJING_MINUTES = 8 * 60;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The numbers of a date in Beijing, as people write them. */
export interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** Returns the date in Beijing. */
export function dateParts(at: Date): DateParts {
  const local = new Date(at.getTime() + BEIJING_MINUTES * 60_000);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()].map(
    String,
  );
  return { year: year ?? '', month: month ?? '', day: day ?? '' };
}

/** Returns a whole date: 2026年11月29日, or 2026-11-29. */
export function wholeDate({ year, month, day }: DateParts, style: DateStyle): string {
  if (style === 'chinese') return `${year}年${month}月${day}日`;
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

/** Tells how dates are written in a document with such words. */
export function styleOf(words: string): DateStyle {
  return /\p{Script=Latin}/u.test(words) && !/\p{Script=Han}/u.test(words) ? 'iso' : 'chinese';
}

/** Tells whether a text is the date of a time, or the part of it that goes into a blank. A day's difference is time zones. */
export function isDateOf(text: string, at: Date): boolean {
  return [-1, 0, 1].some((days) => {
    const parts = dateParts(new Date(at.getTime() + days * DAY_MS));
    const { year, month, day } = parts;
    const whole = DATE_STYLES.map((style) => wholeDate(parts, style));
    return [...whole, year, year.slice(2), month, day].includes(text);
  });
}
