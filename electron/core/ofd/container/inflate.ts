import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from 'pako3';
import { ofdError } from './zip-entry.ts';

/** Bits of the window, negative for deflate data without a header (`inflateInit2` of zlib). */
const RAW_WINDOW = -15;
/** What is unpacked at once, in bytes. */
const OUTPUT_STEP = 128 * 1024;

/**
 * Inflates raw deflate data (RFC 1951) as zlib does: what other programs refuse, a part that one reader alone would find, is
 * refused here too.
 * @param packed pieces, each good until the next one is asked for
 * @param size bytes that the data should unpack to; one more ends a bomb in the next step
 * @param where the entry, for errors
 * @returns pieces, each good until the next one is asked for
 * @throws CodedError OFD_DAMAGED for data that are none or end early, OFD_AMBIGUOUS for bytes behind their end
 */
export function* inflated(packed: Iterable<Uint8Array>, size: number, where: string): Generator<Uint8Array> {
  const stream = new ZStream();
  zlibInflateInit2(stream, RAW_WINDOW);
  stream.output = new Uint8Array(Math.min(size + 1, OUTPUT_STEP));
  let hasEnded = false;
  for (const piece of packed) {
    [stream.input, stream.next_in, stream.avail_in] = [piece, 0, piece.length];
    do {
      [stream.next_out, stream.avail_out] = [0, stream.output.length];
      const status = zlibInflate(stream, Z_NO_FLUSH);
      hasEnded ||= status === Z_STREAM_END;
      // Z_BUF_ERROR asks for the next piece.
      if (!hasEnded && status !== Z_OK && status !== Z_BUF_ERROR)
        throw ofdError('OFD_DAMAGED', 'deflate', where);
      if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
    } while (!hasEnded && stream.avail_out === 0);
    if (stream.avail_in > 0) throw ofdError('OFD_AMBIGUOUS', 'bytes-behind-data', where);
  }
  if (!hasEnded) throw ofdError('OFD_DAMAGED', 'deflate', where);
}
