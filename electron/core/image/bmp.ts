import { expectImageSize, ImageRefusedError, type RasterPicture } from './image-size.ts';

const FILE_HEADER_LENGTH = 14;
const INFO_HEADER_LENGTH = 40;
const UNCOMPRESSED = 0;

/**
 * Decodes an uncompressed Windows bitmap (BITMAPINFOHEADER or later) of 1, 4, 8, 24 or 32 bits. The fourth
 * byte of 32-bit pixels counts as opacity unless it is zero everywhere, as in files that leave it unused.
 * @param mostPixels the largest area that the caller takes
 * @throws ImageRefusedError
 */
export function decodeBmp(data: Uint8Array, mostPixels?: number): RasterPicture {
  if (data.length < FILE_HEADER_LENGTH + INFO_HEADER_LENGTH) throw new ImageRefusedError('damaged BMP');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  const depth = view.getUint16(28, true);
  expectImageSize(width, height, mostPixels);
  const rowLength = Math.ceil((width * depth) / 32) * 4;
  const start = view.getUint32(10, true);
  const known = [1, 4, 8, 24, 32].includes(depth) && view.getUint32(30, true) === UNCOMPRESSED;
  if (!known || start + rowLength * height > data.length) throw new ImageRefusedError('BMP kind');
  const rgba = new Uint8Array(width * height * 4);
  const palette = FILE_HEADER_LENGTH + view.getUint32(14, true);
  for (let y = 0; y < height; y += 1) {
    const row = start + rowLength * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x += 1) {
      writePixel(data, row + ((x * depth) >> 3), depth, palette, (x * depth) & 7, rgba, (y * width + x) * 4);
    }
  }
  return { width, height, rgba: depth === 32 ? withUsedOpacity(rgba) : rgba };
}

/** Writes the pixel whose bits begin `bit` bits behind the byte at `from`; nothing is made anew for a pixel. */
function writePixel(
  data: Uint8Array,
  from: number,
  depth: number,
  palette: number,
  bit: number,
  target: Uint8Array,
  at: number,
): void {
  const packed = ((data[from] ?? 0) >> Math.max(0, 8 - depth - bit)) & (2 ** depth - 1);
  const source = depth <= 8 ? palette + packed * 4 : from;
  target[at] = data[source + 2] ?? 0;
  target[at + 1] = data[source + 1] ?? 0;
  target[at + 2] = data[source] ?? 0;
  target[at + 3] = depth === 32 ? (data[source + 3] ?? 0) : 255;
}

function withUsedOpacity(rgba: Uint8Array): Uint8Array {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return rgba;
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return rgba;
}
