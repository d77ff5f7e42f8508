import { unsupportedPicture } from './raster.ts';

const TABLE_LIMIT = 4096;
const WIDEST_CODE = 12;

/**
 * GIF's variant of LZW (GIF89a, Appendix F): variable codes, least significant bit first. Each table entry is
 * its prefix's number and one more index.
 * @param count how many indexes the image has; more are not decoded
 * @throws CodedError SEAL_PICTURE_UNSUPPORTED for broken codes or too few indexes
 */
export function decodeGifCodes(data: Uint8Array, minimumCodeSize: number, count: number): Uint8Array {
  if (minimumCodeSize < 2 || minimumCodeSize > 8) throw unsupportedPicture('GIF code size');
  const clear = 2 ** minimumCodeSize;
  const table = new CodeTable(clear + 2);
  const result = new Uint8Array(count);
  let width = minimumCodeSize + 1;
  let written = 0;
  let previous = -1;
  for (let bit = 0; written < count;) {
    if (bit + width > data.length * 8) throw unsupportedPicture('GIF data too short');
    const code = readCode(data, bit, width);
    bit += width;
    if (code === clear + 1) throw unsupportedPicture('GIF data too short');
    if (code === clear) {
      table.reset();
      width = minimumCodeSize + 1;
      previous = -1;
      continue;
    }
    if (previous >= 0) table.extend(previous, table.firstIndex(code < table.next ? code : previous));
    if (code >= table.next) throw unsupportedPicture('GIF code out of order');
    written = table.write(code, result, written);
    if (table.next === 2 ** width && width < WIDEST_CODE) width += 1;
    previous = code;
  }
  return result;
}

function readCode(data: Uint8Array, position: number, width: number): number {
  let code = 0;
  for (let bit = 0; bit < width; bit += 1) {
    const at = position + bit;
    code += (((data[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
  }
  return code;
}

class CodeTable {
  readonly #first: number;
  readonly #prefixes = new Int16Array(TABLE_LIMIT).fill(-1);
  readonly #indexes = new Uint8Array(TABLE_LIMIT);
  next: number;

  constructor(first: number) {
    this.#first = first;
    this.next = first;
    for (let index = 0; index < first - 2; index += 1) this.#indexes[index] = index;
  }

  reset(): void {
    this.next = this.#first;
  }

  extend(prefix: number, index: number): void {
    if (this.next >= TABLE_LIMIT) return;
    this.#prefixes[this.next] = prefix;
    this.#indexes[this.next] = index;
    this.next += 1;
  }

  firstIndex(code: number): number {
    let at = code;
    for (let prefix = this.#prefixAt(at); prefix >= 0; prefix = this.#prefixAt(at)) at = prefix;
    return this.#indexes[at] ?? 0;
  }

  /** Writes a code's indexes, as far as there is room. @returns the position behind them */
  write(code: number, result: Uint8Array, position: number): number {
    const word: number[] = [];
    for (let at = code; at >= 0; at = this.#prefixAt(at)) word.push(this.#indexes[at] ?? 0);
    const room = word.reverse().slice(0, result.length - position);
    result.set(room, position);
    return position + room.length;
  }

  #prefixAt(code: number): number {
    return this.#prefixes[code] ?? -1;
  }
}
