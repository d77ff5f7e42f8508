import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../bytes/encodings.ts';
import { type OutlineFont, readOutlineFont } from '../../../fonts/outline-font.ts';
import { sfntTables, TRUETYPE_FLAVOUR, writeSfnt } from '../../../fonts/sfnt-tables.ts';
import { drawn, type Surroundings } from '../fixtures/drawn-view.ts';
import type { InstalledFont, InstalledFonts } from '../fonts/installed-fonts.ts';
import { substituteFonts } from '../fonts/substitute-fonts.ts';

const packed = (weight: number): Uint8Array =>
  new Uint8Array(
    readFileSync(
      `node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-${String(weight)}-normal.woff`,
    ),
  );
const PRODUCT_FONTS = substituteFonts({ regular: packed(400), bold: packed(700) });

const resources =
  '<ofd:Fonts><ofd:Font ID="1" FontName="宋体"/><ofd:Font ID="2" FontName="Own"><ofd:FontFile>own.ttf</ofd:FontFile></ofd:Font>' +
  '<ofd:Font ID="3" FontName="Courier New" Bold="true"/><ofd:Font ID="4" FontName="Gone"><ofd:FontFile>gone.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>';
const { regular } = PRODUCT_FONTS;
const glyphOf = (character: string): number => regular.glyphOf(character.codePointAt(0) ?? 0);
const hex = (number: number): string => number.toString(16).padStart(4, '0');
/** 中 and 文. */
const [ZHONG, WEN] = [glyphOf('中'), glyphOf('文')];
/** A map of format 12 with those two letters. */
const CMAP = fromHex(
  `000000010003000a0000000c000c000000000028000000000000000200004e2d00004e2d0000${hex(ZHONG)}00006587000065870000${hex(WEN)}`,
);
const OUTLINES = sfntTables(regular.file(new Set([ZHONG, WEN])));
const OWN_FONT = writeSfnt(TRUETYPE_FLAVOUR, new Map([...OUTLINES, ['cmap', CMAP]]));
const OWN = { 'Doc_0/Res/own.ttf': OWN_FONT };

function text(attributes: string, children: string, around: Surroundings = {}) {
  return drawn(`<ofd:TextObject ID="1" Boundary="20 30 40 10" ${attributes}>${children}</ofd:TextObject>`, {
    resources,
    parts: OWN,
    inputs: { fonts: PRODUCT_FONTS },
    ...around,
  });
}

/** The lines that show glyphs, without the names of fonts. */
const shown = (...parameters: Parameters<typeof text>): readonly string[] =>
  text(...parameters)
    .operators()
    .split('\n')
    .filter((line) => line.endsWith('TJ'))
    .map((line) => line.replace(/^\/F\d+ /, ''));

