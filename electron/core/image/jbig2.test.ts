import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex } from '../bytes/encodings.ts';
import { ImageRefusedError } from './image-size.ts';
import { isJbig2, readJbig2 } from './jbig2.ts';

const MOST = 1_000_000;
const FILE_START = fromHex('974a42320d0a1a0a0100000001');
/** Page 1 of 8 × 2 pixels. */
const PAGE = fromHex('00000000300001000000130000000800000002000000000000000000' + '0000');
const END = fromHex('0000000231000100000000' + '0000000333000100000000');

describe('readJbig2', () => {
  it('leaves out the header of the file and the ends of page and file, as PDF has it', () => {
    const file = readJbig2(concatBytes(FILE_START, PAGE, END), MOST);
    expect([file.width, file.height]).toEqual([8, 2]);
    expect(file.embedded).toEqual(PAGE);
    expect(isJbig2(PAGE)).toBe(false);
  });

  it('takes the first page with what all pages share, as page 1', () => {
    // A dictionary of page 0, page 7, a text that uses the dictionary, and page 8, whose number takes four bytes.
    const shared = '0000000000010000000002aabb';
    const page = `0000000130000700000013${'00000008'}00000002${'00'.repeat(11)}`;
    const text = '0000000206200007000000' + '01cc';
    const other = '0000000370000000000800000000';
    const { embedded } = readJbig2(concatBytes(FILE_START, fromHex(shared + page + text + other)), MOST);
    const first = (header: string): string =>
      header.replace(/^(.{12})0[07]/, '$101').replace('200007', '200001');
    expect(embedded).toEqual(fromHex(first(shared) + first(page) + text.replace('200007', '200001')));
  });

  it('reads files whose headers come first, and pages whose last stripe tells their height', () => {
    const header = fromHex('974a42320d0a1a0a0000000001');
    const page = `${'00000008'}ffffffff${'00'.repeat(9)}8002`;
    const headers = '0000000030000100000013' + '0000000132000100000004' + '0000000233000000000000';
    const file = readJbig2(concatBytes(header, fromHex(`${headers}${page}00000009`)), MOST);
    expect([file.width, file.height]).toEqual([8, 10]);
    expect(file.embedded).toEqual(fromHex(`0000000030000100000013${page}000000013200010000000400000009`));
  });

  it('refuses damage, missing segments, and what is larger than its reader takes', () => {
    const whole = concatBytes(FILE_START, PAGE, END);
    for (const length of [8, 13, 20, 40, whole.length - 3]) {
      expect(() => readJbig2(whole.subarray(0, length), MOST), String(length)).toThrow(ImageRefusedError);
    }
    expect(() => readJbig2(whole, 15)).toThrow(ImageRefusedError);
    const text = fromHex('0000000206200901000000' + '00');
    expect(() => readJbig2(concatBytes(FILE_START, PAGE, text), MOST)).toThrow('a segment is missing');
    const endless = fromHex('00000002260001ffffffff');
    expect(() => readJbig2(concatBytes(FILE_START, PAGE, endless), MOST)).toThrow('without a length');
  });
});
