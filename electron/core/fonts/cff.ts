import { viewOfBytes } from '../bytes/byte-arrays.ts';
import { latin1Text } from '../bytes/encodings.ts';
import { damagedFont } from './sfnt-tables.ts';
import { charstringWidth, compactNumber, type NumberAt, type Subroutines } from './charstring-width.ts';

/** What is read of a CFF font (Adobe Technical Note 5176). Lengths are in thousandths of an em. */
export interface CffFont {
  readonly glyphCount: number;
  readonly box: readonly [number, number, number, number];
  advanceOf(glyph: number): number;
  /** Finds a character by the names of glyphs; 0 for a font that has none. */
  glyphOf(codePoint: number): number;
  cidOf(glyph: number): number;
  /** Reverses `cidOf`; null for a number that no glyph has. */
  glyphOfCid(cid: number): number | null;
}

/** Operators of dictionaries (appendix H); two-byte ones are 1200 and up. */
const OPERATOR = {
  box: 5,
  charset: 15,
  charStrings: 17,
  private: 18,
  subroutines: 19,
  defaultWidth: 20,
} as const;
const NOMINAL_WIDTH = 21;
const ESCAPE = 12;
const ESCAPED = 1200;
const LAST_OPERATOR = 21;
const FONT_MATRIX = ESCAPED + 7;
const ROS = ESCAPED + 30;
const FONT_DICTIONARIES = ESCAPED + 36;
const FONT_SELECT = ESCAPED + 37;

/** Standard strings 1 to 95 are the letters of ASCII from the space on, but for two quotes (appendix A). */
const LAST_ASCII_STRING = 95;
const QUOTES: ReadonlyMap<number, number> = new Map([
  [0x2019, 8],
  [0x2018, 65],
]);
const STANDARD_STRINGS = 391;

type Dictionary = ReadonlyMap<number, readonly number[]>;

/**
 * Reads a CFF font far enough to embed it: glyphs, widths and names.
 * @throws CodedError FILE_UNREADABLE, RangeError for tables that are cut short
 */
export function readCff(bytes: Uint8Array): CffFont {
  if (bytes[0] !== 1 || bytes.length < 8) throw damagedFont('neither TrueType nor CFF');
  const names = index(bytes, bytes[2] ?? 0);
  const tops = index(bytes, names.end);
  const strings = index(bytes, tops.end);
  const globals = index(bytes, strings.end);
  const [topBytes] = tops.items;
  if (topBytes === undefined) throw damagedFont('CFF without a dictionary');
  const top = dictionary(topBytes);
  const charStrings = index(bytes, offsetIn(top, OPERATOR.charStrings)).items;
  if (charStrings.length === 0) throw damagedFont('no glyphs');
  const ids = charset(bytes, top.get(OPERATOR.charset)?.[0] ?? 0, charStrings.length);
  const scale = 1000 * Math.abs(top.get(FONT_MATRIX)?.[0] ?? 0.001);
  const privates = privateParts(bytes, top, charStrings.length);
  const widths = new Map<number, number>();
  const advanceOf = (glyph: number): number => {
    const known = widths.get(glyph);
    const charString = charStrings[glyph];
    if (known !== undefined || charString === undefined) return known ?? 0;
    const { subroutines, defaultWidth, nominalWidth } = privates(glyph);
    const more = charstringWidth(charString, { local: subroutines, global: globals.items });
    const width = (more === null ? defaultWidth : nominalWidth + more) * scale;
    widths.set(glyph, width);
    return width;
  };
  const box = top.get(OPERATOR.box) ?? [];
  const isByIds = top.has(ROS);
  const byId = new Map(isByIds ? ids.map((id, glyph) => [id, glyph]) : []);
  return {
    glyphCount: charStrings.length,
    box: [(box[0] ?? 0) * scale, (box[1] ?? -200) * scale, (box[2] ?? 1000) * scale, (box[3] ?? 800) * scale],
    advanceOf,
    glyphOf: isByIds ? () => 0 : byNames(ids, strings.items),
    cidOf: isByIds ? (glyph) => ids[glyph] ?? 0 : (glyph) => glyph,
    glyphOfCid: (cid) => (isByIds ? (byId.get(cid) ?? null) : cid < charStrings.length ? cid : null),
  };
}

interface Index {
  readonly items: readonly Uint8Array[];
  readonly end: number;
}

/** §5: a count, the size of offsets, offsets from 1 on, and the data. */
function index(bytes: Uint8Array, at: number): Index {
  const view = viewOfBytes(bytes);
  const count = view.getUint16(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = view.getUint8(at + 2);
  if (size < 1 || size > 4) throw damagedFont('CFF offsets');
  const offsetAt = (item: number): number => {
    let offset = 0;
    for (let byte = 0; byte < size; byte += 1)
      offset = offset * 256 + view.getUint8(at + 3 + item * size + byte);
    return offset;
  };
  const start = at + 2 + (count + 1) * size;
  const items: Uint8Array[] = [];
  for (let item = 0, from = offsetAt(0); item < count; item += 1) {
    const to = offsetAt(item + 1);
    if (to < from || start + to > bytes.length) throw damagedFont('CFF index out of order');
    items.push(bytes.subarray(start + from, start + to));
    from = to;
  }
  return { items, end: start + offsetAt(count) };
}

/** §4: numbers, each group followed by its operator. */
function dictionary(bytes: Uint8Array): Dictionary {
  const entries = new Map<number, readonly number[]>();
  const view = viewOfBytes(bytes);
  let operands: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = view.getUint8(at);
    const number = dictionaryNumber(bytes, view, at);
    if (number !== null) {
      operands.push(number[0]);
      at = number[1];
    } else if (byte <= LAST_OPERATOR) {
      const isEscaped = byte === ESCAPE;
      entries.set(isEscaped ? ESCAPED + view.getUint8(at + 1) : byte, operands);
      operands = [];
      at += isEscaped ? 2 : 1;
    } else at += 1;
  }
  return entries;
}

