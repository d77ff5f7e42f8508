import type { SeenArea } from '../../../../electron/shared/model/document-details.ts';
import type { PagePixels, PageWords } from '../../../lib/pdf-view/page-words.ts';
import type { SnapLine } from './snap.ts';

/** Words beside which people seal and sign. */
const SIGNING = /盖章|蓋章|签章|簽章|签字|簽字|签名|簽名|公章|seal|stamp|sign/iu;
const UNDERSCORES = /[_＿]{3,}/gu;

/** A line that is to be signed on, in millimetres from the top left of its page. */
export interface SigningLine {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
}

/** Returns the level lines through the middle of each line of text, which take less than other lines do. */
export function textLevels(words: readonly PageWords[]): readonly SnapLine[] {
  return linesOf(words).map((line) => ({
    ...{ axis: 'y', takes: 'centre', isWeak: true },
    atMm: median(line.map(({ yMm, heightMm }) => yMm + heightMm / 2)),
  }));
}

/** Returns the lines of a page as they were found before, else as they are found now. @param found those of the pages read so far */
export function onceFound(
  found: Map<number, readonly SnapLine[]>,
  page: number,
  read: () => readonly SnapLine[],
): readonly SnapLine[] {
  const lines = found.get(page) ?? read();
  // None may mean that the words are not there yet: pdf.js lays them over a page after it has drawn it.
  if (lines.length > 0) found.set(page, lines);
  return lines;
}

/** Groups words by the line that they stand on. */
function linesOf(words: readonly PageWords[]): readonly (readonly PageWords[])[] {
  const lines: PageWords[][] = [];
  const seen = words.filter(({ text, heightMm }) => text.trim() !== '' && heightMm > 0);
  for (const word of [...seen].sort((one, other) => middleOf(one) - middleOf(other))) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (line === undefined || first === undefined || !isLevelWith(first, word)) lines.push([word]);
    else line.push(word);
  }
  return lines;
}

const middleOf = ({ yMm, heightMm }: SeenArea): number => yMm + heightMm / 2;

function isLevelWith(one: SeenArea, other: SeenArea): boolean {
  return Math.abs(middleOf(one) - middleOf(other)) < Math.min(one.heightMm, other.heightMm) / 2;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Returns the blanks of underscores on the lines of text that ask for a seal or a signature. */
export function underscoreLines(words: readonly PageWords[]): readonly SigningLine[] {
  return linesOf(words)
    .filter((line) => SIGNING.test(line.map(({ text }) => text).join('')))
    .flatMap((line) => line.flatMap(blanksOf));
}

function blanksOf({ text, xMm, yMm, widthMm, heightMm }: PageWords): readonly SigningLine[] {
  const whole = extentOf(text);
  return Array.from(text.matchAll(UNDERSCORES), ({ 0: blank, index }) => ({
    xMm: xMm + (widthMm * extentOf(text.slice(0, index))) / whole,
    yMm: yMm + heightMm,
    widthMm: (widthMm * extentOf(blank)) / whole,
  }));
}

/** Ideographs are twice as wide as other letters, about. */
function extentOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);
}

/** How far behind its words a line to sign on ends, and how far above and below them it lies. */
const [BEHIND_MM, AROUND_MM] = [110, 4] as const;

/** Returns the parts of a page in which a drawn line to sign on would lie: behind and beneath words that ask for one. */
export function signingAreas(words: readonly PageWords[]): readonly SeenArea[] {
  return words
    .filter(({ text }) => SIGNING.test(text))
    .map(({ xMm, yMm, widthMm, heightMm }) => ({
      ...{ xMm, yMm: yMm - AROUND_MM },
      ...{ widthMm: widthMm + BEHIND_MM, heightMm: heightMm + 2 * AROUND_MM },
    }));
}

/** Darker than this is ink. */
const INK_BELOW = 140;
const SHORTEST_MM = 15;
/** What is thicker is a bar or a picture. */
const THICKEST_MM = 1;

/** Finds drawn lines in a part of a page: level runs of ink that are long and thin. */
export function drawnLines({ area, width, height, rgba }: PagePixels): readonly SigningLine[] {
  const perMm = width / area.widthMm;
  const found: { readonly from: number; readonly to: number; readonly top: number; bottom: number }[] = [];
  for (let y = 0; y < height; y += 1) {
    const run = longestRun(rgba, width, y);
    if (run.to - run.from < SHORTEST_MM * perMm) continue;
    const above = found.at(-1);
    if (above?.bottom === y - 1) above.bottom = y;
    else found.push({ ...run, top: y, bottom: y });
  }
  return found
    .filter(({ top, bottom }) => bottom - top + 1 <= Math.max(2, THICKEST_MM * perMm))
    .map(({ from, to, top, bottom }) => ({
      xMm: area.xMm + from / perMm,
      yMm: area.yMm + (top + bottom + 1) / 2 / perMm,
      widthMm: (to - from) / perMm,
    }));
}

function longestRun(rgba: Uint8ClampedArray, width: number, y: number): { from: number; to: number } {
  let longest = { from: 0, to: 0 };
  let from = 0;
  for (let x = 0; x <= width; x += 1) {
    const isInk = x < width && (rgba[(y * width + x) * 4 + 1] ?? OPAQUE) < INK_BELOW;
    if (isInk) continue;
    if (x - from > longest.to - longest.from) longest = { from, to: x };
    from = x + 1;
  }
  return longest;
}

const OPAQUE = 255;

/** Returns what lines up with a line to sign on: a seal's middle with its middle, and what stands on it with its foot. */
export function signingSnaps({ xMm, yMm, widthMm }: SigningLine): readonly SnapLine[] {
  return [
    { axis: 'x', atMm: xMm + widthMm / 2, takes: 'centre' },
    { axis: 'x', atMm: xMm, takes: 'sides' },
    { axis: 'y', atMm: yMm, takes: 'centre' },
    { axis: 'y', atMm: yMm, takes: 'sides' },
  ];
}
