import { type OutlineFont, readOutlineFont } from '../../../fonts/outline-font.ts';
import { helveticaWidth } from '../../../page-text/letter-widths.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { ViewFile } from '../output/view-file.ts';
import type { ViewNotes } from '../output/view-notes.ts';
import type { FontStyle } from './font-style.ts';
import { type DrawnGlyph, EmbeddedFont, NamedFont, StandardFont } from './pdf-fonts.ts';
import type { SubstituteFonts } from './substitute-fonts.ts';

/** A font as an OFD names it. */
export interface FontSource {
  readonly name: string;
  readonly style: FontStyle;
  /** The bytes of its file: null if it carries none, or names one that is missing. */
  readonly file: (() => Uint8Array) | null;
  /** Whether it names a file. */
  readonly namesFile: boolean;
}

/** Adobe-GB1-4: ideographs of GB 18030-2000, kana, and the letters and marks of Chinese fonts. */
const CHINESE = /^[\u0391-\u0451\u2010-\u2642\u3000-\u3129\u3400-\u4db5\u4e00-\u9fa5\uf900-\uffe5]$/;
const COURIER_WIDTH = 600;
const LOOKS = {
  mono: { regular: 'Courier', bold: 'Courier-Bold', widthOf: () => COURIER_WIDTH },
  sans: { regular: 'Helvetica', bold: 'Helvetica', widthOf: helveticaWidth },
} as const;

interface Written {
  write(file: ViewFile): void;
}

/** All fonts of a view. They are written behind the pages, with the glyphs that were drawn. */
export class ViewFonts {
  readonly #file: ViewFile;
  readonly #notes: ViewNotes;
  readonly #substitutes: SubstituteFonts | null;
  readonly #carried = new Map<FontSource, EmbeddedFont | null>();
  readonly #own = new Map<string, Written>();

  /** @param substitutes null if none are at hand */
  constructor(file: ViewFile, notes: ViewNotes, substitutes: SubstituteFonts | null) {
    this.#file = file;
    this.#notes = notes;
    this.#substitutes = substitutes;
  }

  /** Tells whether a font is drawn by its own file. */
  isCarried(source: FontSource): boolean {
    return this.#carriedFont(source) !== null;
  }

  /**
   * Finds a glyph by its number in the font's own file.
   * @param text what it stands for; without its own file the glyph is found by that
   */
  byNumber(source: FontSource, glyph: number, text: string | null, isBold: boolean): DrawnGlyph | null {
    const carried = this.#carriedFont(source);
    if (carried === null) return text === null ? null : this.byCharacter(source, text, isBold);
    const found = carried.font.glyphNumbered(glyph);
    if (found === null) this.#notes.add('CHARACTER_MISSING', `${source.name}: ${text ?? String(glyph)}`);
    return carried.draw(found ?? 0, text);
  }

  /**
   * Finds the glyph of a character.
   * @param isBold whether a font that stands in is the bold one
   * @returns null for a space that the font does not have, of which nothing is seen
   */
  byCharacter(source: FontSource, character: string, isBold: boolean): DrawnGlyph | null {
    const code = character.codePointAt(0) ?? 0;
    const carried = this.#carriedFont(source);
    const glyph = carried?.font.glyphOf(code) ?? 0;
    if (carried !== null && glyph !== 0) return carried.draw(glyph, character);
    if (character.trim() === '') return null;
    if (carried !== null) this.#notes.add('CHARACTER_MISSING', `${source.name}: ${character}`);
    else this.#notes.add('FONT_REPLACED', source.name);
    return this.#replaced(source, character, code, isBold || source.style.isBold);
  }

  /** Finds the glyph of a character of this program's own words; null if no font at hand has it. */
  forMark({ style }: FontSource, character: string): DrawnGlyph | null {
    const code = character.codePointAt(0) ?? 0;
    const hasGlyph = code <= 0x7e || (this.#substitutes?.regular.glyphOf(code) ?? 0) !== 0;
    return hasGlyph && character !== ' ' ? this.#replaced({ name: '', style }, character, code, false) : null;
  }

  /** Writes all fonts that were drawn. */
  write(): void {
    for (const carried of this.#carried.values()) carried?.write(this.#file);
    for (const own of this.#own.values()) own.write(this.#file);
  }

  #replaced(
    { name, style }: Pick<FontSource, 'name' | 'style'>,
    character: string,
    code: number,
    isBold: boolean,
  ): DrawnGlyph {
    const isAscii = code >= 0x20 && code <= 0x7e;
    if (isAscii && style.latin !== 'serif') return this.#standard(style.latin, isBold).draw(code);
    const font = isBold ? this.#substitutes?.bold : this.#substitutes?.regular;
    const glyph = font?.glyphOf(code) ?? 0;
    const key = isBold ? 'bold' : 'regular';
    const embedded = (own: OutlineFont): EmbeddedFont =>
      this.#made(key, () => new EmbeddedFont(own, this.#file.reserve(), `Substitute-${key}`, true));
    if (font !== undefined && glyph !== 0) return embedded(font).draw(glyph, character);
    if (isAscii) return this.#standard('sans', isBold).draw(code);
    this.#notes.add('CHARACTER_MISSING', `${name}: ${character}`);
    // What even a Chinese font of the viewer lacks is drawn as the box that stands for a missing letter.
    if (font !== undefined && !CHINESE.test(character)) return embedded(font).draw(0, character);
    return this.#made('named', () => new NamedFont(this.#file.reserve())).draw(character);
  }

  #standard(look: keyof typeof LOOKS, isBold: boolean): StandardFont {
    const { widthOf, ...names } = LOOKS[look];
    const standardName = isBold ? names.bold : names.regular;
    return this.#made(standardName, () => new StandardFont(this.#file.reserve(), standardName, widthOf));
  }

  #made<T extends Written>(key: string, make: () => T): T {
    const known = this.#own.get(key);
    // A key always stands for the same kind of font.
    if (known !== undefined) return known as T;
    const made = make();
    this.#own.set(key, made);
    return made;
  }

  #carriedFont(source: FontSource): EmbeddedFont | null {
    let carried = this.#carried.get(source);
    if (carried === undefined) {
      const { file } = source;
      const font = file === null ? null : orNullIfDamaged(() => readOutlineFont(file()));
      carried = font === null ? null : new EmbeddedFont(font, this.#file.reserve(), source.name, false);
      this.#carried.set(source, carried);
    }
    if (carried === null && source.namesFile) this.#notes.add('FONT_DAMAGED', source.name);
    return carried;
  }
}
