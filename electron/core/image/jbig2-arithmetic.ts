/** ITU-T T.88 table E.1: the probability, the next states after the likelier and the other symbol, and whether they swap. */
const STATES: readonly (readonly [probability: number, likely: number, other: number, swaps: 0 | 1])[] = [
  [0x5601, 1, 1, 1],
  [0x3401, 2, 6, 0],
  [0x1801, 3, 9, 0],
  [0x0ac1, 4, 12, 0],
  [0x0521, 5, 29, 0],
  [0x0221, 38, 33, 0],
  [0x5601, 7, 6, 1],
  [0x5401, 8, 14, 0],
  [0x4801, 9, 14, 0],
  [0x3801, 10, 14, 0],
  [0x3001, 11, 17, 0],
  [0x2401, 12, 18, 0],
  [0x1c01, 13, 20, 0],
  [0x1601, 29, 21, 0],
  [0x5601, 15, 14, 1],
  [0x5401, 16, 14, 0],
  [0x5101, 17, 15, 0],
  [0x4801, 18, 16, 0],
  [0x3801, 19, 17, 0],
  [0x3401, 20, 18, 0],
  [0x3001, 21, 19, 0],
  [0x2801, 22, 19, 0],
  [0x2401, 23, 20, 0],
  [0x2201, 24, 21, 0],
  [0x1c01, 25, 22, 0],
  [0x1801, 26, 23, 0],
  [0x1601, 27, 24, 0],
  [0x1401, 28, 25, 0],
  [0x1201, 29, 26, 0],
  [0x1101, 30, 27, 0],
  [0x0ac1, 31, 28, 0],
  [0x09c1, 32, 29, 0],
  [0x08a1, 33, 30, 0],
  [0x0521, 34, 31, 0],
  [0x0441, 35, 32, 0],
  [0x02a1, 36, 33, 0],
  [0x0221, 37, 34, 0],
  [0x0141, 38, 35, 0],
  [0x0111, 39, 36, 0],
  [0x0085, 40, 37, 0],
  [0x0049, 41, 38, 0],
  [0x0025, 42, 39, 0],
  [0x0015, 43, 40, 0],
  [0x0009, 44, 41, 0],
  [0x0005, 45, 42, 0],
  [0x0001, 45, 43, 0],
  [0x5601, 46, 46, 0],
];

/** Decodes symbols by the adaptive arithmetic decoder of JBIG2 (ITU-T T.88 annex E, software conventions of E.3). */
export class ArithmeticDecoder {
  readonly #data: Uint8Array;
  /** The state of each context in its upper bits, the likelier symbol in the lowest. */
  readonly #contexts: Uint8Array;
  #at = 0;
  #code: number;
  #interval = 0x8000;
  #shifts = 0;

  /** @param contexts how many contexts the caller tells apart */
  constructor(data: Uint8Array, contexts: number) {
    this.#data = data;
    this.#contexts = new Uint8Array(contexts);
    this.#code = this.#byte(0) << 16;
    this.#readByte();
    this.#code <<= 7;
    this.#shifts -= 7;
  }

  /** Decodes one symbol, 0 or 1. */
  symbol(context: number): number {
    const packed = this.#contexts[context] ?? 0;
    const [probability, likely, other, swaps] = STATES[packed >> 1] ?? [0, 0, 0, 0];
    const symbol = packed & 1;
    this.#interval -= probability;
    if (this.#code >>> 16 < probability) {
      const isLikely = this.#interval < probability;
      this.#interval = probability;
      return this.#exchange(context, symbol, isLikely, likely, other, swaps);
    }
    this.#code = (this.#code - probability * 0x10000) >>> 0;
    if ((this.#interval & 0x8000) !== 0) return symbol;
    const isLikely = this.#interval >= probability;
    return this.#exchange(context, symbol, isLikely, likely, other, swaps);
  }

  #exchange(
    context: number,
    symbol: number,
    isLikely: boolean,
    likely: number,
    other: number,
    swaps: 0 | 1,
  ): number {
    const nextSymbol = isLikely || swaps === 0 ? symbol : 1 - symbol;
    this.#contexts[context] = ((isLikely ? likely : other) << 1) | nextSymbol;
    do {
      if (this.#shifts === 0) this.#readByte();
      this.#interval <<= 1;
      this.#code = (this.#code << 1) >>> 0;
      this.#shifts -= 1;
    } while ((this.#interval & 0x8000) === 0);
    return isLikely ? symbol : 1 - symbol;
  }

  /** §E.3.4: after FF, a byte above 8F ends the data, and any other gives seven bits. */
  #readByte(): void {
    const next = this.#byte(this.#at + 1);
    if (this.#byte(this.#at) !== 0xff) {
      this.#at += 1;
      this.#code += next << 8;
      this.#shifts = 8;
    } else if (next > 0x8f) {
      this.#code += 0xff00;
      this.#shifts = 8;
    } else {
      this.#at += 1;
      this.#code += next << 9;
      this.#shifts = 7;
    }
  }

  #byte(at: number): number {
    return this.#data[at] ?? 0xff;
  }
}
