import { concatBytes } from '../../bytes/concat.ts';
import { decodeGifCodes } from './gif-codes.ts';
import { expectPictureSize, unsupportedPicture, type RasterPicture } from './raster.ts';

const HEADER_LENGTH = 13;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const TABLE_FLAG = 0x80;
const INTERLACE_FLAG = 0x40;

/** First row and step of the four interlaced passes (GIF89a, Appendix E). */
const INTERLACED_PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

interface Cursor {
  readonly data: Uint8Array;
  position: number;
}

/**
 * Decodes the first image of a GIF (87a or 89a) onto its screen; what the image does not cover is clear.
 * @throws CodedError SEAL_PICTURE_UNSUPPORTED
 */
export function decodeGif(data: Uint8Array): RasterPicture {
  const cursor: Cursor = { data, position: HEADER_LENGTH };
  const width = uint16(data, 6);
  const height = uint16(data, 8);
  expectPictureSize(width, height);
  const screen = { width, height, rgba: new Uint8Array(width * height * 4) };
  const globalTable = colourTable(cursor, data[10] ?? 0);
  let transparent = -1;
  for (;;) {
    const kind = byte(cursor);
    if (kind === IMAGE) return drawImage(cursor, screen, globalTable, transparent);
    if (kind !== EXTENSION) throw unsupportedPicture('GIF without an image');
    const label = byte(cursor);
    const block = subBlocks(cursor);
    if (label === GRAPHIC_CONTROL) transparent = ((block[0] ?? 0) & 1) === 1 ? (block[3] ?? -1) : -1;
  }
}

function drawImage(
  cursor: Cursor,
  screen: RasterPicture,
  globalTable: Uint8Array,
  transparent: number,
): RasterPicture {
  const { data, position } = cursor;
  const [left, top, width, height] = [0, 2, 4, 6].map((at) => uint16(data, position + at));
  const flags = data[position + 8] ?? 0;
  cursor.position += 9;
  const table = (flags & TABLE_FLAG) === 0 ? globalTable : colourTable(cursor, flags);
  if (left === undefined || top === undefined || width === undefined || height === undefined) return screen;
  expectPictureSize(width, height);
  const minimumCodeSize = byte(cursor);
  const indexes = decodeGifCodes(subBlocks(cursor), minimumCodeSize, width * height);
  rowOrder(height, (flags & INTERLACE_FLAG) !== 0).forEach((y, row) => {
    for (let x = 0; x < width; x += 1) {
      const index = indexes[row * width + x] ?? 0;
      const inside = left + x < screen.width && top + y < screen.height;
      if (!inside || index === transparent) continue;
      const colour = table.subarray(index * 3, index * 3 + 3);
      screen.rgba.set([...colour, 255], ((top + y) * screen.width + left + x) * 4);
    }
  });
  return screen;
}

function rowOrder(height: number, interlaced: boolean): number[] {
  const rows = Array.from({ length: height }, (_, row) => row);
  if (!interlaced) return rows;
  return INTERLACED_PASSES.flatMap(([first, step]) =>
    rows.filter((row) => row >= first && (row - first) % step === 0),
  );
}

function colourTable(cursor: Cursor, flags: number): Uint8Array {
  if ((flags & TABLE_FLAG) === 0) return new Uint8Array(0);
  const length = 3 * 2 ** ((flags & 7) + 1);
  cursor.position += length;
  return cursor.data.subarray(cursor.position - length, cursor.position);
}

function subBlocks(cursor: Cursor): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let length = byte(cursor); length > 0; length = byte(cursor)) {
    blocks.push(cursor.data.subarray(cursor.position, cursor.position + length));
    cursor.position += length;
  }
  return concatBytes(...blocks);
}

function byte(cursor: Cursor): number {
  const value = cursor.data[cursor.position];
  if (value === undefined) throw unsupportedPicture('damaged GIF');
  cursor.position += 1;
  return value;
}

function uint16(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) + (data[at + 1] ?? 0) * 256;
}
