import { join } from 'node:path';
import type { PackedFonts } from '../../services/drawn-pages/sheet-pdf.ts';
import { reading } from './file-errors.ts';
import { readRegularFile } from './regular-file.ts';

const FONT_NAME = 'noto-serif-sc-chinese-simplified';
const WEIGHTS = { regular: 400, bold: 700 } as const;

/** Folder of the font files of a build. @param dist folder of all bundles */
export const fontFolderIn = (dist: string): string => join(dist, 'assets', 'fonts');

/** Path of one font file. */
export function fontFile(folder: string, weight: keyof typeof WEIGHTS): string {
  return join(folder, `${FONT_NAME}-${WEIGHTS[weight]}-normal.woff`);
}

/** Returns what reads the fonts once, and hands out the same bytes from then on. @throws CodedError as {@link readFonts} does */
export function keptFonts(folder: string): () => PackedFonts {
  let kept: PackedFonts | null = null;
  return () => (kept ??= readFonts(folder));
}

/** Reads Noto Serif SC, packed. @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE */
export function readFonts(folder: string): PackedFonts {
  return reading(() => ({
    regular: readRegularFile(fontFile(folder, 'regular')),
    bold: readRegularFile(fontFile(folder, 'bold')),
  }));
}
