import { ofdError } from './zip-entry.ts';

/** RFC 1951 §3.2.5: the least length of a code from 257 on, and its extra bits. */
const LENGTHS = [
  ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163],
  ...[195, 227, 258],
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/** The least distance of a code, and its extra bits. */
const DISTANCES = [
  ...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049],
  ...[3073, 4097, 6145, 8193, 12289, 16385, 24577],
];
const DISTANCE_BITS = [
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
];
/** §3.2.7: the order of the lengths of the codes for lengths. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_BITS = 15;
const END_OF_BLOCK = 256;

/** A Huffman code: how many symbols have each length, and the symbols in the order of their codes (§3.2.2). */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

/** Builds a code; null for lengths that no code has, or that leave codes without a symbol. One symbol alone may. */
function codeOf(lengths: readonly number[]): Code | null {
  const counts = new Uint16Array(MOST_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  let left = 1;
  const offsets = [0, 0];
  for (let length = 1; length <= MOST_BITS; length += 1) {
    const count = counts[length] ?? 0;
    left = 2 * left - count;
    if (left < 0) return null;
    offsets[length + 1] = (offsets[length] ?? 0) + count;
  }
  const used = lengths.length - (counts[0] ?? 0);
  if (left > 0 && (used > 1 || (used === 1 && counts[1] !== 1))) return null;
  const symbols = new Uint16Array(used);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const at = offsets[length] ?? 0;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  }
  return { counts, symbols };
}

const FIXED_LENGTHS = codeOf([
  ...Array.from({ length: 144 }, () => 8),
  ...Array.from({ length: 112 }, () => 9),
  ...Array.from({ length: 24 }, () => 7),
  ...Array.from({ length: 8 }, () => 8),
]);
const FIXED_DISTANCES = codeOf(Array.from({ length: 32 }, () => 5));

/**
 * Inflates deflate data (RFC 1951) as strictly as other programs do, and to a size that is known. What fflate passes over, they
 * refuse: whoever repacks a part so hides it from all readers but one.
 * @param size bytes that the data unpack to
 * @throws CodedError OFD_DAMAGED for data that are none or unpack to another size, OFD_AMBIGUOUS for bytes behind their end
 */
export function strictInflate(packed: Uint8Array, size: number, where: string): Uint8Array {
  return new Inflation(packed, size, where).run();
}

class Inflation {
  readonly #packed: Uint8Array;
  readonly #out: Uint8Array;
  readonly #where: string;
  #at = 0;
  #written = 0;
  #bits = 0;
  #bitCount = 0;

  constructor(packed: Uint8Array, size: number, where: string) {
    this.#packed = packed;
    this.#out = new Uint8Array(size);
    this.#where = where;
  }

