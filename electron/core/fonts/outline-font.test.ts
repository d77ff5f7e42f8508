import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex, latin1Bytes } from '../bytes/encodings.ts';
import { type OutlineFont, outlineFontOf, readOutlineFont } from './outline-font.ts';
import { sfntTables, writeSfnt } from './sfnt-tables.ts';
import { woffTables } from './woff.ts';

const FILE = 'node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff';
const tables = woffTables(new Uint8Array(readFileSync(FILE)));
const font = outlineFontOf(tables);
const unreadable: unknown = expect.objectContaining({ code: 'FILE_UNREADABLE' });

function outlineOf(file: Uint8Array, glyph: number): Uint8Array {
  const all = sfntTables(file);
  const loca = all.get('loca') ?? new Uint8Array(0);
  const view = new DataView(loca.buffer, loca.byteOffset);
  return (all.get('glyf') ?? loca).subarray(view.getUint32(4 * glyph), view.getUint32(4 * glyph + 4));
}

describe('a TrueType font', () => {
  const glyph = font.glyphOf(0x4e2d);

  it('tells glyphs, widths and metrics', () => {
    expect(glyph).toBeGreaterThan(0);
    expect(font.advanceOf(glyph)).toBe(1000);
    expect(font.glyphOf(0x0e04)).toBe(0);
    expect([font.glyphNumbered(glyph), font.glyphNumbered(font.glyphCount)]).toEqual([glyph, null]);
    expect(font.ascent).toBeGreaterThan(800);
  });

  it('gives a file with all outlines, or with those that are needed', () => {
    const whole = font.file(null);
    const part = font.file(new Set([glyph]));
    expect(readOutlineFont(part).glyphCount).toBe(font.glyphCount);
    expect(part.length).toBeLessThan(whole.length / 20);
    expect(outlineOf(part, glyph).length).toBeGreaterThan(20);
    expect(outlineOf(part, glyph + 1)).toHaveLength(0);
    expect(readOutlineFont(whole).advanceOf(glyph)).toBe(1000);
  });

  it('is found by its content, whatever is cut off or missing', () => {
    const whole = font.file(new Set([glyph]));
    expect(() => readOutlineFont(whole.subarray(0, 200))).toThrow(unreadable);
    expect(() => readOutlineFont(latin1Bytes('no font at all'))).toThrow(unreadable);
    for (const tag of ['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf']) {
      const others = new Map([...tables].filter(([each]) => each !== tag));
      expect(() => outlineFontOf(others), tag).toThrow(unreadable);
      expect(() => outlineFontOf(new Map([...tables, [tag, new Uint8Array(1)]])), tag).toThrow(unreadable);
    }
  });
});

describe('a character map', () => {
  /** Platform 3, encoding 0: the letters of symbol fonts stand at U+F000 and up. */
  const symbols = fromHex(
    '00000001' +
      '00030000' +
      '0000000c' +
      '0004002000000004' +
      '000400000000' +
      'f041ffff' +
      '0000' +
      'f041ffff' +
      '0fc40001' +
      '00000000',
  );
  const withMap = (cmap: Uint8Array): OutlineFont => outlineFontOf(new Map([...tables, ['cmap', cmap]]));

  it('finds letters of symbol fonts by their last byte', () => {
    expect(withMap(symbols).glyphOf(0x41)).toBe(5);
    expect(withMap(symbols).glyphOf(0xf041)).toBe(5);
    expect(withMap(symbols).glyphOf(0x42)).toBe(0);
  });

  it('finds nothing where it is damaged', () => {
    for (let length = 0; length < symbols.length; length += 5) {
      expect(withMap(symbols.subarray(0, length)).glyphOf(0x41)).toBeOneOf([0, 5]);
    }
  });
});

/** §5 of Adobe Technical Note 5176, with offsets of one byte. */
function index(...items: readonly Uint8Array[]): Uint8Array {
  if (items.length === 0) return Uint8Array.of(0, 0);
  let end = 1;
  const offsets = [1, ...items.map((item) => (end += item.length))];
  return concatBytes(Uint8Array.of(0, items.length, 1, ...offsets), ...items);
}

/** A bare CFF font of three glyphs, the last two of 600 and of the usual 500. */
function bareCff(isByIds: boolean): Uint8Array {
  const number = (value: number): number[] => [29, 0, 0, value >> 8, value & 255];
  const ros = isByIds ? [...number(391), ...number(392), ...number(0), 12, 30] : [];
  const strings = index(latin1Bytes('Adobe'), latin1Bytes('Identity'));
  const glyphs = index(Uint8Array.of(14), Uint8Array.of(139 + 100, 14), Uint8Array.of(14));
  const charset = Uint8Array.of(0, 0, 34, 0, 57);
  const privates = Uint8Array.of(...number(500), 20, ...number(500), 21);
  const head = concatBytes(Uint8Array.of(1, 0, 4, 1), index(latin1Bytes('Mini')));
  const top = (at: number): Uint8Array => {
    const [charsetAt, glyphsAt] = [at, at + charset.length];
    const privateAt = glyphsAt + glyphs.length;
    const arrays = isByIds
      ? [...number(privateAt + privates.length), 12, 37, ...number(privateAt + privates.length + 4), 12, 36]
      : [...number(privates.length), ...number(privateAt), 18];
    return Uint8Array.of(...ros, ...number(charsetAt), 15, ...number(glyphsAt), 17, ...arrays);
  };
  const at = head.length + index(top(0)).length + strings.length + index().length;
  const privateAt = at + charset.length + glyphs.length;
  const dictionary = Uint8Array.of(...number(privates.length), ...number(privateAt), 18);
  const select = Uint8Array.of(0, 0, 0, 0);
  const more = isByIds ? [select, index(dictionary)] : [];
  return concatBytes(head, index(top(at)), strings, index(), charset, glyphs, privates, ...more);
}

describe('bare CFF', () => {
  it('names its glyphs by their places, and finds ASCII by the standard names', () => {
    const cff = readOutlineFont(bareCff(false));
    expect([cff.outlines, cff.glyphCount]).toEqual(['cff', 3]);
    expect([0, 1, 2].map((glyph) => cff.advanceOf(glyph))).toEqual([500, 600, 500]);
    expect([cff.glyphOf(0x41), cff.cidOf(1), cff.glyphNumbered(1), cff.glyphNumbered(57)]).toEqual([
      1,
      1,
      1,
      null,
    ]);
  });

  it('names its glyphs by character ids where it has them', () => {
    const cff = readOutlineFont(bareCff(true));
    expect([0, 1, 2].map((glyph) => cff.cidOf(glyph))).toEqual([0, 34, 57]);
    expect([cff.glyphNumbered(57), cff.glyphNumbered(2)]).toEqual([2, null]);
    expect(cff.advanceOf(1)).toBe(600);
  });

  it('within OpenType names its glyphs by their places for others, and by ids for a PDF', () => {
    const cff = readOutlineFont(writeSfnt(0x4f54544f, new Map([['CFF ', bareCff(true)]])));
    expect([cff.glyphNumbered(2), cff.glyphNumbered(57), cff.cidOf(2)]).toEqual([2, null, 57]);
  });

  it('is refused when it is cut short', () => {
    const whole = bareCff(true);
    for (let length = 5; length < whole.length - 12; length += 3) {
      expect(() => readOutlineFont(whole.subarray(0, length)), String(length)).toThrow(unreadable);
    }
  });
});
