import { equalBytes } from '../../../bytes/byte-arrays.ts';
import { type OutlineFont, outlineFontOf } from '../../../fonts/outline-font.ts';
import { woffTables } from '../../../fonts/woff.ts';

/** Fonts that stand in for those that an OFD names and does not carry. */
export interface SubstituteFonts {
  /** @throws CodedError FILE_UNREADABLE */
  readonly regular: OutlineFont;
  /** @throws CodedError FILE_UNREADABLE */
  readonly bold: OutlineFont;
}

/** The same fonts draw every view of a process, and unpacking one takes a tenth of a second. */
const unpacked: { readonly woff: Uint8Array; readonly font: OutlineFont }[] = [];
/** Regular and bold. */
const MOST_UNPACKED = 2;

/**
 * Unpacks fonts once they are needed.
 * @param packed WOFF 1.0 files of TrueType fonts; the last two are kept unpacked
 */
export function substituteFonts(packed: {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}): SubstituteFonts {
  return {
    get regular() {
      return fontIn(packed.regular);
    },
    get bold() {
      return fontIn(packed.bold);
    },
  };
}

function fontIn(woff: Uint8Array): OutlineFont {
  const known = unpacked.find((each) => each.woff === woff || equalBytes(each.woff, woff));
  if (known !== undefined) return known.font;
  const font = outlineFontOf(woffTables(woff));
  if (unpacked.length === MOST_UNPACKED) unpacked.shift();
  unpacked.push({ woff, font });
  return font;
}
