import { fontNameKey } from '../../../fonts/font-face.ts';
import type { OutlineFont } from '../../../fonts/outline-font.ts';

/** A font of this computer. */
export interface InstalledFont {
  /** 400 is usual, 700 bold. */
  readonly weight: number;
  /** Whether its maker allows it in documents. */
  readonly mayBeEmbedded: boolean;
  /** Reads it once it is drawn; null for a damaged one, and for one whose outlines a view cannot take a part of. */
  read(): OutlineFont | null;
}

/** The upright fonts of this computer. */
export interface InstalledFonts {
  /**
   * Returns the fonts of exactly this name, of a family or of one font, in whatever language.
   * @param key as {@link fontNameKey} spells it
   */
  named(key: string): readonly InstalledFont[];
}

/** What a computer has in the place of a font that a file names and does not carry. */
export type InstalledFinding =
  | {
      readonly kind: 'found';
      readonly font: OutlineFont;
      readonly key: InstalledFont;
      readonly isBold: boolean;
    }
  | { readonly kind: 'restricted' | 'absent' };

const USUAL_WEIGHT = 400;
const BOLD_WEIGHT = 700;
/** From here on nobody makes a font bolder. */
const LEAST_BOLD = 600;

/** Finds a font by its exact names, the first that the computer has: of its weights the one that is nearest. */
export function findInstalled(
  fonts: InstalledFonts,
  names: readonly string[],
  isBold: boolean,
): InstalledFinding {
  let isRestricted = false;
  for (const name of names) {
    const faces = fonts.named(fontNameKey(name));
    const wanted = isBold ? BOLD_WEIGHT : USUAL_WEIGHT;
    const away = ({ weight }: InstalledFont): number => Math.abs(weight - wanted);
    for (const face of faces.toSorted((a, b) => away(a) - away(b))) {
      const font = face.mayBeEmbedded ? face.read() : null;
      if (font !== null) return { kind: 'found', font, key: face, isBold: face.weight >= LEAST_BOLD };
      isRestricted ||= !face.mayBeEmbedded;
    }
  }
  return { kind: isRestricted ? 'restricted' : 'absent' };
}
