import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex } from '../bytes/encodings.ts';
import { ImageRefusedError } from './image-size.ts';
import { isJpeg2000, readJpeg2000 } from './jpeg2000.ts';

const MOST = 1_000_000;
/** A grid from (2, 3) to (32, 23), of three components. */
const STREAM = fromHex(`ff4fff51002f0000000000200000001700000002${'00000003'}${'00000000'.repeat(4)}0003`);
const FILE_START = fromHex('0000000c6a5020200d0a870a' + '0000000866747970');

describe('readJpeg2000', () => {
  it('reads the size of a codestream, bare or in a box of its file', () => {
    const size = { width: 30, height: 20, components: 3 };
    expect(readJpeg2000(STREAM, MOST)).toEqual(size);
    const boxes = ['000000006a703263', '000000016a703263000000000000003a'];
    for (const box of boxes) {
      const file = concatBytes(FILE_START, fromHex(box), STREAM);
      expect(isJpeg2000(file)).toBe(true);
      expect(readJpeg2000(file, MOST)).toEqual(size);
    }
  });

  it('refuses damage and what is larger than its reader takes', () => {
    const refuse = (bytes: Uint8Array, most = MOST): void => {
      expect(() => readJpeg2000(bytes, most)).toThrow(ImageRefusedError);
    };
    refuse(STREAM.subarray(0, 30));
    refuse(STREAM, 599);
    refuse(FILE_START);
    refuse(concatBytes(FILE_START, fromHex('00000004'), STREAM));
    refuse(concatBytes(FILE_START, fromHex('ffffffff6a703263'), STREAM));
  });
});
