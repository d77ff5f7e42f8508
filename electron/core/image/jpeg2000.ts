import { viewOfBytes } from '../bytes/byte-arrays.ts';
import { latin1Text } from '../bytes/encodings.ts';
import { expectImageSize, ImageRefusedError } from './image-size.ts';

/** What a JPEG 2000 file says of its picture. */
export interface Jpeg2000Picture {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** ITU-T T.800 §I.5.1: the signature box of a JP2 file, and §A.4: the first two markers of a bare codestream. */
const FILE_START = '\x00\x00\x00\x0cjP  \r\n\x87\n';
const STREAM_START = '\xff\x4f\xff\x51';
/** §I.4: boxes have a length, a name, and a longer length if the first is 1; 0 reaches to the end of the file. */
const BOX_HEADER = 8;
const LONG_BOX_HEADER = 16;
const STREAM_BOX = 'jp2c';
const MOST_BOXES = 1000;

const beginsWith = (bytes: Uint8Array, start: string): boolean =>
  latin1Text(bytes.subarray(0, start.length)) === start;

/** Tells whether bytes begin as a JPEG 2000 file or codestream. */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return beginsWith(bytes, FILE_START) || beginsWith(bytes, STREAM_START);
}

/**
 * Reads the size of a JPEG 2000 picture. Nothing is unpacked.
 * @throws ImageRefusedError for a damaged file and one that is too large
 */
export function readJpeg2000(bytes: Uint8Array, mostPixels: number): Jpeg2000Picture {
  try {
    return sizeIn(beginsWith(bytes, STREAM_START) ? bytes : streamIn(bytes), mostPixels);
  } catch (error) {
    if (error instanceof RangeError) throw new ImageRefusedError('JPEG 2000: ends early');
    throw error;
  }
}

function streamIn(bytes: Uint8Array): Uint8Array {
  const view = viewOfBytes(bytes);
  for (let at = 0, box = 0; box < MOST_BOXES && at < bytes.length; box += 1) {
    const short = view.getUint32(at);
    const length = short === 1 ? Number(view.getBigUint64(at + BOX_HEADER)) : short;
    const header = short === 1 ? LONG_BOX_HEADER : BOX_HEADER;
    const end = short === 0 ? bytes.length : at + length;
    if (end < at + header || end > bytes.length) throw new ImageRefusedError('JPEG 2000: box');
    if (latin1Text(bytes.subarray(at + 4, at + BOX_HEADER)) === STREAM_BOX) {
      return bytes.subarray(at + header, end);
    }
    at = end;
  }
  throw new ImageRefusedError('JPEG 2000: no codestream');
}

/** §A.5.1: the grid from its origin to its end, behind the marker, its length and a word of capabilities. */
function sizeIn(stream: Uint8Array, mostPixels: number): Jpeg2000Picture {
  if (!beginsWith(stream, STREAM_START)) throw new ImageRefusedError('JPEG 2000: no codestream');
  const view = viewOfBytes(stream);
  const width = view.getUint32(8) - view.getUint32(16);
  const height = view.getUint32(12) - view.getUint32(20);
  expectImageSize(width, height, mostPixels);
  return { width, height, components: view.getUint16(40) };
}
