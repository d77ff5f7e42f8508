import { type OutlineFont, readOutlineFont } from '../../../fonts/outline-font.ts';
import { STANDARD_WIDTHS } from '../../../fonts/standard-widths.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { ViewFile } from '../output/view-file.ts';
import type { ViewNotes } from '../output/view-notes.ts';
import type { FontStyle } from './font-style.ts';
import type { DrawnGlyph } from './drawn-glyph.ts';
import { EmbeddedFont } from './embedded-font.ts';
import type { SubstituteFonts } from './substitute-fonts.ts';
import { NamedFont, StandardFont } from './viewer-fonts.ts';

/** A font as an OFD names it. */
export interface FontSource {
  readonly name: string;
  readonly style: FontStyle;
  /** Its file, which other fonts may share: null if it carries none, or names one that is missing. */
  readonly file: { readonly key: object; readonly read: () => Uint8Array } | null;
  /** Whether it names a file. */
  readonly namesFile: boolean;
}

/** Adobe-GB1-4: ideographs of GB 18030-2000, kana, and the letters and marks of Chinese fonts. */
const CHINESE = /^[\u0391-\u0451\u2010-\u2642\u3000-\u3129\u3400-\u4db5\u4e00-\u9fa5\uf900-\uffe5]$/;
const LOOKS = {
  mono: { regular: 'Courier', bold: 'Courier-Bold', widths: STANDARD_WIDTHS.courier },
  sans: { regular: 'Helvetica', bold: 'Helvetica-Bold', widths: STANDARD_WIDTHS.helvetica },
  times: { regular: 'Times-Roman', bold: 'Times-Bold', widths: STANDARD_WIDTHS.times },
} as const;

interface Written {
  write(file: ViewFile): void;
}

/** All fonts of a view. They are written behind the pages, with the glyphs that were drawn. */
export class ViewFonts {
  readonly #file: ViewFile;
  readonly #notes: ViewNotes;
  readonly #substitutes: SubstituteFonts | null;
  /** By the keys of their files. */
  readonly #carried = new Map<object, EmbeddedFont | null>();
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
    if (carried === null) {
      const [character = '', ...others] = text ?? '';
      // What one glyph of a font that is not there would have shown.
      if (text === null || others.length > 0) {
        this.#notes.add('CHARACTER_MISSING', `${source.name}: ${text ?? String(glyph)}`);
      }
      return text === null ? null : this.byCharacter(source, character, isBold);
    }
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
    const own = carried?.drawCharacter(code, character) ?? null;
    if (own !== null) return own;
    if (character.trim() === '') return null;
    if (carried !== null) this.#notes.add('CHARACTER_MISSING', `${source.name}: ${character}`);
    else this.#notes.add('FONT_REPLACED', source.name);
    return this.#replaced(source, character, code, isBold || source.style.isBold);
  }

  /** Finds the glyph of a character of this program's own words; null if no font at hand has it. */
  forMark({ style }: FontSource, character: string): DrawnGlyph | null {
    const code = character.codePointAt(0) ?? 0;
    const hasGlyph = StandardFont.has(code) || (this.#substitutes?.regular.glyphOf(code) ?? 0) !== 0;
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
    const isAscii = StandardFont.has(code);
    if (isAscii && style.latin !== 'chinese') return this.#standard(style.latin, isBold).draw(code);
    const font = isBold ? this.#substitutes?.bold : this.#substitutes?.regular;
    const key = isBold ? 'bold' : 'regular';
    const embedded = font === undefined ? null : this.#made(key, () => this.#substitute(font, key));
    const found = embedded?.drawCharacter(code, character) ?? null;
    if (found !== null) return found;
    if (isAscii) return this.#standard('sans', isBold).draw(code);
    this.#notes.add('CHARACTER_MISSING', `${name}: ${character}`);
    // What even a Chinese font of the viewer lacks is drawn as the box that stands for a missing letter.
    if (embedded !== null && !CHINESE.test(character)) return embedded.draw(0, character);
    return this.#made('named', () => new NamedFont(this.#file.reserve())).draw(character);
  }

  #substitute(font: OutlineFont, key: string): EmbeddedFont {
    return new EmbeddedFont(font, this.#file.reserve(), `Substitute-${key}`, true);
  }

  #standard(look: keyof typeof LOOKS, isBold: boolean): StandardFont {
    const { widths, ...names } = LOOKS[look];
    const standardName = isBold ? names.bold : names.regular;
    return this.#made(standardName, () => new StandardFont(this.#file.reserve(), standardName, widths));
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
    const { file } = source;
    let carried = file === null ? null : this.#carried.get(file.key);
    if (file !== null && carried === undefined) {
      const font = orNullIfDamaged(() => readOutlineFont(file.read()));
      carried = font === null ? null : new EmbeddedFont(font, this.#file.reserve(), source.name, false);
      this.#carried.set(file.key, carried);
    }
    if (carried === null && source.namesFile) this.#notes.add('FONT_DAMAGED', source.name);
    return carried ?? null;
  }
}
