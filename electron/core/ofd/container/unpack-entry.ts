import { piecesOf, type ByteSource, viewOf } from '../../bytes/byte-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { inflated } from './inflate.ts';
import { ofdError, type ZipEntry } from './zip-entry.ts';

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

/** Bytes of packed data that are read at once for a beginning. */
const SMALL_PIECE = 4_096;

/**
 * Returns the first bytes of an entry, fewer if it has or gives no more. Nothing behind them is read: neither the size nor the
 * check sum of the entry is looked at. @throws CodedError OFD_DAMAGED, OFD_AMBIGUOUS
 */
export function unpackBeginning(source: ByteSource, entry: ZipEntry, length: number): Uint8Array {
  const wanted = Math.min(length, entry.size);
  if (entry.method === 0) return source.read(entry.dataStart, Math.min(wanted, entry.compressedSize));
  const bytes = new Uint8Array(wanted);
  let at = 0;
  for (const piece of inflated(smallPieces(source, entry), wanted, entry.name)) {
    const part = piece.subarray(0, wanted - at);
    bytes.set(part, at);
    at += part.length;
    if (at === wanted) break;
  }
  return bytes.subarray(0, at);
}

function* smallPieces(source: ByteSource, { dataStart, compressedSize }: ZipEntry): Generator<Uint8Array> {
  const end = dataStart + compressedSize;
  for (let at = dataStart; at < end; at += SMALL_PIECE)
    yield viewOf(source, at, Math.min(SMALL_PIECE, end - at));
}

function rawPieces(source: ByteSource, entry: ZipEntry): Iterable<Uint8Array> {
  const packed = piecesOf(source, entry.dataStart, entry.dataStart + entry.compressedSize);
  return entry.method === 0 ? packed : inflated(packed, entry.size, entry.name);
}
