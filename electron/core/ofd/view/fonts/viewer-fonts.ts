import { toHex } from '../../../bytes/encodings.ts';
import { FIRST_LETTER, LAST_LETTER } from '../../../fonts/standard-widths.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import type { ViewFile } from '../output/view-file.ts';
import { type DrawnGlyph, systemInfo, utf16Text } from './drawn-glyph.ts';

const name = pdfName;
const EM = 1000;

/** One of the fonts that every viewer has (ISO 32000-2 §9.6.2.2), for letters of ASCII. */
export class StandardFont {
  readonly #reference: PdfReference;
  readonly #name: string;
  readonly #widths: readonly number[];

  /** @param widths of its letters, in thousandths */
  constructor(reference: PdfReference, standardName: string, widths: readonly number[]) {
    this.#reference = reference;
    this.#name = standardName;
    this.#widths = widths;
  }

  /** Tells whether it has a letter. */
  static has(code: number): boolean {
    return code >= FIRST_LETTER && code <= LAST_LETTER;
  }

  /** Finds the width of a letter of ASCII among those of a font. */
  static advanceIn(widths: readonly number[], code: number): number {
    return widths[code - FIRST_LETTER] ?? 0;
  }

  /** Names a letter. @param code U+0020 to U+007E */
  draw(code: number): DrawnGlyph {
    const advance = StandardFont.advanceIn(this.#widths, code);
    const bytes = toHex(Uint8Array.of(code));
    return { font: this.#reference, code: bytes, advance, shape: advance, isReplaced: true, ofWidth: null };
  }

  /** Writes the font, with the widths that places are counted by, whatever those of the viewer's own font are. */
  write(file: ViewFile): void {
    file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('Type1') },
        ...{ BaseFont: name(this.#name), Encoding: name('WinAnsiEncoding') },
        ...{
          FirstChar: pdfNumber(FIRST_LETTER),
          LastChar: pdfNumber(LAST_LETTER),
          Widths: pdfArray(this.#widths.map(pdfNumber)),
        },
      }),
      this.#reference,
    );
  }
}

/**
 * A Chinese font that is only named: viewers show it by one of their own (ISO 32000-2 §9.7.5.2). It stands for letters
 * that no font at hand has.
 */
export class NamedFont {
  readonly #reference: PdfReference;

  constructor(reference: PdfReference) {
    this.#reference = reference;
  }

  /** Names a character by its UTF-16. */
  draw(character: string): DrawnGlyph {
    const code = utf16Text(character);
    return { font: this.#reference, code, advance: EM, shape: EM, isReplaced: true, ofWidth: null };
  }

  write(file: ViewFile): void {
    const base = name('STSong-Light');
    const descriptor = file.object(
      pdfDictionary({
        ...{ Type: name('FontDescriptor'), FontName: base, Flags: pdfNumber(6), ItalicAngle: pdfNumber(0) },
        ...{ FontBBox: pdfArray([-25, -254, EM, 880].map(pdfNumber)), StemV: pdfNumber(80) },
        ...{ Ascent: pdfNumber(880), Descent: pdfNumber(-120), CapHeight: pdfNumber(880) },
      }),
    );
    const descendant = file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('CIDFontType0'), BaseFont: base, FontDescriptor: descriptor },
        ...{ CIDSystemInfo: systemInfo('GB1', 4), DW: pdfNumber(EM) },
      }),
    );
    file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('Type0'), BaseFont: name('STSong-Light-UniGB-UTF16-H') },
        ...{ Encoding: name('UniGB-UTF16-H'), DescendantFonts: pdfArray([descendant]) },
      }),
      this.#reference,
    );
  }
}
