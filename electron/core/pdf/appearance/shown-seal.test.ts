import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { sealBytes, sealRequest } from '../../signing/fixtures/seal-bytes.ts';
import { PdfFixture, onePage, onePagePdf, type FixtureObjects } from '../fixtures/pdf-fixture.ts';
import { openPdf } from '../open-pdf.ts';
import { pageGeometry } from '../pages/page-geometry.ts';
import { pageAt } from '../pages/page-tree.ts';
import { signatureFields } from '../signatures/signature-fields.ts';
import { showsPicture, widgetAppearance, type WidgetAppearance } from './shown-seal.ts';

const pixels = Uint8Array.from({ length: 6 * 4 * 4 }, (_, at) => (at * 37) % 256);
const picture = encode({ width: 6, height: 4, data: pixels, channels: 4, depth: 8 });

function appearanceIn(pdf: Uint8Array): WidgetAppearance {
  const document = openPdf(memorySource(pdf));
  const widget = signatureFields(document)[0]?.widgets[0];
  if (widget === undefined) throw new Error('no widget');
  return widgetAppearance(document, widget, pageGeometry(document, pageAt(document, 0)));
}

/** Reads a widget of 100 × 50 whose appearance is form 6; image 7 is one red pixel. */
function withForm(content: string, changes: FixtureObjects = {}, form = '', widget = ''): WidgetAppearance {
  const used = { Im: '/Im 7 0 R', Fm: '/Fm 8 0 R' };
  const drawn = Object.entries(used).flatMap(([name, entry]) =>
    content.includes(`/${name}`) ? [entry] : [],
  );
  const entries = `/Subtype/Form/BBox[0 0 100 50]/Resources<</XObject<<${drawn.join('')}>>>>${form}`;
  const inner = '/Subtype/Form/BBox[0 0 100 50]/Resources<</XObject<</Im 7 0 R>>>>';
  const image = '/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8';
  const objects = {
    ...onePage('/MediaBox[0 0 400 400]/Annots[5 0 R]', '/AcroForm<</Fields[5 0 R]>>'),
    5: `<</Subtype/Widget/FT/Sig/T(x)/Rect[100 100 200 150]/AP<</N 6 0 R>>${widget}>>`,
    6: { entries, data: latin1Bytes(content) },
    7: { entries: image, data: Uint8Array.of(255, 0, 0) },
    8: { entries: inner, data: latin1Bytes('q 50 0 0 25 0 0 cm /Im Do Q') },
    ...changes,
  };
  return appearanceIn(new PdfFixture().objects(objects).table().bytes());
}

