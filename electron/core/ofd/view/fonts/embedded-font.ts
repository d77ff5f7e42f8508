import type { OutlineFont } from '../../../fonts/outline-font.ts';
import {
  pdfArray,
  type PdfDictionary,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import { pdfReal } from '../output/content.ts';
import type { ViewFile } from '../output/view-file.ts';
import { codeText, type DrawnGlyph, systemInfo } from './drawn-glyph.ts';
import { toUnicodeMap } from './to-unicode.ts';

/** ISO 32000-2 table 121: a font whose letters are not those of the standard set. */
const SYMBOLIC = 4;
const USUAL_STEM = 80;
const EM = 1000;
/** Codes have two bytes. Widths that are wanted leave enough of them for each glyph's own. */
const MOST_CODES = 65_535;
const MOST_WIDTHS = 50_000;
/** Widths that are wanted are rounded to so many thousandths, since justified lines want all of them. */
const WIDTH_STEP = 10;
const UNKNOWN_TEXT = '\ufffd';

const name = pdfName;
const number = (value: number): PdfObject => pdfReal(Math.round(value));
const IDENTITY = systemInfo('Identity', 0);

interface Coded {
  readonly glyph: number;
  readonly width: number;
  /** Null if the file does not say what the glyph stands for. */
  text: string | null;
}

/**
 * A font whose file is embedded. It is written at the end, when it is known which glyphs are drawn.
 *
 * A font of an OFD is embedded whole, and its glyphs keep their numbers. Of a font that stands in, only the drawn glyphs
 * are kept, and a code stands for a glyph, its text and its width together: letters that the file sets apart for another
 * font are then as wide as their room, so that no reader takes the rest of it for a space.
 */
export class EmbeddedFont {
  readonly font: OutlineFont;
  readonly #reference: PdfReference;
  readonly #name: string;
  readonly #standsIn: boolean;
  readonly #codes = new Map<number, Coded>();
  readonly #numbered = new Map<string, number>();
  readonly #characters = new Map<number, DrawnGlyph | null>();

  /** @param standsIn whether it is drawn in place of fonts that are not at hand */
  constructor(font: OutlineFont, reference: PdfReference, fontName: string, standsIn: boolean) {
    this.font = font;
    this.#reference = reference;
    this.#name = `${standsIn ? 'SEALDK+' : ''}${postScriptName(fontName)}-${String(reference.objectNumber)}`;
    this.#standsIn = standsIn;
  }

  /** Finds a character's glyph and names it; null if the font has none. */
  drawCharacter(code: number, character: string): DrawnGlyph | null {
    const known = this.#characters.get(code);
    if (known !== undefined) return known;
    const glyph = this.font.glyphOf(code);
    const drawn = glyph === 0 ? null : this.draw(glyph, character);
    this.#characters.set(code, drawn);
    return drawn;
  }

  /** Names a glyph in a content. @param text what it stands for; null if the file does not say */
  draw(glyph: number, text: string | null): DrawnGlyph {
    return this.#draw(glyph, text, Math.round(this.font.advanceOf(glyph)));
  }

  /** Does as {@link drawCharacter} does; the pen then goes on as far as is said, in thousandths. Of a font that stands in alone. */
  drawAsWideAs(code: number, character: string, width: number): DrawnGlyph | null {
    const glyph = this.font.glyphOf(code);
    return glyph === 0 ? null : this.#draw(glyph, character, Math.round(width));
  }

  #draw(glyph: number, text: string | null, width: number): DrawnGlyph {
    const cid = this.#standsIn ? this.#numberOf(glyph, text, width) : this.font.cidOf(glyph);
    const coded = this.#codes.get(cid);
    // The box of a font for missing letters stands for many of them, and so for none.
    const own = glyph === 0 && !this.#standsIn ? UNKNOWN_TEXT : text;
    if (coded === undefined) this.#codes.set(cid, { glyph, width, text: own });
    else coded.text ??= own;
    return {
      font: this.#reference,
      code: codeText(cid),
      ...{ advance: width, shape: Math.round(this.font.advanceOf(glyph)) },
      isReplaced: this.#standsIn,
      ofWidth: this.#standsIn ? (wanted) => this.#drawWide(glyph, text, wanted) : null,
    };
  }

  #drawWide(glyph: number, text: string | null, wanted: number): DrawnGlyph {
    if (this.#numbered.size >= MOST_WIDTHS) return this.draw(glyph, text);
    return this.#draw(glyph, text, Math.round(wanted / WIDTH_STEP) * WIDTH_STEP);
  }

  #numberOf(glyph: number, text: string | null, width: number): number {
    const key = `${String(glyph)} ${String(width)} ${text ?? ''}`;
    const known = this.#numbered.get(key);
    if (known !== undefined) return known;
    const cid = Math.min(this.#numbered.size + 1, MOST_CODES);
    this.#numbered.set(key, cid);
    return cid;
  }

  /** Writes the font with all that it needs. */
  write(file: ViewFile): void {
    const descendant = file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name(this.#isTrueType ? 'CIDFontType2' : 'CIDFontType0') },
        ...{ BaseFont: name(this.#name), CIDSystemInfo: IDENTITY, FontDescriptor: this.#descriptor(file) },
        ...{ DW: number(EM), W: this.#widths() },
        ...(this.#isTrueType ? { CIDToGIDMap: this.#glyphMap(file) } : {}),
      }),
    );
    const texts = new Map([...this.#codes].map(([cid, { text }]) => [cid, text]));
    const map = file.packedStream(pdfDictionary({}), toUnicodeMap(texts));
    file.object(
      pdfDictionary({
        ...{ Type: name('Font'), Subtype: name('Type0'), BaseFont: name(this.#name) },
        ...{ Encoding: name('Identity-H'), DescendantFonts: pdfArray([descendant]), ToUnicode: map },
      }),
      this.#reference,
    );
  }

  get #isTrueType(): boolean {
    return this.font.outlines === 'truetype';
  }

  #descriptor(file: ViewFile): PdfReference {
    const { font } = this;
    const glyphs = new Set([...this.#codes.values()].map(({ glyph }) => glyph));
    const bytes = font.file(this.#standsIn ? glyphs : null);
    const kind: PdfDictionary = pdfDictionary(
      this.#isTrueType ? { Length1: pdfNumber(bytes.length) } : { Subtype: name('CIDFontType0C') },
    );
    return file.object(
      pdfDictionary({
        ...{ Type: name('FontDescriptor'), FontName: name(this.#name), Flags: pdfNumber(SYMBOLIC) },
        ...{ FontBBox: pdfArray(font.box.map(number)), ItalicAngle: number(0), StemV: number(USUAL_STEM) },
        ...{ Ascent: number(font.ascent), Descent: number(font.descent), CapHeight: number(font.ascent) },
        [this.#isTrueType ? 'FontFile2' : 'FontFile3']: file.packedStream(kind, bytes),
      }),
    );
  }

  /** ISO 32000-2 table 115: two bytes for each code up to the last. */
  #glyphMap(file: ViewFile): PdfObject {
    if (!this.#standsIn) return name('Identity');
    const last = Math.max(0, ...this.#codes.keys());
    const map = new Uint8Array(2 * (last + 1));
    const view = new DataView(map.buffer);
    for (const [cid, { glyph }] of this.#codes) view.setUint16(2 * cid, glyph);
    return file.packedStream(pdfDictionary({}), map);
  }

  /** ISO 32000-2 §9.7.4.3: runs of consecutive codes. */
  #widths(): PdfObject {
    const items: PdfObject[] = [];
    let run: PdfObject[] = [];
    let expected = -1;
    for (const [cid, { width }] of [...this.#codes].toSorted(([a], [b]) => a - b)) {
      if (cid !== expected) {
        if (run.length > 0) items.push(pdfArray(run));
        items.push(pdfNumber(cid));
        run = [];
      }
      run.push(number(width));
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
