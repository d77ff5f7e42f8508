import { zlibSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { crc32 } from '../bytes/crc32.ts';
import { fromHex, latin1Bytes } from '../bytes/encodings.ts';
import { bmpRows, decodeBmp } from './bmp.ts';
import { ImageRefusedError, type RasterPicture } from './image-size.ts';
import { inLengths, type PictureRows } from './picture-rows.ts';
import { decodePng } from './png.ts';
import { pngData, pngRows } from './png-rows.ts';

const MOST = 10_000;
const number = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
const chunk = (type: string, content: Uint8Array): Uint8Array => {
  const named = concatBytes(latin1Bytes(type), content);
  return concatBytes(number(content.length), named, number(crc32(named)));
};

/** What a PNG says, and its rows with their filters. */
interface Written {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
  readonly rows: Uint8Array;
  readonly more?: readonly Uint8Array[];
  readonly interlace?: number;
}

/** Writes a PNG whose data lie in several chunks. */
function png({ width, height, depth, type, rows, more = [], interlace = 0 }: Written): Uint8Array {
  const header = concatBytes(number(width), number(height), Uint8Array.of(depth, type, 0, 0, interlace));
  const data = zlibSync(rows);
  const parts = [data.subarray(0, 5), data.subarray(5, 5), data.subarray(5)];
  const chunks = [chunk('IHDR', header), ...more, ...parts.map((part) => chunk('IDAT', part))];
  return concatBytes(fromHex('89504e470d0a1a0a'), ...chunks, chunk('IEND', new Uint8Array(0)));
}

/** Gives bytes in pieces of some length, all in the same memory. */
function* inPieces(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  const memory = new Uint8Array(length);
  for (let at = 0; at < bytes.length; at += length) {
    const part = bytes.subarray(at, at + length);
    memory.set(part);
    yield memory.subarray(0, part.length);
  }
}

function unpacked(picture: PictureRows | null): RasterPicture | null {
  if (picture === null) return null;
  const { width, height, fromBottom } = picture;
  const rows = Array.from(picture.rows(), (row) => row.slice());
  return { width, height, rgba: concatBytes(...(fromBottom ? rows.reverse() : rows)) };
}

/** Types of ISO/IEC 15948 table 11.1 with their depths, and the samples of a pixel. */
const KINDS = [
  ...[1, 2, 4, 8, 16].map((depth) => [0, depth, 1] as const),
  ...[8, 16].flatMap((depth) => [[2, depth, 3] as const, [4, depth, 2] as const, [6, depth, 4] as const]),
  ...[1, 2, 4, 8].map((depth) => [3, depth, 1] as const),
];

describe('a PNG row by row', () => {
  it('has the pixels that a decoder finds, whatever its kind and its filters', () => {
    const pictures = fc.record({
      kind: fc.constantFrom(...KINDS),
      // The decoder refuses one colour that is clear among fewer pixels than it has samples.
      width: fc.integer({ min: 3, max: 9 }),
      height: fc.integer({ min: 1, max: 6 }),
      bytes: fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      isClear: fc.boolean(),
      piece: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(pictures, ({ kind: [type, depth, samples], width, height, bytes, isClear, piece }) => {
        const length = Math.ceil((width * samples * depth) / 8) + 1;
        const rows = Uint8Array.from([...bytes.take(length * height)]);
        for (let y = 0; y < height; y += 1) rows[y * length] = (rows[y * length] ?? 0) % 5;
        const palette = chunk('PLTE', Uint8Array.from([...bytes.take(3 * 2 ** Math.min(8, depth))]));
        const clear = chunk(
          'tRNS',
          Uint8Array.from(type === 3 ? [0, 9] : type === 0 ? [0, 1] : [0, 1, 0, 2, 0, 3]),
        );
        const more = [...(type === 3 ? [palette] : []), ...(isClear && type < 4 ? [clear] : [])];
        const file = png({ width, height, depth, type, rows, more });
        const byRows = unpacked(pngRows(file, () => inPieces(file, piece), MOST));
        expect(byRows).toEqual(decodePng(file));
      }),
      { numRuns: 500 },
    );
  });

  const grey = { width: 2, height: 2, depth: 8, type: 0 } as const;
  const whole = Uint8Array.of(0, 1, 2, 0, 3, 4);
  const rowsOf = (file: Uint8Array) => unpacked(pngRows(file, () => [file], MOST));

  it.each([
    ['ends early', png({ ...grey, rows: whole.subarray(0, 4) })],
    ['has more rows than it says', png({ ...grey, rows: concatBytes(whole, whole) })],
    ['has a filter that nobody knows', png({ ...grey, rows: Uint8Array.of(5, 1, 2, 0, 3, 4) })],
    ['is cut within its data', png({ ...grey, rows: whole }).subarray(0, 60)],
    [
      'has a colour that its palette lacks',
      png({ ...grey, type: 3, rows: whole, more: [chunk('PLTE', whole)] }),
    ],
    ['is larger than may be', png({ ...grey, width: 101, height: 100, rows: whole })],
  ])('is refused if it %s', (_, file) => {
    expect(() => rowsOf(file)).toThrow(ImageRefusedError);
  });

  it('is left to others if it is interlaced, or its data do not begin within the head', () => {
    expect(rowsOf(png({ ...grey, rows: whole, interlace: 1 }))).toBeNull();
    const file = png({ ...grey, rows: whole });
    expect(pngRows(file.subarray(0, 30), () => [file], MOST)).toBeNull();
  });

  it('is read to its end, behind its last chunk too', () => {
    let isRead = false;
    const file = png({ ...grey, rows: whole });
    function* pieces(): Generator<Uint8Array> {
      yield* [file, Uint8Array.of(1, 2, 3)];
      isRead = true;
    }
    expect(concatBytes(...pngData(pieces()))).toEqual(zlibSync(whole));
    expect(isRead).toBe(true);
  });
});

describe('a bitmap row by row', () => {
  const bitmap = (depth: number, width: number, height: number, rows: Uint8Array): Uint8Array => {
    const head = new Uint8Array(54 + 4 * 2 ** (depth <= 8 ? depth : 0));
    const view = new DataView(head.buffer);
    head.set(latin1Bytes('BM'));
    view.setUint32(10, head.length, true);
    view.setUint32(14, 40, true);
    view.setInt32(18, width, true);
    view.setInt32(22, height, true);
    view.setUint16(28, depth, true);
    for (let at = 54; at < head.length; at += 1) head[at] = at;
    return concatBytes(head, rows);
  };

  it.each([
    [1, 9, 3],
    [4, 3, -2],
    [8, 5, 4],
    [24, 3, 3],
    [24, 3, -3],
    [32, 2, 2],
  ])('of %i bits has the pixels that it has as a whole, from either side', (depth, width, height) => {
    const length = Math.ceil((width * depth) / 32) * 4 * Math.abs(height);
    const file = bitmap(
      depth,
      width,
      height,
      Uint8Array.from({ length }, (_, at) => 7 * at),
    );
    const picture = bmpRows(file, () => inPieces(file, 13), MOST);
    expect(picture?.fromBottom).toBe(height > 0);
    expect(unpacked(picture)).toEqual(decodeBmp(file));
  });

  it('is refused if it ends early', () => {
    const file = bitmap(24, 2, 2, new Uint8Array(15));
    expect(() => unpacked(bmpRows(file, () => [file], MOST))).toThrow(ImageRefusedError);
  });
});

describe('pieces in lengths', () => {
  it('are cut, and the rest is left', () => {
    const cut = inLengths([Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5), Uint8Array.of(6, 7)], 3);
    expect(Array.from(cut, (part) => [...part])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
});
