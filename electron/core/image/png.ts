import { decode, type DecodedPng } from 'fast-png';
import { PICTURE_BUDGET } from '../budgets.ts';
import { concatBytes, viewOfBytes } from '../bytes/byte-arrays.ts';
import { latin1Text } from '../bytes/encodings.ts';
import { inflateInSteps } from '../bytes/zlib.ts';
import { expectImageSize, ImageRefusedError, type RasterPicture } from './image-size.ts';

/** ISO/IEC 15948 §5.2, §5.3 and §11.2.2: the signature, and the end of the header chunk that follows it. */
const SIGNATURE_LENGTH = 8;
const HEADER_END = 33;
/** Length, type and check sum around a chunk's data. */
const CHUNK_FRAME = 12;
/** Rows of seven interlaced passes; each begins with a filter byte and ends with a whole byte. */
const PASSES = 7;
/** Samples of a pixel by colour type (§11.2.2): grey, colour, palette, grey and colour with opacity. */
export const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * The chunks that say what is seen. All others are left out before a library sees them: profiles and texts
 * (iCCP, zTXt, iTXt) are packed and may unpack to gigabytes, and frames of an animation are no seal.
 */
const SEEN_CHUNKS: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/**
 * Decodes a PNG of any colour type and depth; sixteen bits become eight.
 * @param mostPixels the largest area that the caller takes
 * @throws ImageRefusedError for a damaged file, or one that is larger than it says
 */
export function decodePng(data: Uint8Array, mostPixels?: number): RasterPicture {
  const png = decoded(honestPng(data, mostPixels));
  const { width, height } = png;
  const { data: samples, depth, channels } = png;
  if (samples instanceof Uint8Array && depth === 8 && channels === 4) return { width, height, rgba: samples };
  const rgba = new Uint8Array(width * height * 4);
  const write = pixelWriter(png, rgba);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) write(x, y, at);
  }
  return { width, height, rgba };
}

