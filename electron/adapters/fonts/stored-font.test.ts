import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { woffTables } from '../../core/fonts/woff.ts';
import { withStoredTables } from './stored-font.ts';

const font = createRequire(import.meta.url).resolve(
  '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff',
);
const woff = new Uint8Array(readFileSync(font));

describe('A font with stored tables', () => {
  it('has the tables of the packed one', () => {
    const stored = withStoredTables(woff);
    expect(stored.length).toBeGreaterThan(woff.length);
    expect(woffTables(stored)).toEqual(woffTables(woff));
    expect(withStoredTables(stored)).toEqual(stored);
  });

  it.each([
    ['no font', new Uint8Array([1, 2, 3])],
    ['a directory that is cut short', woff.slice(0, 60)],
    ['a table that is cut short', woff.slice(0, 4000)],
  ])('is what was given for %s', (_what, bytes) => {
    expect(withStoredTables(bytes)).toBe(bytes);
  });
});
