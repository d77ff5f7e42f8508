import { breakLines } from '../../fonts/break-lines.ts';
import { ownLine } from './drawing/own-words.ts';
import type { ViewFonts } from './fonts/view-fonts.ts';
import type { Content } from './output/content.ts';

/** In points. */
const SIZE = 7;
const LEADING = 10;
const PADDING = (4 * 72) / 25.4;
const FAINT = '0.55 0.56 0.6 rg';

/** The lines below a page of a copy, which say what it counts for. */
export interface Notice {
  /** By how much the page grows downwards, so that nothing of it is covered, in points. */
  readonly height: number;
  /** Writes the lines below the lower edge of the page, at y = 0. */
  write(content: Content): void;
}

/** Breaks the lines of a notice so that they fit below a page; null without lines. @param width of the page, in points */
export function noticeBelow(fonts: ViewFonts, lines: readonly string[], width: number): Notice | null {
  if (lines.length === 0) return null;
  const line = (text: string) => ownLine(fonts, text, 'chinese');
  const advances = new Map<string, number>();
  const advanceOf = (character: string): number => {
    const advance = advances.get(character) ?? line(character).advance;
    advances.set(character, advance);
    return advance;
  };
  // Lines are measured again with each part that they grow by.
  const widthOf = (text: string): number => {
    let advance = 0;
    for (const character of text) advance += advanceOf(character);
    return advance * SIZE;
  };
  const broken = lines.flatMap((text) => breakLines(text, widthOf, () => width - 2 * PADDING));
  return {
    height: broken.length * LEADING + 2 * PADDING,
    write: (content) =>
      content.saved(() => {
        content.add(`${FAINT} BT 0 Tr`);
        broken.forEach((text, at) => line(text).write(content, PADDING, -PADDING - (at + 1) * LEADING, SIZE));
        content.add('ET');
      }),
  };
}
