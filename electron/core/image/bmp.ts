import { expectImageSize, ImageRefusedError, type RasterPicture } from './image-size.ts';
import { inLengths, type PictureRows } from './picture-rows.ts';

const FILE_HEADER_LENGTH = 14;
const INFO_HEADER_LENGTH = 40;
const UNCOMPRESSED = 0;

interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly fromBottom: boolean;
  /** Bits of a pixel. */
  readonly depth: number;
  /** Where the rows begin, and the bytes of one. */
  readonly start: number;
  readonly rowLength: number;
  readonly palette: number;
}

/**
 * Decodes an uncompressed Windows bitmap (BITMAPINFOHEADER or later) of 1, 4, 8, 24 or 32 bits. The fourth
 * byte of 32-bit pixels counts as opacity unless it is zero everywhere, as in files that leave it unused.
 * @param mostPixels the largest area that the caller takes
 * @throws ImageRefusedError
 */
export function decodeBmp(data: Uint8Array, mostPixels?: number): RasterPicture {
  const header = readHeader(data, mostPixels);
  const { width, height, depth, start, rowLength, fromBottom } = header;
  if (start + rowLength * height > data.length) throw new ImageRefusedError('BMP kind');
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const row = start + rowLength * (fromBottom ? height - 1 - y : y);
    writeRow(
      data.subarray(row, row + rowLength),
      header,
      data,
      rgba.subarray(4 * y * width, 4 * (y + 1) * width),
    );
  }
  return { width, height, rgba: depth === 32 ? withUsedOpacity(rgba) : rgba };
}

/**
 * Unpacks a bitmap as {@link decodeBmp} does, row by row in the order of the file.
 * @param head its beginning, up to its first row at least
 * @param pieces reads it from its first byte to its last
 * @returns null for a head that is too short
 * @throws ImageRefusedError for a kind that is not known, and one that is too large
 */
export function bmpRows(
  head: Uint8Array,
  pieces: () => Iterable<Uint8Array>,
  mostPixels: number,
): PictureRows | null {
  const header = readHeader(head, mostPixels);
  const { width, height, depth, start, fromBottom } = header;
  if (start > head.length) return null;
  const rows = () => rowsOf(pieces(), header, head);
  return { width, height, fromBottom, mayBeClear: depth === 32, mayLeaveOpacity: true, rows };
}

function* rowsOf(pieces: Iterable<Uint8Array>, header: BmpHeader, head: Uint8Array): Generator<Uint8Array> {
  const { width, height, start, rowLength } = header;
  const rgba = new Uint8Array(4 * width);
  let count = 0;
  for (const row of inLengths(from(pieces, start), rowLength)) {
    count += 1;
    // What follows the rows is read to its end, and nobody needs it.
    if (count > height) continue;
    writeRow(row, header, head, rgba);
    yield rgba;
  }
  if (count < height) throw new ImageRefusedError('damaged BMP');
}

/** Passes over the first bytes. */
function* from(pieces: Iterable<Uint8Array>, start: number): Generator<Uint8Array> {
  let skip = start;
  for (const piece of pieces) {
    yield piece.subarray(skip);
    skip = Math.max(0, skip - piece.length);
  }
}

function readHeader(data: Uint8Array, mostPixels?: number): BmpHeader {
  if (data.length < FILE_HEADER_LENGTH + INFO_HEADER_LENGTH) throw new ImageRefusedError('damaged BMP');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  const depth = view.getUint16(28, true);
  expectImageSize(width, height, mostPixels);
  const known = [1, 4, 8, 24, 32].includes(depth) && view.getUint32(30, true) === UNCOMPRESSED;
  if (!known) throw new ImageRefusedError('BMP kind');
  return {
    ...{ width, height, depth, fromBottom: signedHeight > 0 },
    start: view.getUint32(10, true),
    rowLength: Math.ceil((width * depth) / 32) * 4,
    palette: FILE_HEADER_LENGTH + view.getUint32(14, true),
  };
}

/** @param colours holds the palette @param target takes red, green, blue and opacity of each pixel */
function writeRow(row: Uint8Array, header: BmpHeader, colours: Uint8Array, target: Uint8Array): void {
  const { width, depth, palette } = header;
  for (let x = 0; x < width; x += 1) writePixel(row, x * depth, depth, colours, palette, target, 4 * x);
}

/** Writes the pixel that begins at a bit; nothing is made anew for a pixel. */
function writePixel(
  row: Uint8Array,
  bit: number,
  depth: number,
  colours: Uint8Array,
  palette: number,
  target: Uint8Array,
  at: number,
): void {
  const from = bit >> 3;
  const packed = ((row[from] ?? 0) >> Math.max(0, 8 - depth - (bit & 7))) & (2 ** depth - 1);
  const source = depth <= 8 ? colours : row;
  const place = depth <= 8 ? palette + packed * 4 : from;
  target[at] = source[place + 2] ?? 0;
  target[at + 1] = source[place + 1] ?? 0;
  target[at + 2] = source[place] ?? 0;
  target[at + 3] = depth === 32 ? (row[from + 3] ?? 0) : 255;
}

function withUsedOpacity(rgba: Uint8Array): Uint8Array {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return rgba;
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return rgba;
}
