import type { ViewFile } from '../output/view-file.ts';
import { EmbeddedFont } from './embedded-font.ts';
import { findInstalled, type InstalledFont, type InstalledFonts } from './installed-fonts.ts';
import type { FontStyle } from './font-style.ts';

/** A font as a file names it. */
interface WantedFont {
  readonly names: readonly string[];
  readonly style: Pick<FontStyle, 'alike'>;
}

/** A font of this computer that is drawn for one of a file. */
interface FoundFont {
  readonly font: EmbeddedFont;
  readonly isBold: boolean;
  /** Whether it is only of the same kind. */
  readonly isAlike: boolean;
}

/** What this computer has for a font of a file. */
interface Finding {
  readonly found: FoundFont | null;
  /** Whether it has the font, and its maker does not allow it in documents. */
  readonly isRestricted: boolean;
}

/** The fonts of this computer that a view draws in. Each is looked for once, and embedded with the glyphs that were drawn. */
export class FoundFonts {
  readonly #file: ViewFile;
  readonly #installed: InstalledFonts | null;
  readonly #embedded = new Map<InstalledFont, EmbeddedFont>();
  readonly #usual = new Map<WantedFont, Finding>();
  readonly #bold = new Map<WantedFont, Finding>();

  /** @param installed null for none */
  constructor(file: ViewFile, installed: InstalledFonts | null) {
    this.#file = file;
    this.#installed = installed;
  }

  /** Finds what is drawn for a font that its file does not carry. @param wanted the same each time for the same font */
  for(wanted: WantedFont, isBold: boolean): Finding {
    const known = isBold ? this.#bold : this.#usual;
    const finding = known.get(wanted) ?? this.#find(wanted, isBold);
    known.set(wanted, finding);
    return finding;
  }

  /** Writes the fonts that were drawn. */
  write(): void {
    for (const font of this.#embedded.values()) font.write(this.#file);
  }

  #find({ names, style }: WantedFont, isBold: boolean): Finding {
    const fonts = this.#installed;
    if (fonts === null) return { found: null, isRestricted: false };
    const exact = findInstalled(fonts, names, isBold);
    const found = exact.kind === 'found' ? exact : findInstalled(fonts, style.alike, isBold);
    const isRestricted = exact.kind === 'restricted';
    if (found.kind !== 'found') return { found: null, isRestricted };
    const font =
      this.#embedded.get(found.key) ?? new EmbeddedFont(found.font, this.#file.reserve(), 'Installed', true);
    this.#embedded.set(found.key, font);
    return { found: { font, isBold: found.isBold, isAlike: found !== exact }, isRestricted };
  }
}
