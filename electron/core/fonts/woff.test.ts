import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { unpackWoff } from './woff.ts';

const FONT_FILE = '@fontsource/noto-serif-sc/files/noto-serif-sc-latin-700-normal.woff';
const woff = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FONT_FILE)));

/** OpenType 1.9: the sum of a table's 32-bit words. */
function checksumOf(table: Uint8Array): number {
  const words = new Uint8Array(Math.ceil(table.length / 4) * 4);
  words.set(table);
  const view = new DataView(words.buffer);
  let sum = 0;
  for (let offset = 0; offset < words.length; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  return sum;
}

describe('unpackWoff', () => {
  it('yields tables whose checksums are those of the directory', () => {
    const font = unpackWoff(woff);
    const view = new DataView(font.buffer);
    const names: string[] = [];
    for (let record = 12; record < 12 + view.getUint16(4) * 16; record += 16) {
      const tag = String.fromCharCode(...font.subarray(record, record + 4));
      const offset = view.getUint32(record + 8);
      const table = font.slice(offset, offset + view.getUint32(record + 12));
      if (tag === 'head') table.fill(0, 8, 12);
      expect([tag, checksumOf(table)]).toEqual([tag, view.getUint32(record + 4)]);
      names.push(tag);
    }
    expect(names).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca']));
  });

  it('refuses what is no WOFF file, a short directory and a damaged table', () => {
    const broken = woff.slice();
    broken.fill(0xff, 2000, 12_000);
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), woff.slice(0, 60), broken]) {
      expect(() => unpackWoff(bytes)).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
    }
  });
});
