import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../shared/errors.ts';
import { concatBytes, equalBytes } from '../../../bytes/byte-arrays.ts';
import { fromHex, latin1Bytes } from '../../../bytes/encodings.ts';
import { planesOf } from '../../../image/image-size.ts';
import { drawn, picture } from '../fixtures/drawn-view.ts';

/** More pixels than are held whole. */
const [WIDTH, HEIGHT] = [1200, 900];
const samples = (channels: number): Uint8Array =>
  Uint8Array.from({ length: WIDTH * HEIGHT * channels }, (_, at) => (at * 31 + (at >> 9)) & 255);

/** Draws one picture on a page. */
function drawnPicture(
  file: Uint8Array,
  more: { readonly mask?: Uint8Array; readonly forWords?: boolean } = {},
) {
  const { mask, forWords = false } = more;
  const masked = mask === undefined ? '' : 'ImageMask="52"';
  return drawn(`<ofd:ImageObject Boundary="20 30 40 50" ResourceID="51" ${masked}/>`, {
    resources: picture(51, 'a') + (mask === undefined ? '' : picture(52, 'mask')),
    parts: { 'Doc_0/Res/a': file, ...(mask === undefined ? {} : { 'Doc_0/Res/mask': mask }) },
    inputs: { withoutPictures: forWords },
  });
}

/** A bitmap of 24 or 32 bits a pixel, from the bottom upwards. */
function bitmap(depth: 24 | 32, rows: Uint8Array): Uint8Array {
  const head = new Uint8Array(54);
  const view = new DataView(head.buffer);
  head.set(latin1Bytes('BM'));
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, WIDTH, true);
  view.setInt32(22, HEIGHT, true);
  view.setUint16(28, depth, true);
  return concatBytes(head, rows);
}

const bytesOf = (text: string): Uint8Array => latin1Bytes(text);

describe('a large picture', () => {
  it('with opacity has its colours and its opacity', () => {
    const rgba = samples(4);
    const view = drawnPicture(encode({ width: WIDTH, height: HEIGHT, channels: 4, depth: 8, data: rgba }));
    const { colours, opacity } = planesOf({ width: WIDTH, height: HEIGHT, rgba });
    const [image = ''] = view.resources('XObject');
    expect(view.notes).toEqual([]);
    expect(equalBytes(bytesOf(view.data('XObject')[0] ?? ''), colours)).toBe(true);
    const mask = bytesOf(view.referred(image, 'SMask')).subarray(-WIDTH * HEIGHT);
    expect(equalBytes(mask, opacity ?? new Uint8Array(0))).toBe(true);
  });

  it('that is opaque all over has no opacity', () => {
    const rgba = samples(4).map((value, at) => (at % 4 === 3 ? 255 : value));
    const view = drawnPicture(encode({ width: WIDTH, height: HEIGHT, channels: 4, depth: 8, data: rgba }));
    expect(view.resources('XObject')[0]).not.toContain('SMask');
  });

  it('that PDF can hold is handed on as it is packed', () => {
    const view = drawnPicture(
      encode({ width: WIDTH, height: HEIGHT, channels: 3, depth: 8, data: samples(3) }),
    );
    expect(view.resources('XObject')[0]).toContain('/Predictor 15');
    expect(equalBytes(bytesOf(view.data('XObject')[0] ?? ''), samples(3))).toBe(true);
    const frame = [
      0xff,
      0xd8,
      0xff,
      0xc0,
      0,
      17,
      8,
      0,
      2,
      1,
      44,
      3,
      ...new Array<number>(9).fill(0),
      0xff,
      0xda,
    ];
    const scan = concatBytes(Uint8Array.from(frame), samples(1), samples(1));
    const jpeg = drawnPicture(scan);
    expect(jpeg.resources('XObject')[0]).toMatch(/DCTDecode.*\/Length \d+ 0 R/);
    expect(jpeg.notes).toEqual(['IMAGE_UNSOUND Doc_0/Res/a']);
    expect(drawnPicture(concatBytes(scan, fromHex('ffd9'))).notes).toEqual([]);
  });

  it.each([false, true])(
    'that ends early, or does not fit its check sums, is drawn and noted',
    (forWords) => {
      const png = encode({ width: WIDTH, height: HEIGHT, channels: 3, depth: 8, data: samples(3) });
      const sum = png.map((byte, at) => (at === png.length - 13 ? byte ^ 1 : byte));
      for (const file of [png.subarray(0, png.length - 12), sum]) {
        const view = drawnPicture(file, { forWords });
        expect(view.notes).toEqual(['IMAGE_UNSOUND Doc_0/Res/a']);
        expect(view.resources('XObject')).toHaveLength(1);
      }
    },
  );

  it.each([24, 32] as const)('as a bitmap of %i bits is turned the right way up', (depth) => {
    const channels = depth / 8;
    const rows = samples(channels).map((value, at) => (depth === 32 && at % 4 === 3 ? 0 : value));
    const view = drawnPicture(bitmap(depth, rows));
    expect(view.data('XObject')).toEqual(['1 0 0 -1 0 1 cm /X Do']);
    const image = view.referred(view.resources('XObject')[0] ?? '', 'X');
    // An opacity of zero all over is one that nobody wrote.
    expect(image).not.toContain('SMask');
    const [blue = 0, green = 0, red = 0] = rows;
    expect([
      ...bytesOf(image)
        .subarray(-WIDTH * HEIGHT * 3)
        .subarray(0, 3),
    ]).toEqual([red, green, blue]);
  });

  it('as a bitmap with a mask lies as the mask does', () => {
    const mask = encode({ width: 1, height: 2, channels: 1, depth: 8, data: Uint8Array.of(0, 255) });
    const view = drawnPicture(bitmap(24, samples(3)), { mask });
    expect(view.resources('XObject')[0]).toMatch(/\/Subtype \/Image.*SMask/);
  });

  it('that is damaged is marked, and the view can be read', () => {
    const whole = encode({ width: WIDTH, height: HEIGHT, channels: 4, depth: 8, data: samples(4) });
    const damaged = whole.slice();
    damaged.fill(0, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 400);
    for (const forWords of [false, true]) {
      const view = drawnPicture(damaged, { forWords });
      expect(view.notes).toEqual(['IMAGE_DAMAGED Doc_0/Res/a']);
      expect([view.pageCount, view.resources('XObject')]).toEqual([1, []]);
    }
  });

  it('that is too large is marked before it is unpacked', () => {
    const large = encode({ width: 1, height: 1, channels: 4, depth: 8, data: new Uint8Array(4) });
    large.set(fromHex('0000ffff0000ffff'), 16);
    expect(drawnPicture(large).notes).toEqual(['IMAGE_TOO_LARGE Doc_0/Res/a']);
  });
});

it('A view whose file cannot be written fails, also if that shows within a picture', () => {
  let writes = 0;
  const sink = {
    write: (): void => {
      writes += 1;
      // The third write is the first of the picture's data. There is room again for what follows, which must not be written.
      if (writes === 3) throw new CodedError('DISK_FULL', 'no room');
    },
  };
  const png = encode({ width: WIDTH, height: HEIGHT, channels: 4, depth: 8, data: samples(4) });
  const image = '<ofd:ImageObject Boundary="20 30 40 50" ResourceID="51"/>';
  const around = { resources: picture(51, 'a'), parts: { 'Doc_0/Res/a': png } };
  expect(() => drawn(image, { ...around, sink })).toThrow(new CodedError('DISK_FULL', 'no room'));
  expect(writes).toBe(3);
});
