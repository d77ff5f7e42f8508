import { type CharacterMap, readCharacterMap } from './character-map.ts';
import { readCff } from './cff.ts';
import { Outlines } from './outlines.ts';
import {
  damagedFont,
  isSfnt,
  readingFont,
  type SfntTables,
  sfntTables,
  TRUETYPE_FLAVOUR,
  viewOfTable,
  writeSfnt,
} from './sfnt-tables.ts';

/** What a PDF needs to know of a font that it embeds. Lengths are in thousandths of an em. */
export interface OutlineFont {
  readonly outlines: 'truetype' | 'cff';
  readonly glyphCount: number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: Box;
  /** Finds the glyph of a character; 0 if the font has none. */
  readonly glyphOf: CharacterMap;
  /**
   * Finds a glyph by the number that other files name it by: its place, or its character id in bare CFF that has them.
   * @returns null for none
   */
  glyphNumbered(number: number): number | null;
  /** Returns how far the pen goes on after a glyph. */
  advanceOf(glyph: number): number;
  /** Returns the number by which a PDF names a glyph: for CFF by character ids the id, otherwise the glyph's own. */
  cidOf(glyph: number): number;
  /**
   * Returns what a PDF embeds: a TrueType file, or the bare CFF table.
   * @param glyphs the only ones that are needed; TrueType leaves the outlines of the others out. Null for all
   */
  file(glyphs: ReadonlySet<number> | null): Uint8Array;
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** The tables of TrueType in a PDF (ISO 32000-2 §9.9.1): what it cannot be drawn without, and hints. */
const EMBEDDED: ReadonlySet<string> = new Set([
  ...['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf'],
  ...['cvt ', 'fpgm', 'prep'],
]);
/** What {@link outlineFontOf} reads. */
export const TRUETYPE_TABLES: ReadonlySet<string> = new Set([...EMBEDDED, 'cmap']);
const MOST_UNITS = 16_384;

/**
 * Reads a font by its content: TrueType, OpenType or bare CFF, whatever its name says.
 * @throws CodedError FILE_UNREADABLE for a font that no viewer could draw
 */
export function readOutlineFont(bytes: Uint8Array): OutlineFont {
  return readingFont(() => {
    if (!isSfnt(bytes)) return cffFont(bytes, null);
    const tables = sfntTables(bytes);
    const cff = tables.get('CFF ');
    return cff === undefined ? trueTypeFont(tables) : cffFont(cff, tables);
  });
}

/** Makes a font of the tables of a TrueType file. @throws CodedError FILE_UNREADABLE */
export function outlineFontOf(tables: SfntTables): OutlineFont {
  return readingFont(() => trueTypeFont(tables));
}

function trueTypeFont(tables: SfntTables): OutlineFont {
  const outlines = new Outlines(tables);
  const glyphCount = outlines.count;
  return {
    outlines: 'truetype',
    glyphCount,
    ...metricsOf(tables, glyphCount),
    glyphOf: within(readCharacterMap(tables.get('cmap')), glyphCount),
    glyphNumbered: (number) => (number < glyphCount ? number : null),
    cidOf: (glyph) => glyph,
    file: (glyphs) => {
      const kept = glyphs === null ? tables : outlines.laidOut(glyphs);
      return writeSfnt(TRUETYPE_FLAVOUR, new Map([...kept].filter(([tag]) => EMBEDDED.has(tag))));
    },
  };
}

/** A map may name glyphs that its font does not have. */
function within(map: CharacterMap, glyphCount: number): CharacterMap {
  return (codePoint) => {
    const glyph = map(codePoint);
    return glyph < glyphCount ? glyph : 0;
  };
}

type Metrics = Pick<OutlineFont, 'ascent' | 'descent' | 'box' | 'advanceOf'>;

/** OpenType 1.9, head, hhea and hmtx. */
function metricsOf(tables: SfntTables, glyphCount: number): Metrics {
  const [head, hhea, hmtx] = [
    viewOfTable(tables, 'head'),
    viewOfTable(tables, 'hhea'),
    viewOfTable(tables, 'hmtx'),
  ];
  const units = head.getUint16(18);
  if (units === 0 || units > MOST_UNITS) throw damagedFont('no size of an em');
  const scale = 1000 / units;
  const entries = Math.min(hhea.getUint16(34), Math.floor(hmtx.byteLength / 4));
  if (entries === 0) throw damagedFont('no widths');
  const edge = (at: number): number => head.getInt16(at) * scale;
  return {
    ascent: hhea.getInt16(4) * scale,
    descent: hhea.getInt16(6) * scale,
    box: [edge(36), edge(38), edge(40), edge(42)],
    advanceOf: (glyph) => (glyph < glyphCount ? hmtx.getUint16(4 * Math.min(glyph, entries - 1)) * scale : 0),
  };
}

const OUTER_METRICS = ['head', 'hhea', 'hmtx'] as const;

/** @param tables around the CFF table; null for bare CFF */
function cffFont(bytes: Uint8Array, tables: SfntTables | null): OutlineFont {
  const cff = readCff(bytes);
  const own: Metrics = {
    ascent: cff.box[3],
    descent: cff.box[1],
    box: cff.box,
    advanceOf: (glyph) => cff.advanceOf(glyph),
  };
  const isOuter = tables !== null && OUTER_METRICS.every((tag) => tables.has(tag));
  const map = readCharacterMap(tables?.get('cmap'));
  return {
    outlines: 'cff',
    glyphCount: cff.glyphCount,
    ...(isOuter ? metricsOf(tables, cff.glyphCount) : own),
    glyphOf: within((codePoint) => map(codePoint) || cff.glyphOf(codePoint), cff.glyphCount),
    glyphNumbered: (number) =>
      tables === null ? cff.glyphOfCid(number) : number < cff.glyphCount ? number : null,
    cidOf: (glyph) => cff.cidOf(glyph),
    file: () => bytes,
  };
}
