import { compress } from './sm3-rounds';

/**
 * SM3 (GB/T 32905-2016). A hash in progress is 104 bytes, which the caller keeps and brings back, so that any number of hashes are
 * in progress at once, and a copy of them is a snapshot: eight words of the state, the length so far in bytes, and the bytes of
 * the last block that is not full yet.
 */

const LENGTH: usize = 32;
const BLOCK: usize = 40;

/** Memory for the hash in progress. */
export const HASH: usize = memory.data(104, 8);
/** Memory for bytes that come in and for the value that goes out. */
export const INPUT: usize = memory.data(65536, 64);

/** 4.1: the initial value. */
const INITIAL: usize = memory.data<u32>([
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
]);

/** Begins a hash. */
export function sm3Begin(): void {
  memory.copy(HASH, INITIAL, 32);
  store<u64>(HASH, 0, LENGTH);
}

/** Takes in the bytes at INPUT. @param length at most 65536 */
export function sm3Update(length: u32): void {
  let from = INPUT;
  const held = load<u32>(HASH, LENGTH) & 63;
  store<u64>(HASH, load<u64>(HASH, LENGTH) + length, LENGTH);
  if (held > 0) {
    const wanted = min<u32>(64 - held, length);
    memory.copy(HASH + BLOCK + held, from, wanted);
    if (held + wanted < 64) return;
    compress(HASH, HASH + BLOCK, 1);
    from += wanted;
    length -= wanted;
  }
  compress(HASH, from, length >> 6);
  memory.copy(HASH + BLOCK, from + (length & ~63), length & 63);
}

/** 5.2: pads the message with a bit 1, zeros, and its length in bits, and writes the hash value, 32 bytes, to INPUT. */
export function sm3End(): void {
  const length = load<u64>(HASH, LENGTH);
  let held = <usize>(length & 63);
  store<u8>(HASH + BLOCK + held, 0x80);
  held++;
  if (held > 56) {
    memory.fill(HASH + BLOCK + held, 0, 64 - held);
    compress(HASH, HASH + BLOCK, 1);
    held = 0;
  }
  memory.fill(HASH + BLOCK + held, 0, 56 - held);
  store<u64>(HASH + BLOCK, bswap<u64>(length << 3), 56);
  compress(HASH, HASH + BLOCK, 1);
  for (let at: usize = 0; at < 32; at += 4) store<u32>(INPUT + at, bswap<u32>(load<u32>(HASH + at)));
}
