import { type OutlineFont, readOutlineFont } from '../../../fonts/outline-font.ts';
import { STANDARD_WIDTHS } from '../../../fonts/standard-widths.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { ViewFile } from '../output/view-file.ts';
import type { ViewNotes } from '../output/view-notes.ts';
import type { FontStyle } from './font-style.ts';
import type { DrawnGlyph } from './drawn-glyph.ts';
import { EmbeddedFont } from './embedded-font.ts';
import { FoundFonts } from './found-fonts.ts';
import type { InstalledFonts } from './installed-fonts.ts';
import type { SubstituteFonts } from './substitute-fonts.ts';
import { NamedFont, StandardFont } from './viewer-fonts.ts';

/** A font as an OFD names it. */
export interface FontSource {
  readonly name: string;
  /** FontName and FamilyName, as far as they are there. */
  readonly names: readonly string[];
  readonly style: FontStyle;
  /** Whether it is said to be bold, whatever its names are. */
  readonly saysBold: boolean;
  /** Its file, which other fonts may share: null if it carries none, or names one that is missing. */
  readonly file: { readonly key: object; readonly read: () => Uint8Array } | null;
  /** Whether it names a file. */
  readonly namesFile: boolean;
}

/** Adobe-GB1-4: ideographs of GB 18030-2000, kana, and the letters and marks of Chinese fonts. */
const CHINESE = /^[\u0391-\u0451\u2010-\u2642\u3000-\u3129\u3400-\u4db5\u4e00-\u9fa5\uf900-\uffe5]$/;
/** ISO 32000-2 §9.7.4.3: an ideograph is as wide as it is high. */
const EM = 1000;
const LOOKS = {
  mono: { regular: 'Courier', bold: 'Courier-Bold', widths: STANDARD_WIDTHS.courier },
  sans: { regular: 'Helvetica', bold: 'Helvetica-Bold', widths: STANDARD_WIDTHS.helvetica },
  times: { regular: 'Times-Roman', bold: 'Times-Bold', widths: STANDARD_WIDTHS.times },
} as const;

/** What stands in for fonts that a file does not carry. */
export interface StandIns {
  /** The fonts that come with this program; null leaves letters to the viewer, which may lack them. */
  readonly fonts: SubstituteFonts | null;
  /** The fonts of this computer; null for none. */
  readonly installed: InstalledFonts | null;
}

/** What every computer draws a character by. */
type UsualGlyph =
  | { readonly kind: 'standard'; readonly look: keyof typeof LOOKS }
  | { readonly kind: 'substitute'; readonly font: OutlineFont; readonly glyph: number }
  | { readonly kind: 'named' };

/** How far the pen goes on after a character, in thousandths. */
function advanceOf(usual: UsualGlyph, code: number): number {
  switch (usual.kind) {
    case 'standard':
      return StandardFont.advanceIn(LOOKS[usual.look].widths, code);
    case 'substitute':
      return usual.font.advanceOf(usual.glyph);
    case 'named':
      return EM;
  }
}

/** Tells whether no font at hand has a character. */
function isMissing(usual: UsualGlyph): boolean {
  return usual.kind === 'named' || (usual.kind === 'substitute' && usual.glyph === 0);
}

interface Written {
  write(file: ViewFile): void;
}

/** All fonts of a view. They are written behind the pages, with the glyphs that were drawn. */
export class ViewFonts {
  readonly #file: ViewFile;
  readonly #notes: ViewNotes;
  readonly #substitutes: SubstituteFonts | null;
  readonly #found: FoundFonts;
  /** By the keys of their files. */
  readonly #carried = new Map<object, EmbeddedFont | null>();
  readonly #own = new Map<string, Written>();

  constructor(file: ViewFile, notes: ViewNotes, { fonts, installed }: StandIns) {
    this.#file = file;
    this.#notes = notes;
    this.#substitutes = fonts;
    this.#found = new FoundFonts(file, installed);
  }

  /** Tells whether a font is drawn by its own file. */
  isCarried(source: FontSource): boolean {
    return this.#carriedFont(source) !== null;
  }

