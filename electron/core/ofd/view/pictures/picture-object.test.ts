import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../shared/errors.ts';
import { ViewFile } from '../output/view-file.ts';
import { ViewPictures } from './view-pictures.ts';
import { concatBytes } from '../../../bytes/byte-arrays.ts';
import { fromHex, latin1Bytes } from '../../../bytes/encodings.ts';
import { ImageRefusedError } from '../../../image/image-size.ts';
import { serializeObject } from '../../../pdf/syntax/serializer.ts';
import { pdfDictionary } from '../../../pdf/syntax/objects.ts';
import { latin1Text } from '../../../bytes/encodings.ts';
import { maskObject, pictureObject, type PictureLimits } from './picture-object.ts';
import type { PictureObject } from './png-object.ts';

const LIMITS: PictureLimits = { largest: 10_000, decoded: 1_000, byRows: 5_000, decode: () => undefined };
const entriesOf = ({ entries }: PictureObject): string => latin1Text(serializeObject(pdfDictionary(entries)));
/** SOI, a segment of Adobe, and a frame of 300 × 2 pixels. */
const jpeg = (components: number, adobe = false): Uint8Array =>
  concatBytes(
    fromHex('ffd8'),
    adobe ? concatBytes(fromHex('ffee000e'), latin1Bytes('Adobe'), new Uint8Array(7)) : new Uint8Array(0),
    Uint8Array.of(0xff, 0xc0, 0, 17, 8, 0, 2, 1, 44, components, ...new Array<number>(9).fill(0)),
  );
/** The beginning of a codestream of 30 × 20 pixels. */
const jpeg2000 = (components: number): Uint8Array =>
  fromHex(
    `ff4fff51002f0000${'00000020'}00000017${'00000002'}00000003${'00000000'.repeat(4)}000${String(components)}`,
  );

describe('pictureObject', () => {
  it('takes a PNG without opacity as it is', () => {
    const grey = pictureObject(
      encode({ width: 3, height: 2, channels: 1, depth: 8, data: new Uint8Array(6) }),
      LIMITS,
    );
    expect([grey.width, grey.height, grey.isPacked, grey.mask]).toEqual([3, 2, true, null]);
    expect(entriesOf(grey)).toBe(
      '<</BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode /DecodeParms <</Predictor 15 /Colors 1 /BitsPerComponent 8 /Columns 3>>>>',
    );
  });

  it('takes a PNG with a palette as it is, with a colour for each number', () => {
    const png = fromHex(
      '89504e470d0a1a0a0000000d49484452000000020000000201030000004878' +
        '9f6700000006504c5445ff00000000ff6ca1fd8e0000000c49444154789c637060680000014400c13a7a1c560000000049454e44ae426082',
    );
    expect(entriesOf(pictureObject(png, LIMITS))).toContain(
      '/ColorSpace [/Indexed /DeviceRGB 1 <ff00000000ff>]',
    );
  });

  it('splits opacity from colours', () => {
    const data = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 7);
    const picture = pictureObject(encode({ width: 2, height: 1, channels: 4, depth: 8, data }), LIMITS);
    expect([[...picture.data], [...(picture.mask ?? [])]]).toEqual([
      [1, 2, 3, 4, 5, 6],
      [255, 7],
    ]);
  });

  it('carries a JPEG as it is, and turns the inks of Adobe around', () => {
    expect(entriesOf(pictureObject(jpeg(3), LIMITS))).toContain('/ColorSpace /DeviceRGB /Filter /DCTDecode');
    expect(entriesOf(pictureObject(jpeg(4), LIMITS))).not.toContain('/Decode [');
    expect(entriesOf(pictureObject(jpeg(4, true), LIMITS))).toContain('/Decode [1 0 1 0 1 0 1 0]');
  });

  it('carries JBIG2 and JPEG 2000 as they are, which viewers unpack', () => {
    const page =
      '974a42320d0a1a0a0100000001' + '0000000030000100000013' + '0000000800000001' + '0000000000000000000000';
    const scan = pictureObject(fromHex(page), LIMITS);
    expect([scan.width, scan.height, scan.isPacked, entriesOf(scan)]).toEqual([
      ...[8, 1, true],
      '<</ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode>>',
    ]);
    const photograph = pictureObject(jpeg2000(3), LIMITS);
    expect([photograph.width, photograph.height, photograph.data.length]).toEqual([30, 20, 42]);
    expect(entriesOf(photograph)).toContain('/ColorSpace /DeviceRGB /Filter /JPXDecode');
  });

  it('refuses pictures that are unknown, damaged or too large', () => {
    const refuse = (bytes: Uint8Array): void => {
      expect(() => pictureObject(bytes, LIMITS)).toThrow(ImageRefusedError);
    };
    refuse(latin1Bytes('II*\0'));
    refuse(jpeg(2));
    refuse(jpeg2000(4));
    refuse(jpeg(3).subarray(0, 8));
    refuse(encode({ width: 101, height: 100, channels: 1, depth: 8, data: new Uint8Array(10_100) }));
    refuse(encode({ width: 101, height: 10, channels: 4, depth: 8, data: new Uint8Array(4_040) }));
  });
});

describe('maskObject', () => {
  it('takes the light of a picture in colours', () => {
    const data = Uint8Array.of(255, 255, 255, 0, 0, 0, 30, 60, 90);
    const mask = maskObject(encode({ width: 3, height: 1, channels: 3, depth: 8, data }), LIMITS);
    expect([...mask.data]).toEqual([255, 0, 60]);
    expect(() => maskObject(jpeg(3), LIMITS)).toThrow(ImageRefusedError);
  });
});

describe('the pictures of a view', () => {
  it('are read once, also those that are damaged', () => {
    const pictures = new ViewPictures(new ViewFile({ write: () => undefined }), false);
    let reads = 0;
    const damaged = (): never => {
      reads += 1;
      throw new CodedError('OFD_DAMAGED', 'no such data');
    };
    const file = { key: {}, size: 9, read: damaged, pieces: damaged };
    const tries = [pictures.of(file), pictures.of(file)];
    expect(tries).toEqual(Array(2).fill({ reference: null, problem: 'IMAGE_DAMAGED' }));
    expect(reads).toBe(1);
  });
});