function decoded(data: Uint8Array): DecodedPng {
  try {
    return decode(data, { checkCrc: true });
  } catch (error) {
    throw new ImageRefusedError(`PNG: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'damaged';
}

/**
 * Checks that a PNG is no larger than the caller takes and unpacks to no more than its header says, and leaves out
 * every chunk that is not seen. The libraries decompress any amount of data, so this stops a bomb before them.
 * @param mostPixels the largest area that the caller takes
 * @returns the PNG as a library may have it
 * @throws ImageRefusedError for a damaged picture, or one that is too large
 */
export function honestPng(data: Uint8Array, mostPixels: number = PICTURE_BUDGET.pixels): Uint8Array {
  const seen = chunksOf(data).filter(({ type }) => SEEN_CHUNKS.has(type));
  let left = unpackedLength(data, mostPixels);
  const image = seen.filter(({ type }) => type === 'IDAT').map(({ content }) => content);
  try {
    inflateInSteps(image, (part) => {
      left -= part.length;
      if (left < 0) throw new Error('more data than its size allows');
    });
  } catch (error) {
    throw new ImageRefusedError(`PNG: ${messageOf(error)}`);
  }
  return concatBytes(data.subarray(0, SIGNATURE_LENGTH), ...seen.map(({ whole }) => whole));
}

/** Returns the bytes that a picture's data may unpack to, by its header. @throws ImageRefusedError */
function unpackedLength(data: Uint8Array, mostPixels: number): number {
  if (data.length < HEADER_END || latin1Text(data.subarray(12, 16)) !== 'IHDR') {
    throw new ImageRefusedError('PNG: ends early');
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  expectImageSize(width, height, mostPixels);
  const bitsPerPixel = view.getUint8(24) * (SAMPLES[view.getUint8(25)] ?? 0);
  const length = (Math.ceil((width * bitsPerPixel) / 8) + PASSES) * (height + PASSES);
  // Four bytes a pixel is what the largest picture has; one of sixteen bits a sample must be smaller.
  if ((width * height * bitsPerPixel) / 8 > mostPixels * 4) {
    throw new ImageRefusedError(`PNG of ${String(bitsPerPixel)} bits a pixel`, { width, height });
  }
  return length;
}

/** A chunk of a PNG: its data, and the data with length, type and check sum around them. */
export interface PngChunk {
  readonly type: string;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/** Lists the chunks of a PNG up to its end (ISO/IEC 15948 §5.3). What the bytes do not hold is cut off. */
export function chunksOf(data: Uint8Array): PngChunk[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = SIGNATURE_LENGTH; at + CHUNK_FRAME <= data.length;) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    const type = latin1Text(data.subarray(at + 4, start));
    chunks.push({ type, content: data.subarray(start, end), whole: data.subarray(at, end + 4) });
    if (type === 'IEND') break;
    at = end + 4;
  }
  return chunks;
}

/** What a PNG says of its rows (ISO/IEC 15948 §11.2.2). */
interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly colourType: number;
}

const HEADER_LENGTH = 13;
const DEPTHS: ReadonlySet<number> = new Set([1, 2, 4, 8, 16]);
/** The colour type of a picture with a palette. */
export const PALETTE = 3;

/**
 * Reads the header of a PNG whose rows follow each other.
 * @param content of the chunk IHDR, if there is one
 * @returns null for an interlaced one, and for a damaged header
 */
export function plainPngHeader(content: Uint8Array | undefined): PngHeader | null {
  if (content?.length !== HEADER_LENGTH) return null;
  const view = viewOfBytes(content);
  const [depth = 0, colourType = 0, packing, filter, interlace] = content.subarray(8);
  if (packing !== 0 || filter !== 0 || interlace !== 0 || !DEPTHS.has(depth)) return null;
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colourType };
}

/** A picture's samples, as far as a pixel depends on them. */
export interface PngSamples {
  readonly width: number;
  readonly data: DecodedPng['data'];
  /** Bits of a sample. */
  readonly depth: number;
  readonly channels: number;
  readonly palette?: readonly number[][] | undefined;
  /** The samples of the one colour that is clear. */
  readonly transparency?: Uint16Array | undefined;
}

type PixelWriter = (x: number, y: number, at: number) => void;

/** Returns what writes one pixel; nothing is made anew for a pixel, since there may be millions. */
export function pixelWriter(png: PngSamples, target: Uint8Array): PixelWriter {
  const sample = sampleReader(png);
  const { palette, transparency, channels } = png;
  const most = 2 ** png.depth - 1;
  const scaled = (value: number): number => Math.round((value * 255) / most);
  if (palette !== undefined) return paletteWriter(palette, sample, target);
  if (channels <= 2) {
    const clear = transparency?.[0];
    return (x, y, at) => {
      const grey = sample(x, y, 0);
      target.fill(scaled(grey), at, at + 3);
      target[at + 3] = channels === 2 ? scaled(sample(x, y, 1)) : grey === clear ? 0 : 255;
    };
  }
  const [red, green, blue] = transparency ?? [];
  return (x, y, at) => {
    const [first, second, third] = [sample(x, y, 0), sample(x, y, 1), sample(x, y, 2)];
    const isClear = first === red && second === green && third === blue;
    target[at] = scaled(first);
    target[at + 1] = scaled(second);
    target[at + 2] = scaled(third);
    target[at + 3] = channels === 4 ? scaled(sample(x, y, 3)) : isClear ? 0 : 255;
  };
}

type SampleReader = (x: number, y: number, channel: number) => number;

function paletteWriter(palette: readonly number[][], sample: SampleReader, target: Uint8Array): PixelWriter {
  const colours = palette.map(([red = 0, green = 0, blue = 0, opacity = 255]) =>
    Uint8Array.of(red, green, blue, opacity),
  );
  return (x, y, at) => {
    const colour = colours[sample(x, y, 0)];
    if (colour === undefined) throw new ImageRefusedError('PNG: palette index');
    target.set(colour, at);
  };
}

/** Samples of fewer than eight bits are packed, each row from a new byte. */
function sampleReader(png: PngSamples): SampleReader {
  const { data, width, channels, depth } = png;
  if (depth >= 8) return (x, y, channel) => data[(y * width + x) * channels + channel] ?? 0;
  const rowLength = Math.ceil((width * channels * depth) / 8);
  const mask = 2 ** depth - 1;
  return (x, y, channel) => {
    const bit = (x * channels + channel) * depth;
    return ((data[y * rowLength + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask;
  };
}
