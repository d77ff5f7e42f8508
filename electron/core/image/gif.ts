import { concatBytes } from '../bytes/byte-arrays.ts';
import { expectImageSize, ImageRefusedError, type RasterPicture } from './image-size.ts';

const HEADER_LENGTH = 13;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const TABLE_FLAG = 0x80;
const INTERLACE_FLAG = 0x40;

/** First row and step of the four interlaced passes (GIF89a, Appendix E). */
const INTERLACED_PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

interface Cursor {
  readonly data: Uint8Array;
  position: number;
}

/**
 * Decodes the first image of a GIF (87a or 89a) onto its screen; what the image does not cover is clear.
 * @throws ImageRefusedError
 */
export function decodeGif(data: Uint8Array): RasterPicture {
  const cursor: Cursor = { data, position: HEADER_LENGTH };
  const width = uint16(data, 6);
  const height = uint16(data, 8);
  expectImageSize(width, height);
  const screen = { width, height, rgba: new Uint8Array(width * height * 4) };
  const globalTable = colourTable(cursor, data[10] ?? 0);
  let transparent = -1;
  for (;;) {
    const kind = byte(cursor);
    if (kind === IMAGE) return drawImage(cursor, screen, globalTable, transparent);
    if (kind !== EXTENSION) throw new ImageRefusedError('GIF without an image');
    const label = byte(cursor);
    const block = subBlocks(cursor);
    if (label === GRAPHIC_CONTROL) transparent = ((block[0] ?? 0) & 1) === 1 ? (block[3] ?? -1) : -1;
  }
}

function drawImage(
  cursor: Cursor,
  screen: RasterPicture,
  globalTable: Uint8Array,
  transparent: number,
): RasterPicture {
  const { data, position } = cursor;
  const [left, top, width, height] = [0, 2, 4, 6].map((at) => uint16(data, position + at));
  const flags = data[position + 8] ?? 0;
  cursor.position += 9;
  const table = (flags & TABLE_FLAG) === 0 ? globalTable : colourTable(cursor, flags);
  if (left === undefined || top === undefined || width === undefined || height === undefined) return screen;
  expectImageSize(width, height);
  const minimumCodeSize = byte(cursor);
  const indexes = decodeGifCodes(subBlocks(cursor), minimumCodeSize, width * height);
  const { rgba } = screen;
  const shown = Math.min(width, screen.width - left);
  rowOrder(height, (flags & INTERLACE_FLAG) !== 0).forEach((y, row) => {
    if (top + y >= screen.height) return;
    for (let x = 0, at = ((top + y) * screen.width + left) * 4; x < shown; x += 1, at += 4) {
      const index = indexes[row * width + x] ?? 0;
      if (index === transparent) continue;
      rgba[at] = table[index * 3] ?? 0;
      rgba[at + 1] = table[index * 3 + 1] ?? 0;
      rgba[at + 2] = table[index * 3 + 2] ?? 0;
      rgba[at + 3] = 255;
    }
  });
  return screen;
}

function rowOrder(height: number, interlaced: boolean): number[] {
  const rows = Array.from({ length: height }, (_, row) => row);
  if (!interlaced) return rows;
  return INTERLACED_PASSES.flatMap(([first, step]) =>
    rows.filter((row) => row >= first && (row - first) % step === 0),
  );
}

function colourTable(cursor: Cursor, flags: number): Uint8Array {
  if ((flags & TABLE_FLAG) === 0) return new Uint8Array(0);
  const length = 3 * 2 ** ((flags & 7) + 1);
  cursor.position += length;
  return cursor.data.subarray(cursor.position - length, cursor.position);
}

function subBlocks(cursor: Cursor): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let length = byte(cursor); length > 0; length = byte(cursor)) {
    blocks.push(cursor.data.subarray(cursor.position, cursor.position + length));
    cursor.position += length;
  }
  return concatBytes(...blocks);
}

function byte(cursor: Cursor): number {
  const value = cursor.data[cursor.position];
  if (value === undefined) throw new ImageRefusedError('damaged GIF');
  cursor.position += 1;
  return value;
}

function uint16(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) + (data[at + 1] ?? 0) * 256;
}

const TABLE_LIMIT = 4096;
const WIDEST_CODE = 12;

/**
 * GIF's variant of LZW (GIF89a, Appendix F): variable codes, least significant bit first. Each table entry is
 * its prefix's number and one more index.
 * @param count how many indexes the image has; more are not decoded
 * @throws ImageRefusedError for broken codes or too few indexes
 */
function decodeGifCodes(data: Uint8Array, minimumCodeSize: number, count: number): Uint8Array {
  if (minimumCodeSize < 2 || minimumCodeSize > 8) throw new ImageRefusedError('GIF code size');
  const clear = 2 ** minimumCodeSize;
  const table = new CodeTable(clear + 2);
  const result = new Uint8Array(count);
  let width = minimumCodeSize + 1;
  let written = 0;
  let previous = -1;
  for (let bit = 0; written < count;) {
    if (bit + width > data.length * 8) throw new ImageRefusedError('GIF data too short');
    const code = readCode(data, bit, width);
    bit += width;
    if (code === clear + 1) throw new ImageRefusedError('GIF data too short');
    if (code === clear) {
      table.reset();
      width = minimumCodeSize + 1;
      previous = -1;
      continue;
    }
    if (previous >= 0) table.extend(previous, table.firstIndex(code < table.next ? code : previous));
    if (code >= table.next) throw new ImageRefusedError('GIF code out of order');
    written = table.write(code, result, written);
    if (table.next === 2 ** width && width < WIDEST_CODE) width += 1;
    previous = code;
  }
  return result;
}

function readCode(data: Uint8Array, position: number, width: number): number {
  const at = position >> 3;
  const bits = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16);
  return (bits >> (position & 7)) & (2 ** width - 1);
}

/** Each code stands for a word: the word of its prefix and one more index. */
class CodeTable {
  readonly #first: number;
  readonly #prefixes = new Int16Array(TABLE_LIMIT).fill(-1);
  readonly #indexes = new Uint8Array(TABLE_LIMIT);
  readonly #firstIndexes = new Uint8Array(TABLE_LIMIT);
  readonly #lengths = new Uint16Array(TABLE_LIMIT).fill(1);
  next: number;

  constructor(first: number) {
    this.#first = first;
    this.next = first;
    for (let index = 0; index < first - 2; index += 1) {
      this.#indexes[index] = index;
      this.#firstIndexes[index] = index;
    }
  }

  reset(): void {
    this.next = this.#first;
  }

  extend(prefix: number, index: number): void {
    if (this.next >= TABLE_LIMIT) return;
    this.#prefixes[this.next] = prefix;
    this.#indexes[this.next] = index;
    this.#firstIndexes[this.next] = this.firstIndex(prefix);
    this.#lengths[this.next] = (this.#lengths[prefix] ?? 0) + 1;
    this.next += 1;
  }

  firstIndex(code: number): number {
    return this.#firstIndexes[code] ?? 0;
  }

  /** Writes a code's indexes, as far as there is room, the last one first. @returns the position behind them */
  write(code: number, result: Uint8Array, position: number): number {
    const end = position + (this.#lengths[code] ?? 0);
    for (let at = code, place = end - 1; at >= 0; at = this.#prefixAt(at), place -= 1) {
      if (place < result.length) result[place] = this.#indexes[at] ?? 0;
    }
    return Math.min(end, result.length);
  }

  #prefixAt(code: number): number {
    return this.#prefixes[code] ?? -1;
  }
}
