import { expectImageSize, ImageRefusedError } from './image-size.ts';

/** Markers of ITU-T T.81, table B.1. */
export const JPEG_MARKER = {
  startOfScan: 0xda,
  comment: 0xfe,
  application0: 0xe0,
  exif: 0xe1,
  adobe: 0xee,
  application15: 0xef,
} as const;

/** Tells whether a marker has no length behind it: TEM, the restarts and SOI. */
export const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** Markers between the frames 0 to 15 that start no frame: DHT, JPG and DAC. */
const NO_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/** One segment in front of the picture's data, or the data itself from the first scan on. */
export interface JpegSegment {
  readonly marker: number;
  /** The segment's bytes with its marker and length. */
  readonly bytes: Uint8Array;
}

/**
 * Walks over the segments of a JPEG (ITU-T T.81 §B.1.1). The last one is the first scan with everything behind it;
 * a file that ends before its scan gives none.
 * @throws ImageRefusedError for bytes that are no marker
 */
export function* jpegSegments(data: Uint8Array): Generator<JpegSegment> {
  for (let at = 2; at + 4 <= data.length;) {
    const marker = data[at + 1] ?? 0;
    if (data[at] !== 0xff) throw new ImageRefusedError('JPEG: no marker');
    if (marker === JPEG_MARKER.startOfScan) {
      yield { marker, bytes: data.subarray(at) };
      return;
    }
    // Any number of fill bytes FF may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + (isBare(marker) ? 0 : uint16(data, at + 2));
    yield { marker, bytes: data.subarray(at, end) };
    at = end;
  }
}

/** The header of a frame (ITU-T T.81 §B.2.2). */
export interface JpegFrame {
  readonly bitsPerSample: number;
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/**
 * Reads a frame header and checks its size.
 * @returns null for a segment that starts no frame
 * @throws ImageRefusedError for a picture without area or with more than `mostPixels`
 */
export function jpegFrame({ marker, bytes }: JpegSegment, mostPixels?: number): JpegFrame | null {
  const isFrame = marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker);
  if (!isFrame) return null;
  const height = uint16(bytes, 5);
  const width = uint16(bytes, 7);
  expectImageSize(width, height, mostPixels);
  return { bitsPerSample: bytes[4] ?? 0, width, height, components: bytes[9] ?? 0 };
}

/** The properties that a PDF needs of a JPEG to carry it as it is (DCTDecode). */
export interface JpegPicture {
  readonly width: number;
  readonly height: number;
  /** 1 is grey, 3 is colour; pictures of four colours are refused, since readers disagree on inverted ones. */
  readonly components: 1 | 3;
}

/** The last kind of frame that DCTDecode knows: baseline, extended and progressive Huffman coding. */
const LAST_KNOWN_FRAME = 0xc2;

/** Reads the size and the colours of a JPEG. @throws ImageRefusedError for a kind that DCTDecode does not know */
export function readJpeg(data: Uint8Array): JpegPicture {
  for (const segment of jpegSegments(data)) {
    const frame = segment.marker <= LAST_KNOWN_FRAME ? jpegFrame(segment) : null;
    if (frame === null) continue;
    const { bitsPerSample, width, height, components } = frame;
    if (bitsPerSample !== 8 || (components !== 1 && components !== 3)) break;
    return { width, height, components };
  }
  throw new ImageRefusedError('JPEG without a known frame');
}

function uint16(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) * 256 + (data[at + 1] ?? 0);
}
