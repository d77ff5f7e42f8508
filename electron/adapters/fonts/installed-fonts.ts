import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { type FontFace, readFaces, readFaceTables } from '../../core/fonts/font-face.ts';
import { type OutlineFont, outlineFontOf, TRUETYPE_TABLES } from '../../core/fonts/outline-font.ts';
import type { InstalledFont, InstalledFonts } from '../../core/ofd/view/fonts/installed-fonts.ts';
import { nodeFiles } from '../files/node-files.ts';
import { fontFilesIn } from './font-files-in.ts';

/** Unpacked fonts that are kept for the next view: Chinese ones have up to 20 MB. */
const MOST_KEPT = 3;

/**
 * Finds the upright TrueType fonts in folders by their names. The folders are gone through once, when a font is first asked
 * for, and only names and licences are read then. What cannot be read is passed over.
 */
export function installedFontsIn(folders: readonly string[]): InstalledFonts {
  let index: ReadonlyMap<string, readonly InstalledFont[]> | undefined;
  return { named: (key) => (index ??= indexOf(folders)).get(key) ?? [] };
}

function indexOf(folders: readonly string[]): ReadonlyMap<string, readonly InstalledFont[]> {
  const index = new Map<string, InstalledFont[]>();
  const kept = new KeptFonts();
  for (const path of fontFilesIn(folders)) {
    for (const face of reading(path, readFaces) ?? []) {
      if (face.isItalic || !face.tables.has('glyf')) continue;
      const font = kept.fontOf(path, face);
      for (const name of face.names) index.set(name, [...(index.get(name) ?? []), font]);
    }
  }
  return index;
}

class KeptFonts {
  readonly #read = new Map<FontFace, OutlineFont | null>();

  fontOf(path: string, face: FontFace): InstalledFont {
    const { weight, mayBeEmbedded } = face;
    return { weight, mayBeEmbedded, read: () => this.#fontOf(path, face) };
  }

  #fontOf(path: string, face: FontFace): OutlineFont | null {
    const known = this.#read.get(face);
    if (known !== undefined) return known;
    const font = reading(path, (source) => outlineFontOf(readFaceTables(source, face, TRUETYPE_TABLES)));
    const [oldest] = this.#read.keys();
    if (this.#read.size === MOST_KEPT && oldest !== undefined) this.#read.delete(oldest);
    this.#read.set(face, font);
    return font;
  }
}

/** Reads something of a file; null if it cannot be read, or is damaged. */
function reading<T>(path: string, read: (source: ByteSource) => T): T | null {
  try {
    const file = nodeFiles.open(path);
    try {
      return read(file);
    } finally {
      file.close();
    }
  } catch {
    // Fonts come from anywhere: what one of them throws must not keep the others from being found.
    return null;
  }
}