function dictionaryNumber(bytes: Uint8Array, view: DataView, at: number): NumberAt | null {
  const byte = view.getUint8(at);
  if (byte === 29) return [view.getInt32(at + 1), at + 5];
  return byte === 30 ? real(bytes, at + 1) : compactNumber(view, at);
}

const NIBBLES = [...'0123456789', '.', 'E', 'E-', '', '-'];

/** §4, table 5: a real number in nibbles, ended by 15. */
function real(bytes: Uint8Array, from: number): NumberAt {
  let text = '';
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0xff;
    const [high, low] = [byte >> 4, byte & 15];
    if (high === 15) return [Number(text), at + 1];
    text += NIBBLES[high] ?? '';
    if (low === 15) return [Number(text), at + 1];
    text += NIBBLES[low] ?? '';
  }
  throw damagedFont('CFF number');
}

function offsetIn(top: Dictionary, operator: number): number {
  const offset = top.get(operator)?.[0];
  if (offset === undefined) throw damagedFont('CFF dictionary without an offset');
  return offset;
}

/** §13: the name or character id of each glyph. */
function charset(bytes: Uint8Array, offset: number, count: number): readonly number[] {
  // 0 to 2 are charsets that the note lists; the first names its glyphs in the order of the strings.
  if (offset <= 2) return Array.from({ length: count }, (_, glyph) => glyph);
  const view = viewOfBytes(bytes);
  const format = view.getUint8(offset);
  const ids = [0];
  let at = offset + 1;
  while (ids.length < count) {
    const first = view.getUint16(at);
    const left = format === 0 ? 0 : format === 1 ? view.getUint8(at + 2) : view.getUint16(at + 2);
    for (let more = 0; more <= left && ids.length < count; more += 1) ids.push(first + more);
    at += format === 0 ? 2 : format === 1 ? 3 : 4;
  }
  return ids;
}

interface PrivatePart {
  readonly subroutines: Subroutines['local'];
  readonly defaultWidth: number;
  readonly nominalWidth: number;
}

/** Finds widths and subroutines of a glyph: one set, or one for each font dictionary (§§15, 18, 19). */
function privateParts(bytes: Uint8Array, top: Dictionary, count: number): (glyph: number) => PrivatePart {
  if (!top.has(FONT_DICTIONARIES)) {
    const only = privatePart(bytes, top);
    return () => only;
  }
  const parts = index(bytes, offsetIn(top, FONT_DICTIONARIES)).items.map((item) =>
    privatePart(bytes, dictionary(item)),
  );
  const select = fontSelect(bytes, offsetIn(top, FONT_SELECT), count);
  const none: PrivatePart = { subroutines: [], defaultWidth: 0, nominalWidth: 0 };
  return (glyph) => parts[select[glyph] ?? 0] ?? none;
}

function privatePart(bytes: Uint8Array, owner: Dictionary): PrivatePart {
  const [size = 0, offset = 0] = owner.get(OPERATOR.private) ?? [];
  const own = dictionary(bytes.subarray(offset, offset + size));
  const [local] = own.get(OPERATOR.subroutines) ?? [];
  return {
    subroutines: local === undefined ? [] : index(bytes, offset + local).items,
    defaultWidth: own.get(OPERATOR.defaultWidth)?.[0] ?? 0,
    nominalWidth: own.get(NOMINAL_WIDTH)?.[0] ?? 0,
  };
}

/** §19: the font dictionary of each glyph, one by one or in ranges. */
function fontSelect(bytes: Uint8Array, offset: number, count: number): Uint8Array {
  const view = viewOfBytes(bytes);
  if (view.getUint8(offset) === 0) return bytes.subarray(offset + 1, offset + 1 + count);
  const select = new Uint8Array(count);
  for (let range = 0; range < view.getUint16(offset + 1); range += 1) {
    const at = offset + 3 + 3 * range;
    select.fill(view.getUint8(at + 2), view.getUint16(at), view.getUint16(at + 3));
  }
  return select;
}

/** Glyphs are named as letters of ASCII, or "uni" with the code. */
function byNames(ids: readonly number[], strings: readonly Uint8Array[]): (codePoint: number) => number {
  const glyphs = new Map(ids.map((id, glyph) => [id, glyph]));
  const byCode = new Map<number, number>();
  ids.forEach((id, glyph) => {
    const name = id < STANDARD_STRINGS ? '' : latin1Text(strings[id - STANDARD_STRINGS] ?? new Uint8Array(0));
    const code = /^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$/.exec(name);
    if (code !== null) byCode.set(Number.parseInt(code[1] ?? code[2] ?? '', 16), glyph);
  });
  return (codePoint) => {
    const string = QUOTES.get(codePoint) ?? codePoint - 31;
    const isAscii = string >= 1 && string <= LAST_ASCII_STRING;
    return byCode.get(codePoint) ?? (isAscii ? (glyphs.get(string) ?? 0) : 0);
  };
}