describe('a text', () => {
  it('begins at its first place and writes each step as what it differs from the width', () => {
    const code = '<ofd:TextCode X="1" Y="8" DeltaX="5 4">中文中</ofd:TextCode>';
    // Size 4: 中 is 4 mm wide. A step of 5 mm is 1 mm more, 250 thousandths, which TJ writes as −250.
    expect(shown('Font="2" Size="4"', code)).toEqual([
      `4 Tf 1 0 0 -1 1 8 Tm [<${hex(ZHONG)}>-250<${hex(WEN)}><${hex(ZHONG)}>] TJ`,
    ]);
    const view = text('Font="2" Size="4"', code);
    expect(view.operators()).toContain('2.834646 0 0 -2.834646 56.692913 756.850394 cm\n0 g\nBT 0 Tr');
    expect(view.notes).toEqual([]);
  });

  it('gives each glyph that is not on the line a place of its own', () => {
    const code = '<ofd:TextCode X="1" Y="8" DeltaY="5">中文</ofd:TextCode>';
    expect(shown('Font="2" Size="4"', code)).toEqual([
      `4 Tf 1 0 0 -1 1 8 Tm [<${hex(ZHONG)}>] TJ`,
      `4 Tf 1 0 0 -1 1 13 Tm [<${hex(WEN)}>] TJ`,
    ]);
  });

  it('is made narrow, leaning, and turned as it says', () => {
    const code = '<ofd:TextCode X="1" Y="8" DeltaX="2">中文</ofd:TextCode>';
    expect(shown('Font="2" Size="4" HScale="0.5" Italic="true"', code)).toEqual([
      `4 Tf 0.5 0 0.21 -1 1 8 Tm [<${hex(ZHONG)}><${hex(WEN)}>] TJ`,
    ]);
    // Clockwise by a quarter: a glyph's right is down, its top is to the right.
    expect(shown('Font="2" Size="4" CharDirection="90"', code)[0]).toContain('4 Tf 0 1 1 0 1 8 Tm');
    const down = '<ofd:TextCode X="1" Y="8">中文</ofd:TextCode>';
    expect(shown('Font="2" Size="4" ReadDirection="90"', down)[1]).toContain('1 12 Tm');
  });

  it('is filled, outlined, made bold, or only found', () => {
    const code = '<ofd:TextCode>中</ofd:TextCode>';
    const mode = (attributes: string): string =>
      /BT (\d) Tr/.exec(text(`Font="2" Size="4" ${attributes}`, code).operators())?.[1] ?? '';
    expect([
      mode(''),
      mode('Stroke="true" Fill="false"'),
      mode('Stroke="true"'),
      mode('Fill="false"'),
    ]).toEqual([...['0', '1', '2', '3']]);
    const bold = text('Font="2" Size="4" Weight="800"', code).operators();
    expect(bold).toMatch(/0 G 0\.12 w [^]*BT 2 Tr/);
  });

  it('takes glyphs by their numbers, and keeps the characters that they stand for', () => {
    const one = `<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>${String(WEN)}</ofd:Glyphs></ofd:CGTransform>`;
    const view = text('Font="2" Size="4"', `${one}<ofd:TextCode DeltaX="4">中fi</ofd:TextCode>`);
    expect(view.operators()).toContain(`[<${hex(ZHONG)}><${hex(WEN)}>] TJ`);
    const [font = ''] = view.resources('Font');
    expect(view.referred(font, 'ToUnicode')).toContain(`<${hex(WEN).toUpperCase()}> <00660069>`);
    const silent =
      '<ofd:CGTransform><ofd:Glyphs>99999 5</ofd:Glyphs></ofd:CGTransform><ofd:TextCode DeltaX="4"></ofd:TextCode>';
    expect(shown('Font="2" Size="4"', silent)[0]).toMatch(/\[<0000>.*<0005>\] TJ/);
    expect(text('Font="2" Size="4"', silent).notes).toEqual(['CHARACTER_MISSING Own: 99999']);
  });

  it('does not count the breaks of lines around it, but spaces', () => {
    const code = (characters: string): string =>
      `<ofd:TextCode X="1" DeltaX="5 4">${characters}</ofd:TextCode>`;
    const plain = shown('Font="2" Size="4"', code('中文'));
    expect(shown('Font="2" Size="4"', code('\r\n  中文\n'))).toEqual(plain);
    expect(shown('Font="2" Size="4"', code(' 中'))[0]).toContain('1 0 0 -1 6 0 Tm');
  });

  it('without a size is marked', () => {
    const view = text('Font="2"', '<ofd:TextCode>中</ofd:TextCode>');
    expect(view.notes).toEqual(['TEXT_DAMAGED 1']);
    expect(view.operators()).toContain('re S');
  });
});

describe('a glyph that stands for several characters', () => {
  it('is those characters, in its room, where its font is not carried', () => {
    const ligature =
      '<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>191</ofd:Glyphs></ofd:CGTransform>';
    const view = text('Font="1" Size="4"', `${ligature}<ofd:TextCode DeltaX="4 2">中fi文</ofd:TextCode>`);
    expect(view.notes).toEqual(['FONT_REPLACED 宋体']);
    const places = [...view.operators().matchAll(/ (\S+) 0 Tm/g)].map(([, x]) => Number(x));
    expect(places[0]).toBe(0);
    expect(Math.max(...places)).toBe(6);
    const [font = ''] = view.resources('Font');
    const words = view.referred(font, 'ToUnicode');
    for (const character of ['0066', '0069', '6587']) expect(words).toContain(`<${character}>`);
  });
});

