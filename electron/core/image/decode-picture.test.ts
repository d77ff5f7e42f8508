import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex, latin1Bytes } from '../bytes/encodings.ts';
import { decodePicture, readJpegPicture } from './decode-picture.ts';
import { imageFormat } from './image-format.ts';

const unsupported: unknown = expect.objectContaining({ code: 'SEAL_PICTURE_UNSUPPORTED' });

/** The sample of the GIF89a specification's commentaries: 10 × 10 pixels in red, blue and white. */
const SAMPLE_GIF = fromHex(
  '4749463839610a000a00910000ffffffff00000000ff00000021f90400000000002c000000000a00' +
    '0a000002168c2d99872a1cdc33a00275ec95faa8de608c04914c01003b',
);

const SAMPLE_ROWS = [
  '1111122222',
  '1111122222',
  '1111122222',
  '1110000222',
  '1110000222',
  '2220000111',
  '2220000111',
  '2222211111',
  '2222211111',
  '2222211111',
];

const SAMPLE_COLOURS: Readonly<Record<string, readonly number[]>> = {
  0: [255, 255, 255, 255],
  1: [255, 0, 0, 255],
  2: [0, 0, 255, 255],
};

describe('decodePicture: PNG', () => {
  it('gives back the pixels that another library encoded', () => {
    const size = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(1, 2, 3, 4),
    );
    fc.assert(
      fc.property(size, fc.infiniteStream(fc.nat(255)), ([width, height, channels], samples) => {
        const data = Uint8Array.from({ length: width * height * channels }, () =>
          Number(samples.next().value),
        );
        const { rgba } = decodePicture(encode({ width, height, data, channels, depth: 8 }));
        const grey = channels <= 2;
        for (let pixel = 0; pixel < width * height; pixel += 1) {
          const sample = (at: number): number => data[pixel * channels + at] ?? 0;
          const opacity = channels % 2 === 0 ? sample(channels - 1) : 255;
          const colour = grey ? [sample(0), sample(0), sample(0)] : [sample(0), sample(1), sample(2)];
          expect([...rgba.subarray(pixel * 4, pixel * 4 + 4)]).toEqual([...colour, opacity]);
        }
      }),
    );
  });

  it('reduces sixteen bits to eight', () => {
    const data = Uint16Array.of(0, 65_535, 32_896);
    const picture = decodePicture(encode({ width: 1, height: 1, data, channels: 3, depth: 16 }));
    expect([...picture.rgba]).toEqual([0, 255, 128, 255]);
  });

  it('reads a palette of one bit with a transparent entry', () => {
    expect([...decodePicture(palettePng()).rgba]).toEqual([
      ...[255, 0, 0, 255, 0, 0, 255, 0],
      ...[0, 0, 255, 0, 255, 0, 0, 255],
    ]);
  });

  it('refuses damage, and more data than the size allows', () => {
    const png = encode({ width: 4, height: 4, data: new Uint8Array(64), channels: 4, depth: 8 });
    const flipped = png.slice();
    flipped[45] = (flipped[45] ?? 0) ^ 1;
    expect(() => decodePicture(flipped)).toThrow(unsupported);
    expect(() => decodePicture(png.subarray(0, 40))).toThrow(unsupported);
    const large = encode({ width: 900, height: 900, data: new Uint8Array(900 * 900), channels: 1, depth: 8 });
    new DataView(large.buffer, large.byteOffset).setUint32(20, 1);
    expect(() => decodePicture(large)).toThrow(unsupported);
    new DataView(large.buffer, large.byteOffset).setUint32(16, 1_000_000_000);
    expect(() => decodePicture(large)).toThrow(unsupported);
  });
});

