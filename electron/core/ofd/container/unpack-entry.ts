import { Inflate } from 'fflate';
import { piecesOf, type ByteSource } from '../../bytes/byte-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { ofdError, type ZipEntry } from './zip-entry.ts';

/** Deflate packs a thousand to one at best, so no step unpacks to more than four megabytes. */
const INPUT_STEP = 4096;

/**
 * Unpacks an entry piece by piece. More bytes than the directory says end it at once; fewer, or another check sum, at its
 * end. A piece is good until the next one is asked for.
 * @throws CodedError OFD_DAMAGED
 */
export function* unpackEntry(source: ByteSource, entry: ZipEntry): Generator<Uint8Array> {
  const packed = piecesOf(source, entry.dataStart, entry.dataStart + entry.compressedSize);
  let [size, sum] = [0, 0];
  for (const piece of entry.method === 0 ? packed : inflated(packed, entry)) {
    size += piece.length;
    if (size > entry.size) throw ofdError('OFD_DAMAGED', 'unpacked-size', entry.name);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (size !== entry.size) throw ofdError('OFD_DAMAGED', 'unpacked-size', entry.name);
  if (sum !== entry.crc32) throw ofdError('OFD_DAMAGED', 'check-sum', entry.name);
}

/** Inflates raw deflate data (RFC 1951), a few megabytes at a time at most. */
function* inflated(packed: Iterable<Uint8Array>, entry: ZipEntry): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const decoder = new Inflate((part) => ready.push(part));
  const push = (part: Uint8Array, isLast: boolean): readonly Uint8Array[] => {
    try {
      decoder.push(part, isLast);
    } catch {
      throw ofdError('OFD_DAMAGED', 'deflate', entry.name);
    }
    const parts = ready;
    ready = [];
    return parts;
  };
  for (const piece of packed) {
    for (let at = 0; at < piece.length; at += INPUT_STEP)
      yield* push(piece.subarray(at, at + INPUT_STEP), false);
  }
  yield* push(new Uint8Array(0), true);
}
