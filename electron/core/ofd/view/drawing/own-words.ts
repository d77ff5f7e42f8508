import type { FontStyle } from '../fonts/font-style.ts';
import type { ViewFonts } from '../fonts/view-fonts.ts';
import { type Content, real } from '../output/content.ts';

/** A line of this program's own words, which no OFD holds. */
export interface OwnLine {
  /** How wide it is, in sizes of its letters. */
  readonly advance: number;
  /** Writes it with its beginning on the baseline, within text operators. Places and size in points. */
  write(content: Content, x: number, y: number, size: number): void;
}

/** Of a letter that no font at hand has, and of a space. */
const GAP = 250;

/**
 * Finds the letters of a line.
 * @param latin which font writes letters that are not Chinese
 */
export function ownLine(fonts: ViewFonts, text: string, latin: FontStyle['latin']): OwnLine {
  const style: FontStyle = { isBold: false, isItalic: false, latin, alike: [] };
  const glyphs = [...text].map((character) => fonts.forMark(style, character));
  return {
    advance: glyphs.reduce((sum, glyph) => sum + (glyph?.advance ?? GAP), 0) / 1000,
    write: (content, x, y, size) => {
      let pen = x;
      for (const glyph of glyphs) {
        if (glyph !== null) {
          const place = `1 0 0 1 ${real(pen)} ${real(y)} Tm`;
          content.add(`${content.name('Font', glyph.font)} ${real(size)} Tf ${place} <${glyph.code}> Tj`);
        }
        pen += ((glyph?.advance ?? GAP) / 1000) * size;
      }
    },
  };
}
