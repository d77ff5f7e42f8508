import { expectPictureSize, unsupportedPicture } from './decode-picture.ts';

/** What a JPEG says of itself, enough to put it into a PDF as it is (DCTDecode). */
interface JpegPicture {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 colour; four-colour pictures are refused, since readers disagree on inverted ones. */
  readonly components: 1 | 3;
}

/** Start of frame: baseline, extended and progressive Huffman coding, which DCTDecode knows. */
const FRAME_MARKERS = new Set([0xc0, 0xc1, 0xc2]);
/** Markers without a length: restarts and TEM. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const START_OF_SCAN = 0xda;

export function isJpeg(data: Uint8Array): boolean {
  return data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff;
}

/** Reads the frame header (ITU-T T.81 §B.2.2). @throws CodedError SEAL_PICTURE_UNSUPPORTED */
export function readJpeg(data: Uint8Array): JpegPicture {
  for (let at = 2; at + 4 <= data.length;) {
    const marker = data[at + 1] ?? 0;
    if (data[at] !== 0xff || marker === START_OF_SCAN) break;
    if (FRAME_MARKERS.has(marker)) return frameOf(data, at + 4);
    const fill = marker === 0xff ? 1 : 2;
    at += marker === 0xff || isBare(marker) ? fill : 2 + uint16(data, at + 2);
  }
  throw unsupportedPicture('JPEG without a known frame');
}

function frameOf(data: Uint8Array, at: number): JpegPicture {
  const height = uint16(data, at + 1);
  const width = uint16(data, at + 3);
  const components = data[at + 5];
  expectPictureSize(width, height);
  if (data[at] !== 8 || (components !== 1 && components !== 3)) throw unsupportedPicture('JPEG colours');
  return { width, height, components };
}

function uint16(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) * 256 + (data[at + 1] ?? 0);
}