describe('a font', () => {
  it('that the file carries is embedded whole, with widths and words', () => {
    const view = text('Font="2" Size="4"', '<ofd:TextCode>中文</ofd:TextCode>');
    const [font = ''] = view.resources('Font');
    expect(font).toContain('/Encoding /Identity-H');
    const descendant = view.referred(font, 'DescendantFonts');
    expect(descendant).toContain('/Subtype /CIDFontType2');
    expect(descendant).toContain('/CIDToGIDMap /Identity');
    expect(descendant).toContain(`${String(ZHONG)} [1000]`);
    expect(view.referred(font, 'ToUnicode')).toContain(`<${hex(WEN).toUpperCase()}> <6587>`);
  });

  it('that it does not carry is replaced by one at hand, whose wide letters are drawn narrower', () => {
    const code = '<ofd:TextCode DeltaX="2 4">W中</ofd:TextCode>';
    const view = text('Font="1" Size="4"', code);
    expect(view.notes).toEqual(['FONT_REPLACED 宋体']);
    const width = (regular.advanceOf(glyphOf('W')) * 4) / 1000;
    expect(width).toBeGreaterThan(2);
    const [first = ''] = shown('Font="1" Size="4"', code);
    expect(Number(first.split(' ')[2])).toBeCloseTo(2 / width, 2);
    expect(text('Font="1" Size="4" Weight="700"', code).resources('Font')[0]).toContain('Substitute-bold');
  });

  it('that is replaced has its narrow letters as wide as their room, and gaps stay gaps', () => {
    // Size 4: steps of 2 mm are 500 thousandths, more than an i has; a step of 8 mm is a gap.
    const view = text('Font="1" Size="4"', '<ofd:TextCode DeltaX="2 2 8">iiii</ofd:TextCode>');
    const [font = ''] = view.resources('Font');
    const own = Math.round(regular.advanceOf(glyphOf('i')));
    expect(view.referred(font, 'DescendantFonts')).toContain(`/W [1 [${String(own)} 500]]`);
    expect(view.operators()).toMatch(/\[<0002><0002><0001>-\d+<0001>\] TJ/);
    expect(view.referred(font, 'ToUnicode')).toContain('<0001> <0069>\n<0002> <0069>');
  });

  it('that is replaced keeps a wide letter behind narrow ones as wide as it is', () => {
    const [only = ''] = shown('Font="1" Size="4"', '<ofd:TextCode DeltaX="2 2">11中</ofd:TextCode>').slice(
      -1,
    );
    expect(only).toMatch(/^4 Tf 1 0 0 -1 /);
    const dash = shown('Font="1" Size="4"', '<ofd:TextCode DeltaX="4 2">—1—</ofd:TextCode>');
    expect(dash.join()).not.toMatch(/4 Tf 0\./);
  });

  it('of Times is the Times of each viewer, with its widths', () => {
    const times = '<ofd:Fonts><ofd:Font ID="1" FontName="TimesNewRomanPSMT"/></ofd:Fonts>';
    const view = text('Font="1" Size="4"', '<ofd:TextCode>A1</ofd:TextCode>', { resources: times });
    expect(view.resources('Font')[0]).toContain('/BaseFont /Times-Roman');
    expect(view.operators()).toContain('[<41><31>] TJ');
  });

  it('whose file another one shares is embedded once', () => {
    const shared = `${resources}<ofd:Fonts><ofd:Font ID="6" FontName="Same"><ofd:FontFile>own.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>`;
    const objects = ['2', '6'].map(
      (id) =>
        `<ofd:TextObject Boundary="0 0 9 9" Font="${id}" Size="4"><ofd:TextCode>中</ofd:TextCode></ofd:TextObject>`,
    );
    expect(drawn(objects.join(''), { resources: shared, parts: OWN }).resources('Font')).toHaveLength(1);
  });

  it('of typewriters is one that each viewer has', () => {
    const [font] = text('Font="3" Size="4"', '<ofd:TextCode>A-1</ofd:TextCode>').resources('Font');
    expect(font).toContain('/BaseFont /Courier-Bold');
  });

  it('that is missing, damaged or not listed is said', () => {
    const code = '<ofd:TextCode>中</ofd:TextCode>';
    expect(text('Font="4" Size="4"', code).notes).toEqual(['FONT_DAMAGED Gone', 'FONT_REPLACED Gone']);
    expect(text('Font="9" Size="4"', code).notes).toContain('FONT_MISSING 9');
    const parts = { 'Doc_0/Res/own.ttf': new Uint8Array(100) };
    expect(text('Font="2" Size="4"', code, { resources, parts }).notes).toContain('FONT_DAMAGED Own');
  });

  it('that lacks a character is helped out by another, and by a box where no font has it', () => {
    const lacking = text('Font="2" Size="4"', '<ofd:TextCode DeltaX="4">中国ค</ofd:TextCode>');
    expect(lacking.notes).toEqual(['CHARACTER_MISSING Own: 国', 'CHARACTER_MISSING Own: ค']);
    expect(lacking.resources('Font')).toHaveLength(2);
    const box = lacking.resources('Font')[1] ?? '';
    expect(lacking.referred(box, 'ToUnicode')).toContain('<0E04>');
  });

  it('is only named where none is at hand', () => {
    const code = '<ofd:TextCode DeltaX="4">中a</ofd:TextCode>';
    const view = text('Font="1" Size="4"', code, { resources, inputs: { fonts: null } });
    expect(view.resources('Font').join()).toContain('/Encoding /UniGB-UTF16-H');
    expect(view.operators()).toContain('<4e2d>');
    expect(view.resources('Font').join()).toContain('/BaseFont /Helvetica');
  });
});

