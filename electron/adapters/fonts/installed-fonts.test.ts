import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fontCollection, namedFont, type NamedFontParts } from '../../core/fonts/fixtures/named-font.ts';
import type { SfntTables } from '../../core/fonts/sfnt-tables.ts';
import { woffTables } from '../../core/fonts/woff.ts';
import { readFonts } from './font-files.ts';
import { installedFontsIn } from './installed-fonts.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const OUTLINES = woffTables(readFonts('node_modules/@fontsource/noto-serif-sc/files').regular);
const font = (name: string, parts: Partial<NamedFontParts> = {}, tables: SfntTables = OUTLINES): Uint8Array =>
  namedFont(tables, { names: [[1, name]], ...parts });
const inFolder = (name: string, files: Readonly<Record<string, Uint8Array>>): string => {
  const made = join(folder, name);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(made, path, '..'), { recursive: true });
    writeFileSync(join(made, path), bytes);
  }
  return made;
};

describe('The fonts of a computer', () => {
  it('are found by name in folders and those within, alone or in collections', () => {
    const made = inFolder('usual', {
      'a.TTF': font('宋体'),
      'deep/er/b.ttc': fontCollection([font('楷体'), font('KaiTi', { weight: 700 })]),
      'c.txt': font('Text'),
    });
    const fonts = installedFontsIn([join(folder, 'nowhere'), made]);
    const [song] = fonts.named('宋体');
    expect(song?.read()?.glyphOf(0x4e2d)).toBeGreaterThan(0);
    expect(song?.read()).toBe(song?.read());
    expect(fonts.named('kaiti').map(({ weight }) => weight)).toEqual([700]);
    expect(fonts.named('楷体')).toHaveLength(1);
    expect([fonts.named('Text'), fonts.named('text'), fonts.named('楷')]).toEqual([[], [], []]);
  });

  it('are looked for once they are asked for, and once', () => {
    const made = inFolder('later', {});
    const fonts = installedFontsIn([made]);
    inFolder('later', { 'a.ttf': font('先') });
    expect(fonts.named('先')).toHaveLength(1);
    inFolder('later', { 'b.ttf': font('后') });
    expect(fonts.named('后')).toHaveLength(0);
  });

  it('that are damaged, leaning, or have no outlines of TrueType do not keep the others from being found', () => {
    const cff = new Map([['CFF ', new Uint8Array(4)]]);
    const damaged = new Map([...OUTLINES, ['loca', new Uint8Array(3)]]);
    const made = inFolder('damaged', {
      'a.ttf': new Uint8Array(50),
      'b.otf': font('方正', {}, cff),
      'c.ttf': font('斜', { isItalic: true }),
      'd.ttf': font('损', {}, damaged),
      'e.ttf': font('好', { licence: 2 }),
    });
    const fonts = installedFontsIn([made]);
    expect([fonts.named('方正'), fonts.named('斜')]).toEqual([[], []]);
    expect(fonts.named('损').map((each) => each.read())).toEqual([null]);
    expect(fonts.named('好').map(({ mayBeEmbedded }) => mayBeEmbedded)).toEqual([false]);
  });

  it('in a folder that leads to itself are found once', () => {
    const made = inFolder('round', { 'a.ttf': font('圆') });
    symlinkSync(made, join(made, 'circle'), 'junction');
    expect(installedFontsIn([made]).named('圆')).toHaveLength(1);
  });
});