describe('widgetAppearance', () => {
  it.each([0, 90, 180, 270])('recognises a seal on a page turned by %i and its place', (turn) => {
    const page = `/MediaBox[0 0 400 500]/Rotate ${String(turn)}/UserUnit 1.5`;
    const { bytes, prepared } = sealBytes(onePagePdf(page), sealRequest(picture));
    const appearance = appearanceIn(bytes);
    if (appearance.kind !== 'picture') throw new Error(appearance.kind);
    for (const side of ['xMm', 'yMm', 'widthMm', 'heightMm'] as const) {
      expect(appearance.seal.seen[side]).toBeCloseTo(prepared.places[0]?.seen[side] ?? NaN, 4);
    }
    expect(showsPicture(appearance.seal.shown, picture)).toBe(true);
  });

  it('tells another picture from the seal’s', () => {
    const other = pixels.slice();
    other[40] = 255 - (other[40] ?? 0);
    const { bytes } = sealBytes(onePagePdf(), sealRequest(picture));
    const appearance = appearanceIn(bytes);
    if (appearance.kind !== 'picture') throw new Error(appearance.kind);
    const changed = encode({ width: 6, height: 4, data: other, channels: 4, depth: 8 });
    const wider = encode({ width: 4, height: 6, data: pixels, channels: 4, depth: 8 });
    expect(showsPicture(appearance.seal.shown, changed)).toBe(false);
    expect(showsPicture(appearance.seal.shown, wider)).toBe(false);
  });

  it('compares a JPEG by its bytes', () => {
    const jpeg = Uint8Array.of(
      0xff,
      0xd8,
      0xff,
      0xc0,
      0,
      17,
      8,
      0,
      2,
      0,
      2,
      3,
      ...new Uint8Array(9),
      0xff,
      0xd9,
    );
    const request = sealRequest(jpeg);
    const appearance = appearanceIn(sealBytes(onePagePdf(), request).bytes);
    if (appearance.kind !== 'picture') throw new Error(appearance.kind);
    expect(showsPicture(appearance.seal.shown, jpeg)).toBe(true);
    expect(
      showsPicture(
        appearance.seal.shown,
        jpeg.map((byte) => byte ^ 1),
      ),
    ).toBe(false);
  });

  it.each([
    ['directly', 'q 100 0 0 50 0 0 cm /Im Do Q', { xMm: 100, yMm: 250, widthMm: 100, heightMm: 50 }],
    [
      'through a form within',
      'q 1 0 0 1 10 5 cm /Fm Do Q',
      { xMm: 110, yMm: 270, widthMm: 50, heightMm: 25 },
    ],
  ])('finds a picture drawn %s', (_, content, points) => {
    const appearance = withForm(content);
    if (appearance.kind !== 'picture') throw new Error(appearance.kind);
    for (const [side, value] of Object.entries(points)) {
      const seen = Object.entries<number>({ ...appearance.seal.seen }).find(([key]) => key === side)?.[1];
      expect(seen).toBeCloseTo((value * 25.4) / 72, 6);
    }
  });

  const WITH_ANOTHER = {
    entries: '/Subtype/Form/BBox[0 0 100 50]/Resources<</XObject<</Im 7 0 R/Fm 8 0 R>>>>',
    data: latin1Bytes('q 100 0 0 50 0 0 cm /Im Do Q'),
  };
  const WITH_FONTS = {
    entries: '/Subtype/Form/BBox[0 0 100 50]/Resources<</XObject<</Im 7 0 R>>/Font<<>>/ProcSet[/PDF]>>',
    data: latin1Bytes('q 100 0 0 50 0 0 cm /Im Do Q'),
  };
  const STAMP = '<</Subtype/Stamp/FT/Sig/T(x)/Rect[100 100 200 150]/AP<</N 6 0 R>>>>';
  const WITH_BACKGROUND = '<</Subtype/Widget/FT/Sig/T(x)/Rect[100 100 200 150]/MK<</BG[1 1 1]>>>>';
  const withColours = (spaces: string): WidgetAppearance => {
    const resources = `/Resources<</XObject<</Im 7 0 R>>/ColorSpace<<${spaces}>>>>`;
    return withForm(whole, {
      6: { entries: `/Subtype/Form/BBox[0 0 100 50]${resources}`, data: latin1Bytes(whole) },
    });
  };
  const whole = 'q 100 0 0 50 0 0 cm /Im Do Q';
  it.each([
    ['an unbalanced Q', withForm(`Q ${whole}`)],
    [
      'a form that draws itself',
      withForm('/Fm Do', {
        8: {
          entries: '/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 8 0 R>>>>',
          data: latin1Bytes('/Im Do '.repeat(150)),
        },
      }),
    ],
    ['a second operand behind a comment', withForm('q 100 0 0 50 0 0 cm /Im%\r/Fm Do Q')],
    ['a NUL between two operands', withForm('q 100 0 0 50 0 0 cm /Im\0/Fm Do Q')],
    ['an escape in a name', withForm('q 100 0 0 50 0 0 cm /I#6d Do Q')],
    ['an operand that is left over', withForm(`${whole} /Im`)],
    ['a q that never ends', withForm(`q ${whole}`)],
    ['a number that readers read differently', withForm('q 100 0 0 5-0 0 0 cm /Im Do Q')],
    ['a reference to another file', withForm(whole, {}, '/Ref<</F(x)/Page 0>>')],
    ['a matrix of five numbers', withForm(whole, {}, '/Matrix[1 0 0 1 0]')],
    ['characteristics with a background', withForm(whole, {}, '', '/MK<</BG[1 1 1]>>')],
    ['a border and its colour', withForm(whole, {}, '', '/Border[0 0 1]/C[1 0 0]')],
    ['an opacity', withForm(whole, {}, '', '/CA 0.5')],
    ['a blend mode', withForm(whole, {}, '', '/BM/Multiply')],
    ['an appearance state', withForm(whole, {}, '', '/AS/On')],
    ['a stamp in the place of a widget', withForm(whole, { 5: STAMP })],
    ['a background without an appearance', withForm(whole, { 5: WITH_BACKGROUND })],
    ['a layer that may be off', withForm(whole, {}, '', '/OC 9 0 R')],
    ['a widget that is only printed', withForm(whole, {}, '', '/F 36')],
    ['a widget with two rectangles', withForm(whole, {}, '', '/Rect[0 0 9 9]')],
    ['damaged content', withForm('q ( never ends')],
    ['text with a layer of its own', withForm('/OC /Layer BDC BT (x) Tj ET EMC')],
    ['a picture within its content', withForm('BI /W 1 /H 1 ID x EI')],
    ['a state that is left within text', withForm('BT q ET Q')],
    ['parentheses within a text', withForm('BT ((x)) Tj ET')],
    [
      'text without a box',
      withForm('BT (x) Tj ET', { 6: { entries: '/Subtype/Form', data: latin1Bytes('BT ET') } }),
    ],
  ])('returns unknown for %s', (_, appearance) => {
    expect(appearance.kind).toBe('unknown');
  });

  it.each([
    ['text beside it', withForm(`${whole} BT (x) Tj ET`)],
    ['a line over it', withForm(`${whole} 0 0 m 9 9 l S`)],
    ['two pictures', withForm(`${whole} /Fm Do`)],
    ['a picture upside down', withForm('q 100 0 0 -50 0 50 cm /Im Do Q')],
    ['a mirrored picture', withForm('q -100 0 0 50 100 0 cm /Im Do Q')],
    ['a slanted picture', withForm('q 50 0 9 50 0 0 cm /Im Do Q')],
    ['a picture that its box cuts', withForm('q 200 0 0 50 0 0 cm /Im Do Q')],
    ['a clipping path', withForm(`0 0 9 9 re W n ${whole}`)],
    ['a graphics state', withForm(`/Gs gs ${whole}`)],
    ['two operands of Do', withForm('q 100 0 0 50 0 0 cm /Im /Fm Do Q')],
    ['operands of q', withForm('1 q 100 0 0 50 0 0 cm /Im Do Q')],
    ['a picture that is not drawn', withForm(whole, { 6: WITH_ANOTHER })],
    ['a group', withForm(whole, {}, '/Group<</S/Transparency>>')],
    ['a colour space of the form', withColours('/DefaultRGB[/CalRGB<</WhitePoint[1 1 1]>>]')],
    [
      'an image with a short name of inline images',
      withForm(whole, {
        7: {
          entries: '/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/BPC 1',
          data: Uint8Array.of(1, 2, 3),
        },
      }),
    ],
    [
      'an image whose mask is turned round',
      withForm(whole, {
        7: {
          entries: '/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/SMask 9 0 R',
          data: Uint8Array.of(1, 2, 3),
        },
        9: {
          entries: '/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]',
          data: Uint8Array.of(255),
        },
      }),
    ],
    [
      'an image with a mask of colours',
      withForm(whole, {
        7: {
          entries:
            '/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/Mask[0 1 0 1 0 1]',
          data: Uint8Array.of(1, 2, 3),
        },
      }),
    ],
    [
      'an image in other colours',
      withForm(whole, {
        7: {
          entries: '/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceCMYK/BitsPerComponent 8',
          data: Uint8Array.of(1, 2, 3, 4),
        },
      }),
    ],
    [
      'a name, a date and a line',
      withForm('q BT /F1 9 Tf 1 0 0 1 2 2 Tm (\\(Sign\\) 2026) Tj T* [(A) -20 <4142>] TJ ET Q 0 0 m 9 9 l S'),
    ],
  ])('returns a drawing for %s', (_, appearance) => {
    expect(appearance.kind).toBe('drawing');
  });

  it.each([
    ['characteristics that say nothing', withForm(whole, {}, '', '/MK<</R 0>>')],
    ['a border without a colour', withForm(whole, {}, '', '/Border[0 0 5]/BS<</W 1>>')],
    ['fonts that nothing uses', withForm(whole, { 6: WITH_FONTS })],
    ['numbers without digits before their point', withForm('q 100. 0 0 50 +.0 -.0 cm/Im Do Q\n')],
  ])('finds the picture beside %s', (_, appearance) => {
    expect(appearance.kind).toBe('picture');
  });

  it.each([
    ['a form with a comment alone', withForm('% DSBlank\n')],
    ['an empty form', withForm('')],
    ['a hidden widget', withForm(whole, {}, '', '/F 2')],
  ])('returns nothing for %s', (_, appearance) => {
    expect(appearance.kind).toBe('nothing');
  });
});