describe('a font of this computer', () => {
  /** 中 of the same outlines, a fifth wider, under whatever names. */
  const wider = (): OutlineFont => {
    const font = readOutlineFont(OWN_FONT);
    return { ...font, advanceOf: (glyph) => font.advanceOf(glyph) * 1.2 };
  };
  const installed = (name: string, more: Partial<InstalledFont> = {}): InstalledFonts => {
    const font = { weight: 400, mayBeEmbedded: true, read: wider, ...more };
    return { named: (key) => (key === name ? [font] : []) };
  };
  const inputs = (fonts: InstalledFonts) => ({ inputs: { fonts: PRODUCT_FONTS, installed: fonts } });
  const view = (code: string, fonts: InstalledFonts, around: Surroundings = {}, more = '') =>
    text(`Font="1" Size="4" ${more}`, code, { ...inputs(fonts), ...around });
  const CODE = '<ofd:TextCode DeltaX="4">中中文</ofd:TextCode>';

  it('is drawn under its exact name alone, and nothing is said', () => {
    const exact = view(CODE, installed('宋体'));
    expect([exact.notes, exact.resources('Font')[0]]).toEqual([[], expect.stringContaining('Installed')]);
    for (const other of ['宋', '宋体-', 'simsun']) {
      expect(view(CODE, installed(other)).notes).toEqual(['FONT_REPLACED 宋体']);
    }
  });

  it('leaves places and words as they are without it', () => {
    const free = view('<ofd:TextCode>中文</ofd:TextCode>', installed('宋体'));
    const descendant = free.referred(free.resources('Font')[0] ?? '', 'DescendantFonts');
    // The first is as narrow as its room of an em, 1.2 em by the font; the last one has room. The pen goes on by an em.
    expect(free.operators()).toMatch(/4 Tf 0\.833333 0 0 -1 0 0 Tm [^]*4 Tf 1 0 0 -1 4 0 Tm/);
    expect(descendant).toContain('/W [1 [1000 1000 1200]]');
    // 国 is of another font, two letters of 4 mm behind the beginning.
    const mixed = view('<ofd:TextCode>中文国</ofd:TextCode>', installed('宋体'));
    expect(mixed.operators()).toContain('4 Tf 1 0 0 -1 8 0 Tm');
  });

  it('whose licence forbids it is not embedded, which is said', () => {
    const read = (): never => expect.fail('read');
    const forbidden = view(CODE, installed('宋体', { mayBeEmbedded: false, read }));
    expect(forbidden.notes).toEqual(['FONT_RESTRICTED 宋体']);
    expect(forbidden.resources('Font').join()).not.toContain('Installed');
  });

  it('of the same kind stands in for one that it lacks', () => {
    const kai = '<ofd:Fonts><ofd:Font ID="1" FontName="楷体_GB2312"/></ofd:Fonts>';
    const alike = view(CODE, installed('ar pl ukai cn'), { resources: kai });
    expect(alike.notes).toEqual(['FONT_REPLACED 楷体_GB2312']);
    expect(alike.resources('Font')[0]).toContain('Installed');
  });

  it('is made bold where it has no bold face, and helped out where it lacks a character', () => {
    const bold = view(CODE, installed('宋体'), {}, 'Weight="700"');
    expect(bold.operators()).toMatch(/BT 2 Tr/);
    const face = view(CODE, installed('宋体', { weight: 700 }), {}, 'Weight="700"');
    expect(face.operators()).toMatch(/BT 0 Tr/);
    const lacking = view('<ofd:TextCode DeltaX="4">中国</ofd:TextCode>', installed('宋体'));
    expect(lacking.notes).toEqual(['FONT_REPLACED 宋体']);
    expect(lacking.resources('Font')).toHaveLength(2);
  });

  it('that is damaged is as one that is not there', () => {
    expect(view(CODE, installed('宋体', { read: () => null })).notes).toEqual(['FONT_REPLACED 宋体']);
  });
});
