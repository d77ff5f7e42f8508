import { type FoldedText, foldText } from '../../shared/folded-text.ts';
import { apply, type Matrix } from '../pdf/appearance/transform.ts';
import type { Rectangle } from '../pdf/pages/page-geometry.ts';
import { advancesOf } from './letter-widths.ts';

/** Letters that a page shows one after another, as a reader of PDF files finds them. */
export interface TextPiece {
  readonly text: string;
  /** From one unit of the font's size, along its line and above it, to the page's user space. */
  readonly matrix: Matrix;
  /** How far the piece reaches along its line, in units of user space. */
  readonly length: number;
  /** True for lines from top to bottom. */
  readonly isVertical: boolean;
}

/** The text of a page as it is searched. */
export interface PageText {
  readonly pieces: readonly TextPiece[];
  /** Where each piece begins in the text of the whole page. */
  readonly starts: Uint32Array;
  readonly folded: FoldedText;
}

/** Joins the pieces of a page. Words that are broken at the end of a line are whole again: white space does not count. */
export function pageText(pieces: readonly TextPiece[]): PageText {
  const starts = new Uint32Array(pieces.length);
  let length = 0;
  for (const [at, { text }] of pieces.entries()) {
    starts[at] = length;
    length += text.length;
  }
  const folded = foldText(pieces.map(({ text }) => text).join(''), { matchCase: false });
  return { pieces, starts, folded };
}

/** Tells whether a page has text at all: a scan has none. */
export function hasText({ folded }: PageText): boolean {
  return folded.text !== '';
}

/** The ideographic em box, of a font's size, below and above the line that letters stand on. */
const BELOW = -0.12;
const ABOVE = 0.88;

/**
 * Returns the areas that a part of the text covers, one for each piece that it is in, in user space. Where a reader gives
 * no place of each letter, those within a piece are as wide as letters of a usual font.
 * @param start of the part in the text of the page, in UTF-16 units
 */
export function areasOf(page: PageText, start: number, length: number): readonly Rectangle[] {
  const areas: Rectangle[] = [];
  for (let at = pieceAt(page, start); at < page.pieces.length; at += 1) {
    const piece = page.pieces[at];
    const begin = page.starts[at] ?? 0;
    if (piece === undefined || begin >= start + length) break;
    const from = Math.max(0, start - begin);
    const to = Math.min(piece.text.length, start + length - begin);
    if (to > from && piece.text.slice(from, to).trim() !== '') areas.push(areaWithin(piece, from, to));
  }
  return areas;
}

/** Returns the area that a whole piece covers, in user space. */
export function areaOf(piece: TextPiece): Rectangle {
  return areaBetween(piece, 0, 1);
}

/** Finds the last piece that begins at a place or before it. */
function pieceAt({ starts }: PageText, place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The advances within pieces of which parts were asked: whoever asks for one letter asks for its neighbours too. */
const knownAdvances = new WeakMap<TextPiece, readonly number[]>();

function areaWithin(piece: TextPiece, from: number, to: number): Rectangle {
  const advances = knownAdvances.get(piece) ?? advancesOf(piece.text, reachOf(piece));
  knownAdvances.set(piece, advances);
  const total = advances.at(-1) ?? 0;
  const share = (place: number): number => (total === 0 ? 0 : (advances[place - 1] ?? 0) / total);
  return areaBetween(piece, share(from), share(to));
}

/** Returns how far a piece reaches along its line, in font sizes. */
function reachOf({ matrix, length }: TextPiece): number {
  const along = Math.hypot(matrix[0], matrix[1]);
  return along === 0 ? 0 : length / along;
}

/** Returns the area of a part of a piece that begins and ends at these shares of its length. */
function areaBetween(piece: TextPiece, first: number, last: number): Rectangle {
  const { matrix, length, isVertical } = piece;
  const reach = reachOf(piece);
  const upwards = Math.hypot(matrix[2], matrix[3]);
  if (isVertical) {
    const depth = upwards === 0 ? 0 : length / upwards;
    return boundsOf(matrix, [-0.5, 0.5], [-first * depth, -last * depth]);
  }
  return boundsOf(matrix, [first * reach, last * reach], [BELOW, ABOVE]);
}

type Span = readonly [from: number, to: number];

function boundsOf(matrix: Matrix, xs: Span, ys: Span): Rectangle {
  const corners = xs.flatMap((x) => ys.map((y) => apply(matrix, x, y)));
  const [across, up] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    left: Math.min(...across),
    bottom: Math.min(...up),
    right: Math.max(...across),
    top: Math.max(...up),
  };
}
