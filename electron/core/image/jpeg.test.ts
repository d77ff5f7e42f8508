import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { ImageRefusedError } from './image-size.ts';
import { jpegFrame, jpegSegments, readJpeg } from './jpeg.ts';
import { withoutMetadata } from './jpeg-metadata.ts';

const START = 'ffd8';
const JFIF = 'ffe000044a46';
const ADOBE = 'ffee000401ff';
const COMMENT = 'fffe0004' + '7365';
const SCAN = 'ffda0008010100003f00' + '00ffd9';

/** Writes a frame header of 200 × 100 pixels. */
const frame = (marker: string, size = '006400c8'): string => `ff${marker}000b08${size}01011100`;
/** Writes an EXIF segment in big-endian order with one entry, the orientation. */
const exif = (orientation: number): string =>
  'ffe10022457869660000' +
  '4d4d002a00000008' +
  '0001' +
  `0112000300000001000${String(orientation)}0000` +
  '00000000';

const jpeg = (...parts: readonly string[]): Uint8Array => fromHex(START + parts.join(''));
const markersOf = (data: Uint8Array): string[] =>
  [...jpegSegments(data)].map(({ marker }) => marker.toString(16));

describe('jpegSegments', () => {
  it('gives each segment whole, and the scan with everything behind it', () => {
    const segments = [...jpegSegments(jpeg(JFIF, frame('c0'), SCAN))];
    expect(segments.map(({ bytes }) => toHex(bytes))).toEqual([JFIF, frame('c0'), SCAN]);
  });

  it('skips fill bytes and steps over markers without a length', () => {
    expect(markersOf(jpeg('ffff', JFIF, 'ff01', 'ffd0', frame('c2'), SCAN))).toEqual([
      'e0',
      '1',
      'd0',
      'c2',
      'da',
    ]);
  });

  it('gives no scan for a file that ends early', () => {
    expect(markersOf(jpeg(JFIF, frame('c0')))).toEqual(['e0', 'c0']);
  });

  it('refuses bytes that are no marker', () => {
    expect(() => markersOf(jpeg(JFIF, '00112233'))).toThrow(ImageRefusedError);
  });
});

describe('jpegFrame', () => {
  const only = (hex: string) =>
    [...jpegSegments(jpeg(hex, SCAN))][0] ?? { marker: 0, bytes: new Uint8Array() };

  it('reads the size, the depth and the colours', () => {
    expect(jpegFrame(only(frame('c0')))).toEqual({
      bitsPerSample: 8,
      width: 200,
      height: 100,
      components: 1,
    });
  });

  it('knows the markers that start no frame', () => {
    for (const marker of ['c4', 'c8', 'cc', 'd0', 'e0', 'bf']) {
      expect(jpegFrame({ ...only(frame('c0')), marker: Number.parseInt(marker, 16) })).toBeNull();
    }
  });

  it('tells a picture without area from one that is too large', () => {
    const refused = (size: string, most: number): unknown => {
      try {
        return jpegFrame(only(frame('c0', size)), most);
      } catch (error) {
        return error instanceof ImageRefusedError ? error.tooLarge : error;
      }
    };
    expect(refused('00000001', 100)).toBeNull();
    expect(refused('000a000b', 109)).toEqual({ width: 11, height: 10 });
    expect(refused('000a000b', 110)).toMatchObject({ width: 11, height: 10 });
  });
});

describe('readJpeg', () => {
  it('skips kinds of frame that PDF does not know', () => {
    expect(readJpeg(jpeg(frame('c3'), frame('c1'), SCAN))).toEqual({
      width: 200,
      height: 100,
      components: 1,
    });
    expect(() => readJpeg(jpeg(frame('c3'), SCAN))).toThrow(ImageRefusedError);
  });
});

describe('withoutMetadata', () => {
  const LIMIT = 1_000_000;

  it('drops what the camera wrote, and keeps the segments of JFIF and Adobe', () => {
    const { bytes, orientation } = withoutMetadata(
      jpeg(JFIF, exif(6), COMMENT, ADOBE, frame('c0'), SCAN),
      LIMIT,
    );
    expect(toHex(bytes)).toBe(START + JFIF + ADOBE + frame('c0') + SCAN);
    expect(orientation).toBe(6);
  });

  it.each([
    ['no EXIF segment', ''],
    ['an orientation that does not exist', exif(9)],
    ['an EXIF segment that ends early', 'ffe1000a457869660000' + '4d4d'],
    ['a directory beyond the end', 'ffe10022457869660000' + '4d4d002a00ffffff' + '00'.repeat(18)],
  ])('takes a picture with %s for upright', (_, segment) => {
    expect(withoutMetadata(jpeg(segment, frame('c0'), SCAN), LIMIT).orientation).toBe(1);
  });

  it('refuses a picture without a scan, without a frame, or beyond the limit', () => {
    for (const parts of [[frame('c0')], [JFIF, SCAN]]) {
      expect(() => withoutMetadata(jpeg(...parts), LIMIT)).toThrow(ImageRefusedError);
    }
    expect(() => withoutMetadata(jpeg(frame('c0'), SCAN), 19_999)).toThrow(
      expect.objectContaining({ tooLarge: { width: 200, height: 100 } }),
    );
  });
});
