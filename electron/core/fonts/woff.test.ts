import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { unpackWoff } from './woff.ts';

const FONT_FILE = '@fontsource/noto-serif-sc/files/noto-serif-sc-latin-700-normal.woff';
const woff = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FONT_FILE)));

/** OpenType 1.9: the sum of 32-bit words. */
function sumOf(bytes: Uint8Array): number {
  const words = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  words.set(bytes);
  const view = new DataView(words.buffer);
  let sum = 0;
  for (let offset = 0; offset < words.length; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  return sum;
}

function tablesOf(font: Uint8Array): Map<string, { checksum: number; bytes: Uint8Array }> {
  const view = new DataView(font.buffer);
  const tables = new Map<string, { checksum: number; bytes: Uint8Array }>();
  for (let record = 12; record < 12 + view.getUint16(4) * 16; record += 16) {
    const tag = String.fromCharCode(...font.subarray(record, record + 4));
    const offset = view.getUint32(record + 8);
    const bytes = font.slice(offset, offset + view.getUint32(record + 12));
    tables.set(tag, { checksum: view.getUint32(record + 4), bytes });
  }
  return tables;
}

describe('unpackWoff', () => {
  it('yields the tables of a font with right checksums', () => {
    const font = unpackWoff(woff);
    const tables = tablesOf(font);
    expect([...tables.keys()]).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca']));
    expect(sumOf(font)).toBe(0xb1b0afba);
    for (const [tag, { checksum, bytes }] of tables) {
      if (tag === 'head') bytes.fill(0, 8, 12);
      expect([tag, sumOf(bytes)]).toEqual([tag, checksum]);
    }
  });

  it('begins every outline at a multiple of four', () => {
    const tables = tablesOf(unpackWoff(woff));
    const loca = tables.get('loca')?.bytes ?? new Uint8Array();
    const view = new DataView(loca.buffer);
    const offsets = Array.from({ length: loca.length / 4 }, (_, index) => view.getUint32(4 * index));
    expect(offsets.length).toBeGreaterThan(100);
    expect(offsets.filter((offset) => offset % 4 !== 0)).toEqual([]);
    expect(offsets.at(-1)).toBe(tables.get('glyf')?.bytes.length);
  });

  it('refuses other files, a short directory and a damaged table', () => {
    const broken = woff.slice();
    broken.fill(0xff, 2000, 12_000);
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), woff.slice(0, 60), broken]) {
      expect(() => unpackWoff(bytes)).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
    }
  });
});
