import type { ResumableHasher, SmEngine } from './engine.ts';

/**
 * SM3 (GB/T 32905-2016) in plain JavaScript, for a runtime that refuses WebAssembly. Its clauses are named beside each part. It takes messages
 * of any length up to 2^53 bytes.
 */

const BLOCK = 64;
const ROUNDS = 64;

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** 4.2: T_j <<< (j mod 32), which is all that 5.3.3 uses of T_j. */
const CONSTANTS = Int32Array.from({ length: ROUNDS }, (_, j) =>
  rotated(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32),
);

/** 4.1 */
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];

/** A hash in progress. */
class PlainSm3 {
  #state = Int32Array.from(INITIAL);
  #block = new Uint8Array(BLOCK);
  #held = 0;
  #length = 0;

  copy(): PlainSm3 {
    const copy = new PlainSm3();
    copy.#state = this.#state.slice();
    copy.#block = this.#block.slice();
    copy.#held = this.#held;
    copy.#length = this.#length;
    return copy;
  }

  update(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(BLOCK - this.#held, bytes.length);
      this.#block.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < BLOCK) return this;
      compress(this.#state, this.#block, 0);
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) compress(this.#state, bytes, at);
    this.#block.set(bytes.subarray(at));
    this.#held = bytes.length - at;
    return this;
  }

  /** 5.2: pads with a bit 1, zeros, and the length in bits as 64 bits. */
  digest(): Uint8Array {
    const ending = new Uint8Array(this.#held < 56 ? BLOCK : 2 * BLOCK);
    ending.set(this.#block.subarray(0, this.#held));
    ending[this.#held] = 0x80;
    const bits = new DataView(ending.buffer, ending.length - 8);
    bits.setBigUint64(0, BigInt(this.#length) * 8n);
    for (let at = 0; at < ending.length; at += BLOCK) compress(this.#state, ending, at);
    const value = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, index) => {
      value.setInt32(4 * index, word);
    });
    return new Uint8Array(value.buffer);
  }
}

const words = new Int32Array(ROUNDS + 4);

/** 5.3.2: expands a block to W_0 … W_67; W'_j is W_j ⊕ W_{j+4}. */
function expand(bytes: Uint8Array, at: number): void {
  const block = new DataView(bytes.buffer, bytes.byteOffset + at, BLOCK);
  for (let j = 0; j < 16; j++) words[j] = block.getInt32(4 * j);
  for (let j = 16; j < words.length; j++) {
    const x = word(j - 16) ^ word(j - 9) ^ rotated(word(j - 3), 15);
    words[j] = x ^ rotated(x, 15) ^ rotated(x, 23) ^ rotated(word(j - 13), 7) ^ word(j - 6);
  }
}

const word = (index: number): number => words[index] ?? 0;

/** 5.3.3: the compression function; rounds change `state` in place. */
function compress(state: Int32Array, bytes: Uint8Array, at: number): void {
  expand(bytes, at);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let j = 0; j < ROUNDS; j++) {
    const turned = rotated(a, 12);
    const first = rotated((turned + e + (CONSTANTS[j] ?? 0)) | 0, 7);
    const choice = j < 16 ? a ^ b ^ c : (a & b) | ((a | b) & c);
    const selection = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const one = (choice + d + (first ^ turned) + (word(j) ^ word(j + 4))) | 0;
    const two = (selection + h + first + word(j)) | 0;
    [d, c, b, a] = [c, rotated(b, 9), a, one];
    [h, g, f, e] = [g, rotated(f, 19), e, two ^ rotated(two, 9) ^ rotated(two, 17)];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = (state[index] ?? 0) ^ value;
  });
}

/** SM3 of the second engine: the same answers as that of the first. */
export const plainSm3: Pick<SmEngine, 'sm3' | 'createSm3'> = {
  sm3: (...pieces) => pieces.reduce((hash, piece) => hash.update(piece), new PlainSm3()).digest(),
  createSm3: async () => hasherOf(new PlainSm3()),
};

function hasherOf(hash: PlainSm3): ResumableHasher {
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.copy().digest(),
    snapshot: () => {
      const until = hash.copy();
      return (tail) => until.copy().update(tail).digest();
    },
    copy: () => hasherOf(hash.copy()),
  };
}