  /** Tells whether bold letters of a font have to be made of usual ones. @param isBold whether the text wants them */
  isMadeBold(source: FontSource, isBold: boolean): boolean {
    if (this.isCarried(source)) return isBold;
    const wanted = isBold || source.saysBold;
    const { found } = this.#found.for(source, wanted);
    return wanted && found?.isBold === false;
  }

  /**
   * Finds a glyph by its number in the font's own file; null for a font that is not carried.
   * @param text what it stands for
   */
  byNumber(source: FontSource, glyph: number, text: string | null): DrawnGlyph | null {
    const carried = this.#carriedFont(source);
    const found = carried?.font.glyphNumbered(glyph) ?? null;
    if (found === null) this.#notes.add('CHARACTER_MISSING', `${source.name}: ${text ?? String(glyph)}`);
    return carried?.draw(found ?? 0, text) ?? null;
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
    const isUsuallyBold = isBold || source.style.isBold;
    const usual = this.#usual(source.style, character, code, isUsuallyBold);
    if (carried === null) {
      const isWantedBold = isBold || source.saysBold;
      const installed = this.#installedGlyph(source, character, isWantedBold, advanceOf(usual, code));
      if (installed !== null) return installed;
    } else this.#notes.add('CHARACTER_MISSING', `${source.name}: ${character}`);
    if (isMissing(usual)) this.#notes.add('CHARACTER_MISSING', `${source.name}: ${character}`);
    return this.#drawUsual(usual, character, code, isUsuallyBold);
  }

  /** Draws a character in a font of this computer. @param width that which every computer gives it, in thousandths */
  #installedGlyph(source: FontSource, character: string, isBold: boolean, width: number): DrawnGlyph | null {
    const { found, isRestricted } = this.#found.for(source, isBold);
    const drawn = found?.font.drawAsWideAs(character.codePointAt(0) ?? 0, character, width) ?? null;
    if (drawn === null || found?.isAlike === true) {
      this.#notes.add(isRestricted ? 'FONT_RESTRICTED' : 'FONT_REPLACED', source.name);
    }
    return drawn;
  }

  /** Finds the glyph of a character of this program's own words; null if no font at hand has it. */
  forMark(style: FontStyle, character: string): DrawnGlyph | null {
    const code = character.codePointAt(0) ?? 0;
    const usual = this.#usual(style, character, code, false);
    return character === ' ' || isMissing(usual) ? null : this.#drawUsual(usual, character, code, false);
  }

  /** Writes all fonts that were drawn. */
  write(): void {
    for (const carried of this.#carried.values()) carried?.write(this.#file);
    for (const own of this.#own.values()) own.write(this.#file);
    this.#found.write();
  }

  #drawUsual(usual: UsualGlyph, character: string, code: number, isBold: boolean): DrawnGlyph {
    if (usual.kind === 'standard') return this.#standard(usual.look, isBold).draw(code);
    if (usual.kind === 'named') {
      return this.#made('named', () => new NamedFont(this.#file.reserve())).draw(character);
    }
    const key = isBold ? 'bold' : 'regular';
    const embedded = this.#made(key, () => this.#substitute(usual.font, key));
    return embedded.drawCharacter(code, character) ?? embedded.draw(usual.glyph, character);
  }

  /** Finds what every computer draws a character by that the font of the file does not. */
  #usual(style: FontStyle, character: string, code: number, isBold: boolean): UsualGlyph {
    const isAscii = StandardFont.has(code);
    if (isAscii && style.latin !== 'chinese') return { kind: 'standard', look: style.latin };
    const font = isBold ? this.#substitutes?.bold : this.#substitutes?.regular;
    const glyph = font?.glyphOf(code) ?? 0;
    if (font !== undefined && glyph !== 0) return { kind: 'substitute', font, glyph };
    if (isAscii) return { kind: 'standard', look: 'sans' };
    // What even a Chinese font of the viewer lacks is drawn as the box that stands for a missing letter.
    return font === undefined || CHINESE.test(character)
      ? { kind: 'named' }
      : { kind: 'substitute', font, glyph };
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
