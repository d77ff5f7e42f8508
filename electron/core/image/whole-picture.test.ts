import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex } from '../bytes/encodings.ts';
import { wholenessCheck } from './whole-picture.ts';

/** Asks about a picture that comes in pieces of a length. */
function isWhole(file: Uint8Array, length: number): boolean | undefined {
  const check = wholenessCheck(file);
  for (let at = 0; at < file.length; at += length) check?.update(file.subarray(at, at + length));
  return check?.isWhole();
}

/** In one piece, and in ever smaller ones, which cut it everywhere. */
const answers = (file: Uint8Array): readonly (boolean | undefined)[] => [
  ...new Set([100_000, 7, 3, 1].map((length) => isWhole(file, length))),
];

/** A JPEG: a segment of Exif with a picture that has an end of its own, a fill byte, a restart, a second scan. */
const THUMBNAIL = 'ffe1000a' + 'ffd8ffd9ffd9ffd9';
const jpeg = (end: string, start = THUMBNAIL): Uint8Array =>
  fromHex(`ffd8${start}ffffda0008${'010100003f00'}11ff0022ffd033ffda0008${'010100003f00'}44ff00${end}`);

const png = encode({ width: 60, height: 60, channels: 3, depth: 8, data: new Uint8Array(10_800).fill(7) });
const changed = (at: number): Uint8Array => png.map((byte, index) => (index === at ? byte ^ 1 : byte));
/** A chunk of text between the header and the data, with a check sum that is none. */
const withText = concatBytes(
  png.subarray(0, 33),
  fromHex('00000003' + '74455874' + '610062' + '00000000'),
  png.subarray(33),
);

describe('wholenessCheck', () => {
  it.each([
    ['a JPEG', jpeg('ffd9')],
    ['a JPEG with bytes behind its end', jpeg('ffd90000')],
    ['a PNG', png],
    ['a PNG with bytes behind its end', concatBytes(png, new Uint8Array(9))],
    ['a PNG whose text does not fit its check sum', withText],
  ])('finds %s whole', (_, file) => {
    expect(answers(file)).toEqual([true]);
  });

  it.each([
    ['a JPEG without its end', jpeg('')],
    ['a JPEG that ends within its end', jpeg('ff')],
    ['a JPEG without a scan', fromHex(`ffd8${THUMBNAIL}`)],
    ['a JPEG whose segments lead nowhere', jpeg('ffd9', 'ffe10004')],
    ['a PNG that ends within its data', png.subarray(0, 60)],
    ['a PNG without its end', png.subarray(0, png.length - 12)],
    ['a PNG with a changed byte in its header', changed(20)],
    ['a PNG with a changed byte in its data', changed(50)],
    ['a PNG with a changed check sum', changed(png.length - 13)],
  ])('finds that %s is not', (_, file) => {
    expect(answers(file)).toEqual([false]);
  });

  it('says nothing of other kinds', () => {
    expect(wholenessCheck(fromHex('474946383961'))).toBeNull();
  });
});