describe('decodePicture: GIF and BMP', () => {
  it('reads the sample of the GIF89a specification', () => {
    const { width, height, rgba } = decodePicture(SAMPLE_GIF);
    expect([width, height]).toEqual([10, 10]);
    expect([...rgba]).toEqual(
      SAMPLE_ROWS.flatMap((row) => [...row].flatMap((index) => SAMPLE_COLOURS[index] ?? [])),
    );
  });

  it('leaves the transparent colour of a GIF clear', () => {
    const gif = SAMPLE_GIF.slice();
    gif[28] = 1;
    gif[31] = 2;
    const { rgba } = decodePicture(gif);
    expect([...rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([...rgba.subarray(36, 40)]).toEqual([0, 0, 0, 0]);
  });

  it('refuses a GIF that is cut short', () => {
    for (let length = 14; length < SAMPLE_GIF.length - 2; length += 3) {
      expect(() => decodePicture(SAMPLE_GIF.subarray(0, length))).toThrow(unsupported);
    }
  });

  it('reads bitmaps of 24, 32, 8 and 1 bits, the bottom row first', () => {
    const red = [255, 0, 0, 255];
    const blue = [0, 0, 255, 255];
    const colour24 = Uint8Array.of(255, 0, 0, 0, 0, 255, 0, 0);
    expect([...decodePicture(bmp(2, 1, 24, colour24)).rgba]).toEqual([...blue, ...red]);
    const upsideDown = Uint8Array.of(255, 0, 0, 0, 0, 0, 255, 0);
    expect([...decodePicture(bmp(1, 2, 24, upsideDown)).rgba]).toEqual([...red, ...blue]);
    expect([...decodePicture(bmp(1, -2, 24, upsideDown)).rgba]).toEqual([...blue, ...red]);
    expect([...decodePicture(bmp(1, 1, 32, Uint8Array.of(0, 0, 255, 128))).rgba]).toEqual([255, 0, 0, 128]);
    expect([...decodePicture(bmp(1, 1, 32, Uint8Array.of(0, 0, 255, 0))).rgba]).toEqual(red);
    const palette = [0, 0, 255, 0, 255, 0, 0, 0];
    expect([...decodePicture(bmp(2, 1, 8, Uint8Array.of(1, 0, 0, 0), palette)).rgba]).toEqual([
      ...blue,
      ...red,
    ]);
    expect([...decodePicture(bmp(2, 1, 1, Uint8Array.of(0x80, 0, 0, 0), palette)).rgba]).toEqual([
      ...blue,
      ...red,
    ]);
    expect(() => decodePicture(bmp(9, 9, 24, colour24))).toThrow(unsupported);
  });
});

describe('imageFormat', () => {
  it('tells the format by the content', () => {
    expect(imageFormat(SAMPLE_GIF)).toBe('gif');
    expect(imageFormat(palettePng())).toBe('png');
    expect(imageFormat(jpeg(3))).toBe('jpeg');
    expect(imageFormat(bmp(1, 1, 24, new Uint8Array(4)))).toBe('bmp');
    for (const other of ['<svg/>', 'PK\x03\x04', '']) {
      expect(imageFormat(latin1Bytes(other))).toBeNull();
      expect(() => decodePicture(latin1Bytes(other))).toThrow(unsupported);
    }
  });

  it('leaves a JPEG to readJpegPicture, which reads the frame and refuses four colours', () => {
    expect(readJpegPicture(jpeg(3))).toEqual({ width: 300, height: 200, components: 3 });
    expect(readJpegPicture(jpeg(1))).toEqual({ width: 300, height: 200, components: 1 });
    expect(() => readJpegPicture(jpeg(4))).toThrow(unsupported);
    expect(() => readJpegPicture(jpeg(3).subarray(0, 12))).toThrow(unsupported);
  });
});

/** SOI, APP0 of four bytes, SOF0. */
function jpeg(components: number): Uint8Array {
  const frame = [0xff, 0xc0, 0, 17, 8, 0, 200, 1, 44, components, ...new Array<number>(9).fill(0)];
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...frame);
}

/** BITMAPFILEHEADER and BITMAPINFOHEADER, palette and rows. */
function bmp(
  width: number,
  height: number,
  depth: number,
  rows: Uint8Array,
  palette: number[] = [],
): Uint8Array {
  const header = new Uint8Array(54);
  const view = new DataView(header.buffer);
  header.set(latin1Bytes('BM'));
  view.setUint32(10, 54 + palette.length, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(28, depth, true);
  return concatBytes(header, Uint8Array.from(palette), rows);
}

/** Two by two pixels of one bit: red and a transparent blue, crosswise. */
function palettePng(): Uint8Array {
  return fromHex(
    '89504e470d0a1a0a0000000d494844520000000200000002010300000048789f6700000006504c5445ff00000000ff6ca1fd' +
      '8e0000000274524e53ff00e5b7304a0000000c49444154789c637060680000014400c13a7a1c560000000049454e44ae4260' +
      '82',
  );
}
