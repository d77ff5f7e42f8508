import type { ByteSource } from './byte-source.ts';

const BLOCK_LENGTH = 16_384;
const BLOCK_LIMIT = 64;

/**
 * A source that keeps the blocks read last (1 MiB at most), so that neighbouring objects cost one read of a
 * file. Ranges longer than a block go straight to the source and are not kept.
 */
export function cachedSource(source: ByteSource): ByteSource {
  const blocks = new Map<number, Uint8Array>();
  const blockAt = (index: number): Uint8Array => {
    const known = blocks.get(index);
    const block = known ?? source.read(index * BLOCK_LENGTH, BLOCK_LENGTH);
    blocks.delete(index);
    blocks.set(index, block);
    if (blocks.size > BLOCK_LIMIT) forgetOldest(blocks);
    return block;
  };
  return {
    size: source.size,
    read: (offset, length) =>
      length > BLOCK_LENGTH ? source.read(offset, length) : readThrough(blockAt, source.size, offset, length),
    readInto: (offset, target) => source.readInto(offset, target),
  };
}

function readThrough(
  blockAt: (index: number) => Uint8Array,
  size: number,
  offset: number,
  length: number,
): Uint8Array {
  const end = Math.min(size, offset + length);
  if (offset < 0 || end <= offset) return new Uint8Array(0);
  const result = new Uint8Array(end - offset);
  for (let at = offset; at < end;) {
    const block = blockAt(Math.floor(at / BLOCK_LENGTH));
    const from = at % BLOCK_LENGTH;
    const part = block.subarray(from, Math.min(block.length, from + end - at));
    if (part.length === 0) return result.subarray(0, at - offset);
    result.set(part, at - offset);
    at += part.length;
  }
  return result;
}

function forgetOldest(blocks: Map<number, Uint8Array>): void {
  const oldest = blocks.keys().next();
  if (oldest.done !== true) blocks.delete(oldest.value);
}
