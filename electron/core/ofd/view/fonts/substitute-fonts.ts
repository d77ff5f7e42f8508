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
const unpacked = new WeakMap<Uint8Array, OutlineFont>();

/**
 * Unpacks fonts once they are needed.
 * @param packed WOFF 1.0 files of TrueType fonts; unpacked once as long as somebody holds the bytes
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
  const known = unpacked.get(woff);
  if (known !== undefined) return known;
  const font = outlineFontOf(new Map(woffTables(woff).map(({ tag, bytes }) => [tag, bytes])));
  unpacked.set(woff, font);
  return font;
}
