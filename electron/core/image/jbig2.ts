import { concatBytes, viewOfBytes } from '../bytes/byte-arrays.ts';
import { expectImageSize, ImageRefusedError } from './image-size.ts';
import { ArithmeticDecoder } from './jbig2-arithmetic.ts';

/** A picture of black and white in rows from the top, eight pixels a byte, 1 for black. */
export interface BilevelPicture {
  readonly width: number;
  readonly height: number;
  readonly rows: Uint8Array;
}

/** A JBIG2 file taken apart. */
export interface Jbig2File {
  readonly width: number;
  readonly height: number;
  /** The picture, if it is one of generic regions in arithmetic coding; null for other kinds. @throws ImageRefusedError */
  picture(): BilevelPicture | null;
  /** The segments as a PDF embeds them: in sequence, without the file's header and the ends of page and file. */
  readonly embedded: Uint8Array;
}

/** ITU-T T.88 §D.4.1 and §7.3. */
const FILE_START = [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a];
const TYPE = {
  genericRegion: 38,
  losslessRegion: 39,
  page: 48,
  endOfPage: 49,
  endOfFile: 51,
  extension: 62,
} as const;
const UNKNOWN = 0xffffffff;
const MOST_SEGMENTS = 10_000;

interface Segment {
  readonly type: number;
  readonly header: Uint8Array;
  readonly data: Uint8Array;
}

/** Tells whether bytes begin as a JBIG2 file. */
export function isJbig2(bytes: Uint8Array): boolean {
  return FILE_START.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads a JBIG2 file of one page.
 * @throws ImageRefusedError for a damaged file, one without a page, or one that is too large
 */
export function readJbig2(bytes: Uint8Array, mostPixels: number): Jbig2File {
  return whole(() => read(bytes, mostPixels));
}

function whole<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new ImageRefusedError('JBIG2: ends early');
    throw error;
  }
}

function read(bytes: Uint8Array, mostPixels: number): Jbig2File {
  const segments = segmentsOf(bytes);
  const page = segments.find(({ type }) => type === TYPE.page);
  if (page === undefined) throw new ImageRefusedError('JBIG2: no page');
  const view = viewOfBytes(page.data);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  if (height === UNKNOWN) throw new ImageRefusedError('JBIG2: unknown height');
  expectImageSize(width, height, mostPixels);
  const drawn = segments.filter(({ type }) => type !== TYPE.endOfPage && type !== TYPE.endOfFile);
  return {
    width,
    height,
    picture: () => whole(() => drawRegions(drawn, { width, height, isBlack: (view.getUint8(16) & 4) !== 0 })),
    embedded: concatBytes(...drawn.flatMap(({ header, data }) => [header, data])),
  };
}

/** Annex D: in sequence each header is followed by its data; otherwise all headers come first. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] {
  const view = viewOfBytes(bytes);
  const flags = isJbig2(bytes) ? view.getUint8(8) : -1;
  const isSequential = flags < 0 || (flags & 1) !== 0;
  let at = flags < 0 ? 0 : (flags & 2) === 0 ? 13 : 9;
  const headers: {
    readonly type: number;
    readonly bytes: Uint8Array;
    readonly length: number;
    start: number;
  }[] = [];
  while (at < bytes.length && headers.length < MOST_SEGMENTS) {
    const header = headerAt(view, at);
    headers.push({ ...header, bytes: bytes.subarray(at, header.end), start: header.end });
    at = isSequential ? header.end + header.length : header.end;
    if (header.type === TYPE.endOfFile) break;
  }
  let start = at;
  return headers.map((header) => {
    const from = isSequential ? header.start : start;
    start += header.length;
    if (from + header.length > bytes.length) throw new ImageRefusedError('JBIG2: ends early');
    return { type: header.type, header: header.bytes, data: bytes.subarray(from, from + header.length) };
  });
}

/** §7.2: number, flags, the segments that it refers to, page and length of the data. */
function headerAt(
  view: DataView,
  at: number,
): { readonly type: number; readonly length: number; readonly end: number } {
  const number = view.getUint32(at);
  const flags = view.getUint8(at + 4);
  const short = view.getUint8(at + 5) >> 5;
  const count = short === 7 ? view.getUint32(at + 5) & 0x1fffffff : short;
  const retention = short === 7 ? 4 + Math.ceil((count + 1) / 8) : 1;
  const size = number <= 256 ? 1 : number <= 65_536 ? 2 : 4;
  const page = at + 5 + retention + count * size;
  const end = page + ((flags & 0x40) === 0 ? 1 : 4) + 4;
  const length = view.getUint32(end - 4);
  if (length === UNKNOWN) throw new ImageRefusedError('JBIG2: unknown length');
  return { type: flags & 63, length, end };
}

interface Page {
  readonly width: number;
  readonly height: number;
  readonly isBlack: boolean;
}

