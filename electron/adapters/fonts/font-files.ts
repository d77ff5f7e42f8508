import { join } from 'node:path';
import type { PackedFonts } from '../../services/drawn-pages/sheet-pdf.ts';
import { reading } from '../files/file-errors.ts';
import { withStoredTables } from './stored-font.ts';
import { readRegularFile } from '../files/regular-file.ts';

const FONT_NAME = 'noto-serif-sc-chinese-simplified';
const WEIGHTS = { regular: 400, bold: 700 } as const;

/** Folder of the font files of a build. @param dist folder of all bundles */
export const fontFolderIn = (dist: string): string => join(dist, 'assets', 'fonts');

/** Path of one font file. */
export function fontFile(folder: string, weight: keyof typeof WEIGHTS): string {
  return join(folder, `${FONT_NAME}-${WEIGHTS[weight]}-normal.woff`);
}

/**
 * Returns what reads each font once it is needed, unpacked, and hands out the same bytes from then on.
 * Reading throws as {@link readFonts} does.
 */
export function keptFonts(folder: string): () => PackedFonts {
  const kept = new Map<keyof typeof WEIGHTS, Uint8Array>();
  const font = (weight: keyof typeof WEIGHTS): Uint8Array => {
    const known =
      kept.get(weight) ?? withStoredTables(reading(() => readRegularFile(fontFile(folder, weight))));
    kept.set(weight, known);
    return known;
  };
  const fonts: PackedFonts = {
    get regular() {
      return font('regular');
    },
    get bold() {
      return font('bold');
    },
  };
  return () => fonts;
}

/** Reads Noto Serif SC, packed. @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE */
export function readFonts(folder: string): PackedFonts {
  return reading(() => ({
    regular: readRegularFile(fontFile(folder, 'regular')),
    bold: readRegularFile(fontFile(folder, 'bold')),
  }));
}
