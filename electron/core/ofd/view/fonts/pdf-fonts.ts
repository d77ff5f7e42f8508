import { latin1Bytes, toHex } from '../../../bytes/encodings.ts';
import type { OutlineFont } from '../../../fonts/outline-font.ts';
import {
  pdfArray,
  type PdfDictionary,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
  pdfString,
} from '../../../pdf/syntax/objects.ts';
import type { ViewFile } from '../output/view-file.ts';
import { toUnicodeMap } from './to-unicode.ts';

/** A glyph as a content draws it. */
export interface DrawnGlyph {
  readonly font: PdfReference;
  /** The bytes of its code in hexadecimal. */
  readonly code: string;
  /** How far the pen goes on, in thousandths of the size. */
  readonly advance: number;
  /** Whether it is of another font than the file means, whose letters may be wider. */
  readonly isReplaced: boolean;
}

/** ISO 32000-2 table 121: a font whose letters are not those of the standard set. */
const SYMBOLIC = 4;
const USUAL_STEM = 80;
const EM = 1000;
const UNKNOWN_TEXT = '\ufffd';

const name = pdfName;
const number = (value: number): PdfObject => pdfNumber(Math.round(value));
const IDENTITY = systemInfo('Identity', 0);

function systemInfo(ordering: string, supplement: number): PdfDictionary {
  return pdfDictionary({
    Registry: pdfString(latin1Bytes('Adobe')),
    Ordering: pdfString(latin1Bytes(ordering)),
    Supplement: pdfNumber(supplement),
  });
}

/** A font whose file is embedded. It is written at the end, when it is known which glyphs are drawn. */
export class EmbeddedFont {
  readonly font: OutlineFont;
  readonly #reference: PdfReference;
  readonly #name: string;
  readonly #isSubset: boolean;
  readonly #glyphs = new Map<number, string | null>();

  /** @param isSubset whether only the drawn glyphs are kept */
  constructor(font: OutlineFont, reference: PdfReference, name: string, isSubset: boolean) {
    this.font = font;
    this.#reference = reference;
    this.#name = `${isSubset ? 'SEALDK+' : ''}${postScriptName(name)}-${String(reference.objectNumber)}`;
    this.#isSubset = isSubset;
  }

  /** Names a glyph in a content. @param text what it stands for; null if the file does not say */
  draw(glyph: number, text: string | null): DrawnGlyph {
    // The box for missing letters stands for many of them, and so for none.
    const own = glyph === 0 ? UNKNOWN_TEXT : text;
    if ((this.#glyphs.get(glyph) ?? null) === null) this.#glyphs.set(glyph, own);
    const code = this.font.cidOf(glyph).toString(16).padStart(4, '0');
    const advance = Math.round(this.font.advanceOf(glyph));
    return { font: this.#reference, code, advance, isReplaced: this.#isSubset };
  }

  /** Writes the font with all that it needs. */
  write(file: ViewFile): void {
    const { font } = this;
    const isTrueType = font.outlines === 'truetype';
    const bytes = font.file(this.#isSubset ? new Set(this.#glyphs.keys()) : null);
    const program = file.packedStream(
      pdfDictionary(isTrueType ? { Length1: pdfNumber(bytes.length) } : { Subtype: name('CIDFontType0C') }),
      bytes,
    );
    const descriptor = file.object(
      pdfDictionary({
        ...{ Type: name('FontDescriptor'), FontName: name(this.#name), Flags: pdfNumber(SYMBOLIC) },
        ...{ FontBBox: pdfArray(font.box.map(number)), ItalicAngle: number(0), StemV: number(USUAL_STEM) },
        ...{ Ascent: number(font.ascent), Descent: number(font.descent), CapHeight: number(font.ascent) },
        [isTrueType ? 'FontFile2' : 'FontFile3']: program,
      }),
    );
    const descendant = file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name(isTrueType ? 'CIDFontType2' : 'CIDFontType0') },
        ...{ BaseFont: name(this.#name), CIDSystemInfo: IDENTITY, FontDescriptor: descriptor },
        ...{ DW: number(EM), W: this.#widths() },
        ...(isTrueType ? { CIDToGIDMap: name('Identity') } : {}),
      }),
    );
    const texts = new Map([...this.#glyphs].map(([glyph, text]) => [font.cidOf(glyph), text]));
    const map = file.packedStream(pdfDictionary({}), toUnicodeMap(texts));
    file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('Type0'), BaseFont: name(this.#name) },
        ...{ Encoding: name('Identity-H'), DescendantFonts: pdfArray([descendant]), ToUnicode: map },
      }),
      this.#reference,
    );
  }

  /** ISO 32000-2 §9.7.4.3: runs of consecutive glyphs. */
  #widths(): PdfObject {
    const cids = [...this.#glyphs.keys()].map((glyph) => [this.font.cidOf(glyph), glyph] as const);
    const items: PdfObject[] = [];
    let run: PdfObject[] = [];
    let expected = -1;
    for (const [cid, glyph] of cids.toSorted(([a], [b]) => a - b)) {
      if (cid !== expected) {
        if (run.length > 0) items.push(pdfArray(run));
        items.push(pdfNumber(cid));
        run = [];
      }
      run.push(number(this.font.advanceOf(glyph)));
      expected = cid + 1;
    }
    return pdfArray(run.length > 0 ? [...items, pdfArray(run)] : items);
  }
}

/** Names of fonts are ASCII in PDF, as all viewers take them. */
function postScriptName(written: string): string {
  const plain = written.replaceAll(/[^A-Za-z0-9-]/g, '');
  return plain === '' ? 'Font' : plain.slice(0, 60);
}

/** One of the fonts that every viewer has (ISO 32000-2 §9.6.2.2). */
export class StandardFont {
  readonly #reference: PdfReference;
  readonly #name: string;
  readonly #widthOf: (code: number) => number;

  /** @param widthOf the width of a letter of ASCII in thousandths */
  constructor(reference: PdfReference, standardName: string, widthOf: (code: number) => number) {
    this.#reference = reference;
    this.#name = standardName;
    this.#widthOf = widthOf;
  }

  /** Names a letter of ASCII. */
  draw(code: number): DrawnGlyph {
    const advance = this.#widthOf(code);
    return { font: this.#reference, code: toHex(Uint8Array.of(code)), advance, isReplaced: true };
  }

  write(file: ViewFile): void {
    file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('Type1') },
        ...{ BaseFont: name(this.#name), Encoding: name('WinAnsiEncoding') },
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

  draw(character: string): DrawnGlyph {
    let code = '';
    for (let unit = 0; unit < character.length; unit += 1) {
      code += character.charCodeAt(unit).toString(16).padStart(4, '0');
    }
    return { font: this.#reference, code, advance: EM, isReplaced: true };
  }

  write(file: ViewFile): void {
    const base = name('STSong-Light');
    const descriptor = file.object(
      pdfDictionary({
        ...{ Type: name('FontDescriptor'), FontName: base, Flags: number(6), ItalicAngle: number(0) },
        ...{ FontBBox: pdfArray([-25, -254, EM, 880].map(number)), StemV: number(USUAL_STEM) },
        ...{ Ascent: number(880), Descent: number(-120), CapHeight: number(880) },
      }),
    );
    const descendant = file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('CIDFontType0'), BaseFont: base, FontDescriptor: descriptor },
        ...{ CIDSystemInfo: systemInfo('GB1', 4), DW: number(EM) },
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