function drawRegions(segments: readonly Segment[], { width, height, isBlack }: Page): BilevelPicture | null {
  const pixels = new Uint8Array(width * height).fill(isBlack ? 1 : 0);
  for (const { type, data } of segments) {
    if (type === TYPE.page || type === TYPE.extension) continue;
    if (type !== TYPE.genericRegion && type !== TYPE.losslessRegion) return null;
    if (!drawRegion(data, pixels, width, height)) return null;
  }
  return { width, height, rows: packed(pixels, width, height) };
}

function packed(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const length = Math.ceil(width / 8);
  const rows = new Uint8Array(length * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      if (pixels[at] === 1)
        rows[y * length + (x >> 3)] = (rows[y * length + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return rows;
}

/** §7.4.1: how a region goes onto the page. */
const COMBINATIONS: readonly ((below: number, above: number) => number)[] = [
  (below, above) => below | above,
  (below, above) => below & above,
  (below, above) => below ^ above,
  (below, above) => 1 - (below ^ above),
  (_, above) => above,
];

/** §7.4.6. @returns false for a kind that is not decoded here */
function drawRegion(data: Uint8Array, page: Uint8Array, pageWidth: number, pageHeight: number): boolean {
  const view = viewOfBytes(data);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [left, top] = [view.getUint32(8), view.getUint32(12)];
  const combine = COMBINATIONS[view.getUint8(16) & 7];
  const flags = view.getUint8(17);
  const isFax = (flags & 1) !== 0;
  const isExtended = (flags & 16) !== 0;
  if (combine === undefined || isFax || isExtended) return false;
  // A region beyond its page would cost work that nobody sees.
  if (width * height === 0 || width > pageWidth || height > pageHeight)
    throw new ImageRefusedError('JBIG2: region');
  const region = genericRegion(data.subarray(18), width, height, flags);
  for (let y = 0; y < Math.min(height, pageHeight - top); y += 1) {
    for (let x = 0; x < Math.min(width, pageWidth - left); x += 1) {
      const at = (top + y) * pageWidth + left + x;
      page[at] = combine(page[at] ?? 0, region[y * width + x] ?? 0);
    }
  }
  return true;
}

/** A pixel of a template: its place, or which adaptive pixel stands there. */
type TemplatePixel = readonly [x: number, y: number] | number;

const row = (y: number, first: number, last: number): readonly TemplatePixel[] =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, y] as const);

/** §6.2.5.3, figures 3 to 6, from the top left; numbers are adaptive pixels. */
const TEMPLATES: readonly (readonly TemplatePixel[])[] = [
  [3, ...row(-2, -1, 1), 2, 1, ...row(-1, -2, 2), 0, ...row(0, -4, -1)],
  [...row(-2, -1, 2), ...row(-1, -2, 2), 0, ...row(0, -3, -1)],
  [...row(-2, -1, 1), ...row(-1, -2, 1), 0, ...row(0, -2, -1)],
  [...row(-1, -3, 1), 0, ...row(0, -4, -1)],
];
/** §6.2.5.7: the context that tells whether a row is like the one above it. */
const TYPICAL_CONTEXTS = [0x9b25, 0x0795, 0x00e5, 0x0195];

/** §6.2.5: a byte for each pixel. @param flags template in bits 1 and 2, typical prediction in bit 3 */
function genericRegion(data: Uint8Array, width: number, height: number, flags: number): Uint8Array {
  const which = (flags >> 1) & 3;
  const view = viewOfBytes(data);
  const adaptive = which === 0 ? 4 : 1;
  const template = (TEMPLATES[which] ?? []).map((pixel) =>
    typeof pixel === 'number' ? ([view.getInt8(2 * pixel), view.getInt8(2 * pixel + 1)] as const) : pixel,
  );
  if (template.some(([x, y]) => y > 0 || (y === 0 && x >= 0))) throw new ImageRefusedError('JBIG2: template');
  const decoder = new ArithmeticDecoder(data.subarray(2 * adaptive), 2 ** template.length);
  const isTypical = (flags & 8) !== 0;
  const pixels = new Uint8Array(width * height);
  let isLikeAbove = 0;
  for (let y = 0; y < height; y += 1) {
    if (isTypical) isLikeAbove ^= decoder.symbol(TYPICAL_CONTEXTS[which] ?? 0);
    if (isLikeAbove === 1) {
      if (y > 0) pixels.copyWithin(y * width, (y - 1) * width, y * width);
    } else decodeRow(pixels, y, width, template, decoder);
  }
  return pixels;
}

function decodeRow(
  pixels: Uint8Array,
  y: number,
  width: number,
  template: readonly (readonly [number, number])[],
  decoder: ArithmeticDecoder,
): void {
  for (let x = 0; x < width; x += 1) {
    let context = 0;
    for (const [dx, dy] of template) {
      const column = x + dx;
      const isInside = column >= 0 && column < width && y + dy >= 0;
      context = (context << 1) | (isInside ? (pixels[(y + dy) * width + column] ?? 0) : 0);
    }
    pixels[y * width + x] = decoder.symbol(context);
  }
}
