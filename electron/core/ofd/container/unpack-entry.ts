import { Inflate } from 'fflate';
import { piecesOf, viewOf, type ByteSource } from '../../bytes/byte-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { strictInflate } from './strict-inflate.ts';
import { ofdError, type ZipEntry } from './zip-entry.ts';

/** Deflate packs a thousand to one at best, so no step unpacks to more than 17 megabytes. A quarter of it takes twice the time. */
const INPUT_STEP = 16_384;

/**
 * Unpacks an entry piece by piece. More bytes than the directory says end it at once; fewer, or another check sum, at its
 * end. A piece is good until the next one is asked for.
 * @throws CodedError OFD_DAMAGED
 */
export function* unpackEntry(source: ByteSource, entry: ZipEntry): Generator<Uint8Array> {
  let [size, sum] = [0, 0];
  for (const piece of rawPieces(source, entry)) {
    size += piece.length;
    if (size > entry.size) throw ofdError('OFD_DAMAGED', 'unpacked-size', entry.name);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (size !== entry.size) throw ofdError('OFD_DAMAGED', 'unpacked-size', entry.name);
  if (sum !== entry.crc32) throw ofdError('OFD_DAMAGED', 'check-sum', entry.name);
}

function rawPieces(source: ByteSource, entry: ZipEntry): Iterable<Uint8Array> {
  const isSmall = entry.compressedSize <= SMALL_PACKED && entry.size <= SMALL;
  if (entry.method === 8 && isSmall) {
    const packed = viewOf(source, entry.dataStart, entry.compressedSize);
    return [strictInflate(packed, entry.size, entry.name)];
  }
  const packed = piecesOf(source, entry.dataStart, entry.dataStart + entry.compressedSize);
  return entry.method === 0 ? packed : inflated(packed, entry);
}

/**
 * Entries up to these sizes are inflated at once, into memory of their size, and as strictly as other programs do: most parts are
 * small, and a decoder that goes on piece by piece takes a third of a megabyte for each. It is faster for long entries.
 */
const SMALL_PACKED = 64 * 1024;
const SMALL = 1024 * 1024;

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
    if (bytesBehindEnd(decoder) > 0) throw ofdError('OFD_AMBIGUOUS', 'bytes-behind-data', entry.name);
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

/** What fflate knows of its place in the data: the flag of the last block, its open codes, and bits read of the first byte. */
interface DecoderState {
  readonly s: { readonly f?: number; readonly l?: object | null; readonly p?: number };
  /** Bytes that it has not read. */
  readonly p: Uint8Array;
}

/** Counts the bytes behind the last block: readers pass over them, and fflate gathers them again and again. */
function bytesBehindEnd(decoder: Inflate): number {
  // Its types hide these fields; a test fails if another version has them no more.
  const { s: state, p: unread } = decoder as unknown as DecoderState;
  const hasEnded = state.f === 1 && (state.l ?? null) === null;
  return hasEnded ? unread.length - (state.p === 0 ? 0 : 1) : 0;
}
