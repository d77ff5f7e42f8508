import { decode, type DecodedPng } from 'fast-png';
import { latin1Text } from '../bytes/encodings.ts';
import { inflateInSteps } from '../bytes/zlib.ts';
import { expectImageSize, ImageRefusedError, LARGEST_PICTURE, type RasterPicture } from './image-size.ts';

/** ISO/IEC 15948 §5.2, §5.3 and §11.2.2: the signature, and the end of the header chunk that follows it. */
const SIGNATURE_LENGTH = 8;
const HEADER_END = 33;
/** Length, type and check sum around a chunk's data. */
const CHUNK_FRAME = 12;
/** Eight bytes a pixel at most, a filter byte a row, and the rows of seven interlaced passes. */
const BYTES_PER_PIXEL = 8;
const PASSES = 7;

/**
 * Decodes a PNG of any colour type and depth; sixteen bits become eight.
 * @throws ImageRefusedError for a damaged file, or one that is larger than it says
 */
export function decodePng(data: Uint8Array): RasterPicture {
  expectHonestPng(data);
  const png = decoded(data);
  const rgba = new Uint8Array(png.width * png.height * 4);
  const pixel = pixelReader(png);
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) rgba.set(pixel(x, y), (y * png.width + x) * 4);
  }
  return { width: png.width, height: png.height, rgba };
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
 * Checks that a PNG is no larger than the caller takes and unpacks to no more than its header says. The libraries
 * decompress any amount of data, so this stops a bomb before them; nothing of the unpacked data is kept.
 * @param mostPixels the largest area that the caller takes
 * @throws ImageRefusedError for a damaged picture, or one that is too large
 */
export function expectHonestPng(data: Uint8Array, mostPixels = LARGEST_PICTURE): void {
  if (data.length < HEADER_END) throw new ImageRefusedError('PNG: ends early');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  expectImageSize(width, height, mostPixels);
  let left = (width * BYTES_PER_PIXEL + PASSES) * (height + PASSES);
  try {
    inflateInSteps(imageData(data, view), (part) => {
      left -= part.length;
      if (left < 0) throw new Error('more data than its size allows');
    });
  } catch (error) {
    throw new ImageRefusedError(`PNG: ${messageOf(error)}`);
  }
}

function* imageData(data: Uint8Array, view: DataView): Generator<Uint8Array> {
  for (let at = SIGNATURE_LENGTH; at + CHUNK_FRAME <= data.length;) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    if (latin1Text(data.subarray(at + 4, start)) === 'IDAT') yield data.subarray(start, end);
    at = end + 4;
  }
}

type PixelReader = (x: number, y: number) => readonly [number, number, number, number];

function pixelReader(png: DecodedPng): PixelReader {
  const sample = sampleReader(png);
  const { palette, transparency, channels } = png;
  const most = 2 ** png.depth - 1;
  const scaled = (value: number): number => Math.round((value * 255) / most);
  if (palette !== undefined) return (x, y) => paletteColour(palette, sample(x, y, 0));
  if (channels <= 2) {
    return (x, y) => {
      const grey = sample(x, y, 0);
      const opacity = channels === 2 ? scaled(sample(x, y, 1)) : grey === transparency?.[0] ? 0 : 255;
      return [scaled(grey), scaled(grey), scaled(grey), opacity];
    };
  }
  return (x, y) => {
    const colour = [sample(x, y, 0), sample(x, y, 1), sample(x, y, 2)];
    const clear = transparency !== undefined && colour.every((value, at) => value === transparency[at]);
    const [red = 0, green = 0, blue = 0] = colour.map(scaled);
    return [red, green, blue, channels === 4 ? scaled(sample(x, y, 3)) : clear ? 0 : 255];
  };
}

function paletteColour(palette: readonly number[][], index: number): [number, number, number, number] {
  const colour = palette[index];
  if (colour === undefined) throw new ImageRefusedError('PNG: palette index');
  const [red = 0, green = 0, blue = 0, opacity = 255] = colour;
  return [red, green, blue, opacity];
}

/** Samples of fewer than eight bits are packed, each row from a new byte. */
function sampleReader(png: DecodedPng): (x: number, y: number, channel: number) => number {
  const { data, width, channels, depth } = png;
  if (depth >= 8) return (x, y, channel) => data[(y * width + x) * channels + channel] ?? 0;
  const rowLength = Math.ceil((width * channels * depth) / 8);
  const mask = 2 ** depth - 1;
  return (x, y, channel) => {
    const bit = (x * channels + channel) * depth;
    return ((data[y * rowLength + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask;
  };
}