  run(): Uint8Array {
    let isLast = false;
    while (!isLast) {
      isLast = this.#take(1) === 1;
      this.#block(this.#take(2));
    }
    if (this.#written !== this.#out.length) throw ofdError('OFD_DAMAGED', 'unpacked-size', this.#where);
    if (this.#at < this.#packed.length) throw ofdError('OFD_AMBIGUOUS', 'bytes-behind-data', this.#where);
    return this.#out;
  }

  #block(kind: number): void {
    if (kind === 0) this.#stored();
    else if (kind === 1) this.#coded(FIXED_LENGTHS, FIXED_DISTANCES);
    else if (kind === 2) this.#dynamic();
    else throw this.#damaged();
  }

  /** §3.2.4 */
  #stored(): void {
    [this.#bits, this.#bitCount] = [0, 0];
    const [length, complement] = [this.#short(), this.#short()];
    if ((length ^ complement) !== 0xffff || this.#at + length > this.#packed.length) throw this.#damaged();
    this.#expectRoom(length);
    this.#out.set(this.#packed.subarray(this.#at, this.#at + length), this.#written);
    this.#at += length;
    this.#written += length;
  }

  #short(): number {
    const [low, high] = [this.#packed[this.#at], this.#packed[this.#at + 1]];
    if (low === undefined || high === undefined) throw this.#damaged();
    this.#at += 2;
    return low | (high << 8);
  }

  /** §3.2.7 */
  #dynamic(): void {
    const [lengthCount, distanceCount, codeCount] = [
      this.#take(5) + 257,
      this.#take(5) + 1,
      this.#take(4) + 4,
    ];
    if (lengthCount > 286 || distanceCount > 30) throw this.#damaged();
    const ofCodes = ORDER.map(() => 0);
    for (const place of ORDER.slice(0, codeCount)) ofCodes[place] = this.#take(3);
    const code = codeOf(ofCodes);
    if (code === null) throw this.#damaged();
    const lengths = this.#lengths(code, lengthCount + distanceCount);
    if ((lengths[END_OF_BLOCK] ?? 0) === 0) throw this.#damaged();
    this.#coded(codeOf(lengths.slice(0, lengthCount)), codeOf(lengths.slice(lengthCount)));
  }

  #lengths(code: Code, count: number): readonly number[] {
    const lengths: number[] = [];
    while (lengths.length < count) {
      const symbol = this.#symbol(code);
      if (symbol < 16) lengths.push(symbol);
      else {
        const last = lengths.at(-1);
        if (symbol === 16 && last === undefined) throw this.#damaged();
        const repeats =
          symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
        for (let index = 0; index < repeats; index += 1) lengths.push(symbol === 16 ? (last ?? 0) : 0);
      }
    }
    if (lengths.length > count) throw this.#damaged();
    return lengths;
  }

  #coded(lengths: Code | null, distances: Code | null): void {
    if (lengths === null || distances === null) throw this.#damaged();
    for (let symbol = this.#symbol(lengths); symbol !== END_OF_BLOCK; symbol = this.#symbol(lengths)) {
      if (symbol < END_OF_BLOCK) {
        this.#expectRoom(1);
        this.#out[this.#written] = symbol;
        this.#written += 1;
      } else this.#copy(symbol - END_OF_BLOCK - 1, distances);
    }
  }

  /** Repeats bytes from before; they may run into what they write. */
  #copy(index: number, distances: Code): void {
    const [least, extra] = [LENGTHS[index], LENGTH_BITS[index]];
    if (least === undefined || extra === undefined) throw this.#damaged();
    const length = least + this.#take(extra);
    const code = this.#symbol(distances);
    const [nearest, distanceBits] = [DISTANCES[code], DISTANCE_BITS[code]];
    if (nearest === undefined || distanceBits === undefined) throw this.#damaged();
    const distance = nearest + this.#take(distanceBits);
    if (distance > this.#written) throw this.#damaged();
    this.#expectRoom(length);
    const [out, from, to] = [this.#out, this.#written - distance, this.#written];
    if (distance >= length) out.copyWithin(to, from, from + length);
    else for (let at = 0; at < length; at += 1) out[to + at] = out[from + at] ?? 0;
    this.#written += length;
  }

  /** Reads a code bit by bit: those of one length follow each other. */
  #symbol({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= MOST_BITS; length += 1) {
      code |= this.#take(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? 0;
      index += count;
      first = 2 * (first + count);
      code *= 2;
    }
    throw this.#damaged();
  }

  #take(count: number): number {
    while (this.#bitCount < count) {
      const byte = this.#packed[this.#at];
      if (byte === undefined) throw this.#damaged();
      this.#bits |= byte << this.#bitCount;
      this.#bitCount += 8;
      this.#at += 1;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  #expectRoom(length: number): void {
    if (this.#written + length > this.#out.length)
      throw ofdError('OFD_DAMAGED', 'unpacked-size', this.#where);
  }

  #damaged(): Error {
    return ofdError('OFD_DAMAGED', 'deflate', this.#where);
  }
}
