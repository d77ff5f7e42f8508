import { CodedError } from '../../shared/errors.ts';
import { type FoldedText, foldText, type TextRange } from '../../shared/folded-text.ts';
import type { Rectangle } from '../pdf/pages/page-geometry.ts';
import { areasOf, type PageText } from './page-text.ts';

/** Words that are looked for, or a regular expression. Width, script, case and white space do not count. */
export interface Keyword {
  readonly text: string;
  readonly isPattern: boolean;
}

/** A place at which a document has a keyword. */
export interface KeywordHit {
  /** By index from 0. */
  readonly page: number;
  /** The words as they stand there. */
  readonly text: string;
  /** The area of its largest part, in user space: a word may be broken at the end of a line. */
  readonly area: Rectangle;
  /** Its first letters with their areas, without white space. */
  readonly letters: readonly HitLetter[];
}

interface HitLetter {
  readonly letter: string;
  readonly area: Rectangle;
}

/** No keyword with the blanks behind it has more. */
const MOST_HIT_LETTERS = 60;

/** A keyword, and where and how far it is looked for. */
export interface KeywordQuestion {
  readonly keyword: Keyword;
  /** By index from 0, in the order in which they are searched. */
  readonly pages: readonly number[];
  /** The search ends behind the page on which so many have been found. */
  readonly enough: number;
}

/** What a search for a keyword has found. */
export interface KeywordAnswer {
  /** In the order of the pages that were searched; on each page as the text goes. */
  readonly hits: readonly KeywordHit[];
  /** The pages that were searched and have no text at all, by index from 0. */
  readonly withoutText: readonly number[];
}

/** Longer keywords and patterns are no words of a form. */
const MOST_LETTERS = 200;

/** Finds where a folded text matches, as ranges of it: the caller bounds what a regular expression may cost. */
export type FindMatches = (folded: string) => readonly TextRange[];

/**
 * Prepares the search for a keyword. @throws CodedError KEYWORD_INVALID for an empty or overlong one, or a regular
 * expression that is none
 */
export function matchesOf({ text, isPattern }: Keyword): FindMatches {
  if (text.length > MOST_LETTERS) throw invalid(text, 'too long');
  if (isPattern) return patternMatches(text);
  const wanted = foldText(text, { matchCase: false }).text;
  if (wanted === '') throw invalid(text, 'nothing to look for');
  return (folded) => {
    const found: TextRange[] = [];
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      found.push({ start: at, length: wanted.length });
    }
    return found;
  };
}

function invalid(keyword: string, why: string): CodedError {
  return new CodedError('KEYWORD_INVALID', why, { keyword });
}

function patternMatches(text: string): FindMatches {
  const pattern = compiled(text);
  return (folded) =>
    Array.from(folded.matchAll(pattern), ({ index, 0: { length } }) => ({ start: index, length })).filter(
      ({ length }) => length > 0,
    );
}

function compiled(text: string): RegExp {
  try {
    return new RegExp(foldPattern(text), 'giu');
  } catch (error) {
    throw invalid(text, String(error));
  }
}

/** An escape, a set of characters, or one character. */
const TOKEN = /\\(?:[pPk]?\{[^}]*\}|.)|./gsu;
const SPACE_ESCAPE = /^\\s$/u;
const SPECIAL = /[\\^$.*+?()[\]{}|/]/gu;

/**
 * Folds the characters of a regular expression as the searched text is folded, so that full-width brackets in it are
 * brackets of the text and no groups. White space, which the text does not have, is left out or matches nothing.
 */
export function foldPattern(text: string): string {
  return Array.from(text.matchAll(TOKEN), ([token]) => {
    if (SPACE_ESCAPE.test(token)) return '(?:)';
    if (token.startsWith('\\') || isAscii(token)) return /^\s$/u.test(token) ? '' : token;
    return foldText(token, { matchCase: false }).text.replaceAll(SPECIAL, String.raw`\$&`);
  }).join('');
}

function isAscii(token: string): boolean {
  return token.length === 1 && token.charCodeAt(0) < 0x80;
}

/** Returns the words and the place of a match. @returns null for a match of nothing that is seen */
export function hitAt(page: number, text: PageText, match: TextRange): KeywordHit | null {
  const { start, length } = originalRange(text.folded, match);
  const [largest] = [...areasOf(text, start, length)].sort((one, other) => sizeOf(other) - sizeOf(one));
  if (largest === undefined) return null;
  const words = text.folded.original.slice(start, start + length);
  return { page, text: words, area: largest, letters: lettersOf(text, start, words) };
}

function lettersOf(text: PageText, start: number, words: string): readonly HitLetter[] {
  const letters: HitLetter[] = [];
  let at = start;
  for (const letter of words) {
    const [area] = areasOf(text, at, letter.length);
    if (area !== undefined) letters.push({ letter, area });
    if (letters.length >= MOST_HIT_LETTERS) break;
    at += letter.length;
  }
  return letters;
}

function originalRange({ original, origins }: FoldedText, { start, length }: TextRange): TextRange {
  const from = origins[start] ?? 0;
  const last = origins[start + length - 1] ?? from;
  const end = last + ((original.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  return { start: from, length: end - from };
}

function sizeOf({ left, bottom, right, top }: Rectangle): number {
  return (right - left) * (top - bottom);
}
