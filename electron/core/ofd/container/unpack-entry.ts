import { piecesOf, type ByteSource } from '../../bytes/byte-source.ts';
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

function rawPieces(source: ByteSource, entry: ZipEntry): Iterable<Uint8Array> {
  const packed = piecesOf(source, entry.dataStart, entry.dataStart + entry.compressedSize);
  return entry.method === 0 ? packed : inflated(packed, entry.size, entry.name);
}
