import { Inflate } from 'fflate';
import { latin1Text } from '../../../core/bytes/encodings.ts';
import { CodedError } from '../../../shared/errors.ts';
import { PAPER_LIMITS } from '../../../shared/model/pin-reset.ts';

/** ISO/IEC 15948 §5.3 and §11.2.2 */
const SIGNATURE_LENGTH = 8;
const CHUNK_FRAME = 12;
const HEADER_END = 33;
/** Eight bytes a pixel at most, a filter byte a row, and the rows of seven interlaced passes. */
const BYTES_PER_PIXEL = 8;
const PASSES = 7;
const ZLIB_HEADER_LENGTH = 2;
const INPUT_STEP = 65_536;

/**
 * Stops a picture that is larger than is taken, or than it says: the PDF library inflates whatever there is.
 * @throws RESET_PAPER_DAMAGED, RESET_PAPER_TOO_LARGE
 */
export function refuseLargePng(bytes: Uint8Array): void {
  if (bytes.length < HEADER_END) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) throw damaged();
  if (width * height > PAPER_LIMITS.pngPixels) {
    throw new CodedError('RESET_PAPER_TOO_LARGE', '', { width, height });
  }
  const most = (width * BYTES_PER_PIXEL + PASSES) * (height + PASSES);
  if (inflatedLength(imageData(bytes, view), most) > most) throw damaged();
}

function* imageData(bytes: Uint8Array, view: DataView): Generator<Uint8Array> {
  for (let at = SIGNATURE_LENGTH; at + CHUNK_FRAME <= bytes.length;) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    if (latin1Text(bytes.subarray(at + 4, start)) === 'IDAT') yield bytes.subarray(start, end);
    at = end + 4;
  }
}

/** How long the image data is unpacked, nothing of it kept; beyond `most` it stops counting. */
function inflatedLength(chunks: Iterable<Uint8Array>, most: number): number {
  let length = 0;
  let toSkip = ZLIB_HEADER_LENGTH;
  const decoder = new Inflate((chunk) => {
    length += chunk.length;
    if (length > most) throw damaged();
  });
  try {
    for (const chunk of chunks) {
      const skipped = Math.min(toSkip, chunk.length);
      toSkip -= skipped;
      for (let at = skipped; at < chunk.length; at += INPUT_STEP) {
        decoder.push(chunk.subarray(at, at + INPUT_STEP));
      }
    }
  } catch {
    throw damaged();
  }
  return length;
}

const damaged = (): CodedError => new CodedError('RESET_PAPER_DAMAGED', 'PNG');
