import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { fontCollection, namedFont, type NamedFontParts } from './fixtures/named-font.ts';
import { fontNameKey, readFaces, readFaceTables } from './font-face.ts';

const TABLES = new Map([['glyf', latin1Bytes('outlines')]]);
const font = (parts: Partial<NamedFontParts>): Uint8Array =>
  namedFont(TABLES, { names: [[1, '楷体']], ...parts });
const faceOf = (parts: Partial<NamedFontParts>) => readFaces(memorySource(font(parts)))[0];
const unreadable: unknown = expect.objectContaining({ code: 'FILE_UNREADABLE' });

describe('readFaces', () => {
  it('reads names of families and fonts in all languages, as they are compared', () => {
    const names = [
      [1, 'KaiTi'],
      [1, '楷体'],
      [2, 'Regular'],
      [4, ' Kai  Ti Ｂold'],
      [6, 'KaiTi-Bold'],
    ] as const;
    expect(faceOf({ names })?.names).toEqual(['kaiti', '楷体', 'kai ti bold', 'kaiti-bold']);
    expect(fontNameKey('Courier　New ')).toBe('courier new');
  });

  it('tells weights, italics and what a licence allows', () => {
    expect(faceOf({ weight: 700, isItalic: true })).toMatchObject({ weight: 700, isItalic: true });
    const allows = (licence: number | null) => faceOf({ licence })?.mayBeEmbedded;
    // Installable, preview and print, editable; and with the oldest way of saying two things.
    expect([0, 4, 8, 6].map(allows)).toEqual([true, true, true, true]);
    // Restricted, no subsets, bitmaps only, nothing said.
    expect([2, 0x100, 0x208, null].map(allows)).toEqual([false, false, false, false]);
  });

  it('reads each font of a collection, and the tables that are wanted of one', () => {
    const second = namedFont(new Map([['glyf', latin1Bytes('others')]]), { names: [[1, '仿宋']] });
    const source = memorySource(fontCollection([font({}), second]));
    const faces = readFaces(source);
    expect(faces.map(({ names }) => names)).toEqual([['楷体'], ['仿宋']]);
    const [, face] = faces;
    if (face === undefined) return expect.fail('one font');
    const tables = readFaceTables(source, face, new Set(['glyf', 'loca']));
    expect([...tables]).toEqual([['glyf', latin1Bytes('others')]]);
  });

  it('refuses what is no font, is cut short or claims to be too large', () => {
    const whole = font({});
    expect(() => readFaces(memorySource(latin1Bytes('no font at all, but a text')))).toThrow(unreadable);
    for (const length of [0, 4, 20]) {
      expect(() => readFaces(memorySource(whole.subarray(0, length)))).toThrow(unreadable);
    }
    const many = concatBytes(latin1Bytes('ttcf\0\x01\0\0'), new Uint8Array(4).fill(255));
    expect(() => readFaces(memorySource(many))).toThrow(unreadable);
    const source = memorySource(whole);
    const [face] = readFaces(source);
    if (face === undefined) return expect.fail('no font');
    const claiming = (length: number) => ({ ...face, tables: new Map([['glyf', { offset: 0, length }]]) });
    for (const length of [whole.length + 1, 2 ** 31]) {
      expect(() => readFaceTables(source, claiming(length), new Set(['glyf']))).toThrow(unreadable);
    }
  });
});
