import { viewOfBytes } from '../bytes/byte-arrays.ts';

/** Finds the glyph of a character; 0 if the font has none. */
export type CharacterMap = (codePoint: number) => number;

const NOTHING: CharacterMap = () => 0;

/** Platform and encoding of subtables that hold Unicode, the fullest first (OpenType 1.9, cmap). */
const UNICODE_TABLES = ['3,10', '0,6', '0,4', '3,1', '0,3', '0,2', '0,1', '0,0'] as const;
/** Fonts of symbols have their letters at U+F000 and up; writers name them by the last byte too. */
const SYMBOL_TABLE = '3,0';
const SYMBOL_START = 0xf000;
/** Letters of the old Macintosh encoding below 128 are those of ASCII. */
const MACINTOSH_TABLE = '1,0';
const MACINTOSH_END = 128;

/**
 * Reads the table by which characters become glyphs. A font without a usable one has no characters: its glyphs are
 * then named by their numbers alone.
 */
export function readCharacterMap(cmap: Uint8Array | undefined): CharacterMap {
  if (cmap === undefined) return NOTHING;
  try {
    return guarded(mapOf(cmap));
  } catch (error) {
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
}

/** A look-up that leaves the table finds nothing. */
function guarded(map: CharacterMap): CharacterMap {
  return (codePoint) => {
    try {
      return map(codePoint);
    } catch (error) {
      if (error instanceof RangeError) return 0;
      throw error;
    }
  };
}

function mapOf(cmap: Uint8Array): CharacterMap {
  const view = viewOfBytes(cmap);
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(2); index += 1) {
    const record = 4 + index * 8;
    const key = `${String(view.getUint16(record))},${String(view.getUint16(record + 2))}`;
    if (!offsets.has(key)) offsets.set(key, view.getUint32(record + 4));
  }
  const read = (key: string): CharacterMap | null => {
    const offset = offsets.get(key);
    return offset === undefined ? null : subtable(viewOfBytes(cmap.subarray(offset)));
  };
  for (const key of UNICODE_TABLES) {
    const map = read(key);
    if (map !== null) return map;
  }
  const symbols = read(SYMBOL_TABLE);
  if (symbols !== null) {
    return (codePoint) => symbols(codePoint) || (codePoint < 256 ? symbols(SYMBOL_START + codePoint) : 0);
  }
  const macintosh = read(MACINTOSH_TABLE);
  return macintosh === null ? NOTHING : (codePoint) => (codePoint < MACINTOSH_END ? macintosh(codePoint) : 0);
}

/** Reads a subtable of format 0, 4, 6, 10, 12 or 13; null for another one. */
function subtable(view: DataView): CharacterMap | null {
  switch (view.getUint16(0)) {
    case 0:
      return (code) => (code < 256 ? view.getUint8(6 + code) : 0);
    case 4:
      return segments(view);
    case 6:
      return trimmed(view, view.getUint16(6), view.getUint16(8), 10);
    case 10:
      return trimmed(view, view.getUint32(12), view.getUint32(16), 20);
    case 12:
      return groups(view, (start, first, code) => first + code - start);
    case 13:
      return groups(view, (_, first) => first);
    default:
      return null;
  }
}

function trimmed(view: DataView, first: number, count: number, start: number): CharacterMap {
  return (code) => (code >= first && code < first + count ? view.getUint16(start + 2 * (code - first)) : 0);
}

/** Format 4: segments with an end, a start, a delta and an offset into the glyphs behind them. */
function segments(view: DataView): CharacterMap {
  const count = view.getUint16(6) >> 1;
  const [ends, starts] = [14, 16 + 2 * count];
  const [deltas, offsets] = [starts + 2 * count, starts + 4 * count];
  return (code) => {
    if (code > 0xffff) return 0;
    const segment = firstWhere(count, (index) => view.getUint16(ends + 2 * index) >= code);
    if (segment === count) return 0;
    const start = view.getUint16(starts + 2 * segment);
    if (start > code) return 0;
    const delta = view.getUint16(deltas + 2 * segment);
    const place = offsets + 2 * segment;
    const offset = view.getUint16(place);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = view.getUint16(place + offset + 2 * (code - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** Formats 12 and 13: groups of codes from start to end with the glyph of the first. */
function groups(
  view: DataView,
  glyphOf: (start: number, first: number, code: number) => number,
): CharacterMap {
  const count = view.getUint32(12);
  return (code) => {
    const group = 16 + 12 * firstWhere(count, (index) => view.getUint32(20 + 12 * index) >= code);
    if (group >= 16 + 12 * count) return 0;
    const start = view.getUint32(group);
    return start > code ? 0 : glyphOf(start, view.getUint32(group + 8), code);
  };
}

/** Finds the first index for which a condition holds that holds for all behind it; `count` if there is none. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
