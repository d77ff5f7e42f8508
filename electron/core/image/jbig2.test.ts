import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { ImageRefusedError } from './image-size.ts';
import { isJbig2, readJbig2 } from './jbig2.ts';
import { ArithmeticDecoder } from './jbig2-arithmetic.ts';

const MOST = 1_000_000;
const FILE_START = fromHex('974a42320d0a1a0a0100000001');
const PAGE = fromHex('00000000300001000000130000000800000002000000000000000000' + '0000');
const END = fromHex('0000000231000100000000' + '0000000333000100000000');

describe('ArithmeticDecoder', () => {
  it('decodes the test sequence of ITU-T T.88 annex H.2', () => {
    const encoded = fromHex('84c73bfce1a1430402200000410dbb86f4317fff88ff37471adb6adfffac');
    const decoder = new ArithmeticDecoder(encoded, 1);
    const decoded = Uint8Array.from({ length: 32 }, () => {
      let byte = 0;
      for (let bit = 0; bit < 8; bit += 1) byte = byte * 2 + decoder.symbol(0);
      return byte;
    });
    expect(toHex(decoded)).toBe('00020051000000c0035287' + '2aaaaaaaaa82c02000fcd79ef6bf7fed904f46a3bf');
  });
});

describe('readJbig2', () => {
  it('leaves out the header of the file and the ends of page and file, as PDF has it', () => {
    const file = readJbig2(concatBytes(FILE_START, PAGE, END), MOST);
    expect([file.width, file.height]).toEqual([8, 2]);
    expect(file.embedded).toEqual(PAGE);
    expect(file.picture()).toEqual({ width: 8, height: 2, rows: Uint8Array.of(0, 0) });
    expect(isJbig2(PAGE)).toBe(false);
  });

  it('leaves kinds that it does not decode to the viewer', () => {
    const dictionary = fromHex('00000001000001000000020000');
    const file = readJbig2(concatBytes(FILE_START, PAGE, dictionary, END), MOST);
    expect(file.picture()).toBeNull();
    expect(file.embedded).toEqual(concatBytes(PAGE, dictionary));
  });

  it('refuses damage, and what is larger than its reader takes', () => {
    const whole = concatBytes(FILE_START, PAGE, END);
    for (const length of [13, 20, 40, whole.length - 3]) {
      expect(() => readJbig2(whole.subarray(0, length), MOST), String(length)).toThrow(ImageRefusedError);
    }
    expect(() => readJbig2(whole, 15)).toThrow(ImageRefusedError);
    const region = fromHex('00000001260001000000130000ffff0000ffff00000000000000000008' + '03');
    const large = readJbig2(concatBytes(FILE_START, PAGE, region, END), MOST);
    expect(() => large.picture()).toThrow(ImageRefusedError);
  });
});
