import { type CharacterMap, readCharacterMap } from './character-map.ts';
import { readCff } from './cff.ts';
import { onlyGlyphs } from './glyph-subset.ts';
import {
  damagedFont,
  isSfnt,
  type SfntTables,
  sfntTables,
  TRUETYPE_FLAVOUR,
  viewOfBytes,
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

/** Tables that a TrueType font cannot be drawn without. */
const NEEDED = ['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf'] as const;
/** The other tables that TrueType in a PDF may have (ISO 32000-2 §9.9.1). */
const HINTS = ['cvt ', 'fpgm', 'prep'] as const;
const MOST_UNITS = 16_384;

/**
 * Reads a font by its content: TrueType, OpenType or bare CFF, whatever its name says.
 * @throws CodedError FILE_UNREADABLE for a font that no viewer could draw
 */
export function readOutlineFont(bytes: Uint8Array): OutlineFont {
  return reading(() => {
    if (!isSfnt(bytes)) return cffFont(bytes, null);
    const tables = sfntTables(bytes);
    const cff = tables.get('CFF ');
    return cff === undefined ? trueTypeFont(tables) : cffFont(cff, tables);
  });
}

/** Makes a font of the tables of a TrueType file. @throws CodedError FILE_UNREADABLE */
export function outlineFontOf(tables: SfntTables): OutlineFont {
  return reading(() => trueTypeFont(tables));
}

function reading(read: () => OutlineFont): OutlineFont {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw damagedFont('a table is cut short');
    throw error;
  }
}

function trueTypeFont(tables: SfntTables): OutlineFont {
  const glyphCount = expectOutlines(tables);
  return {
    outlines: 'truetype',
    glyphCount,
    ...metricsOf(tables, glyphCount),
    glyphOf: within(readCharacterMap(tables.get('cmap')), glyphCount),
    glyphNumbered: (number) => (number < glyphCount ? number : null),
    cidOf: (glyph) => glyph,
    file: (glyphs) => {
      const kept = glyphs === null ? tables : onlyGlyphs(tables, glyphs);
      const present = [...NEEDED, ...HINTS].flatMap((tag) => {
        const bytes = kept.get(tag);
        return bytes === undefined ? [] : [{ tag, bytes }];
      });
      return writeSfnt(TRUETYPE_FLAVOUR, present);
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

/** Checks that every glyph's outline lies within the font. @returns the number of glyphs */
function expectOutlines(tables: SfntTables): number {
  const missing = NEEDED.find((tag) => tables.get(tag) === undefined);
  if (missing !== undefined) throw damagedFont(`no table ${missing}`);
  const loca = viewIn(tables, 'loca');
  const isLong = viewIn(tables, 'head').getInt16(50) !== 0;
  const places = Math.floor(loca.byteLength / (isLong ? 4 : 2));
  const glyphCount = Math.min(viewIn(tables, 'maxp').getUint16(4), places - 1);
  if (glyphCount <= 0) throw damagedFont('no glyphs');
  const size = tables.get('glyf')?.length ?? 0;
  for (let index = 0, last = 0; index <= glyphCount; index += 1) {
    const place = isLong ? loca.getUint32(4 * index) : 2 * loca.getUint16(2 * index);
    if (place < last || place > size) throw damagedFont('outlines are out of order');
    last = place;
  }
  return glyphCount;
}

function viewIn(tables: SfntTables, tag: string): DataView {
  return viewOfBytes(tables.get(tag) ?? new Uint8Array(0));
}

type Metrics = Pick<OutlineFont, 'ascent' | 'descent' | 'box' | 'advanceOf'>;

/** OpenType 1.9, head, hhea and hmtx. */
function metricsOf(tables: SfntTables, glyphCount: number): Metrics {
  const [head, hhea, hmtx] = [viewIn(tables, 'head'), viewIn(tables, 'hhea'), viewIn(tables, 'hmtx')];
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
