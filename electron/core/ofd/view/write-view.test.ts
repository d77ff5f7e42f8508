import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../bytes/encodings.ts';
import { ofdViewTexts } from '../../../shared/texts/ofd-view-texts.ts';
import { OFD_VIEW_CODES } from '../../../shared/model/ofd-view.ts';
import { documentXml, miniOfd, OFD_NAMESPACE, pageId, pageXml, resourcesXml } from '../fixtures/mini-ofd.ts';
import { DrawnView, drawn, picture as pictureResource, smallPng } from './fixtures/drawn-view.ts';
import type { ViewStamp } from './stamps.ts';
import { substituteFonts } from './fonts/substitute-fonts.ts';

const packed = (weight: number): Uint8Array =>
  new Uint8Array(
    readFileSync(
      `node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-${String(weight)}-normal.woff`,
    ),
  );
const PRODUCT_FONTS = substituteFonts({ regular: packed(400), bold: packed(700) });

/** A line of a length in millimetres, by which it is told in the operators. */
const line = (length: number): string =>
  `<ofd:PathObject Boundary="0 0 ${String(length)} 1"><ofd:AbbreviatedData>M 0 0 L ${String(length)} 0</ofd:AbbreviatedData></ofd:PathObject>`;
const linesIn = (operators: string): readonly number[] =>
  Array.from(operators.matchAll(/^(\d+) 0 l$/gm), ([, length]) => Number(length));
const PAGE = 'Doc_0/Pages/Page_0/Content.xml';

describe('the pages of a view', () => {
  it('are as many and as large as those of the document', () => {
    const area = '<ofd:Area><ofd:PhysicalBox>5 5 254 127</ofd:PhysicalBox></ofd:Area>';
    const view = new DrawnView({
      'Doc_0/Document.xml': documentXml({ pages: 2 }),
      'Doc_0/Pages/Page_1/Content.xml': pageXml(line(30), area),
    });
    expect(view.pageCount).toBe(2);
    expect(view.mediaBox()).toBe('[0 0 595.275591 841.889764]');
    expect(view.mediaBox(1)).toBe('[0 0 720 360]');
    // Places count from the corner of the box, wherever that is.
    expect(view.operators(1)).toContain('2.834646 0 0 -2.834646 0 360 cm');
  });

  it('draw templates and layers from the background to the foreground', () => {
    const layer = (type: string, length: number): string =>
      `<ofd:Layer Type="${type}">${line(length)}</ofd:Layer>`;
    const use = (id: number, order: string): string =>
      `<ofd:Template TemplateID="${String(id)}" ZOrder="${order}"/>`;
    const template = (id: number): string =>
      `<ofd:TemplatePage ID="${String(id)}" BaseLoc="T_${String(id)}.xml"/>`;
    const view = new DrawnView({
      'Doc_0/Document.xml': documentXml({ common: template(71) + template(72) + template(73) }),
      'Doc_0/T_71.xml': pageXml(line(71)),
      'Doc_0/T_72.xml': pageXml(line(72)),
      'Doc_0/T_73.xml': pageXml(line(73)),
      [PAGE]: `<ofd:Page ${OFD_NAMESPACE}>${use(71, 'Foreground')}${use(72, 'Background')}${use(73, 'Body')}<ofd:Content>${layer('Foreground', 3)}${layer('Body', 2)}${layer('Background', 1)}</ofd:Content></ofd:Page>`,
    });
    expect(linesIn(view.operators())).toEqual([72, 1, 73, 2, 3, 71]);
  });

  it('that are damaged are marked and said, and the others are drawn', () => {
    const view = new DrawnView({
      'Doc_0/Document.xml': documentXml({ pages: 3 }),
      [PAGE]: '<ofd:Page',
      'Doc_0/Pages/Page_1/Content.xml': pageXml(
        line(5),
        '<ofd:Area><ofd:PhysicalBox>0 0 0 5</ofd:PhysicalBox></ofd:Area>',
      ),
      'Doc_0/Pages/Page_2/Content.xml': pageXml(line(8)),
    });
    expect(view.list).toEqual([
      { page: 0, code: 'PAGE_DAMAGED', name: PAGE },
      { page: 1, code: 'PAGE_DAMAGED', name: 'Doc_0/Pages/Page_1/Content.xml' },
    ]);
    expect([0, 1].map((page) => view.operators(page).includes('re S'))).toEqual([true, true]);
    expect(linesIn(view.operators(2))).toEqual([8]);
  });

  it('with a damaged template or without resources say so', () => {
    const view = new DrawnView({
      'Doc_0/Document.xml': documentXml({
        common: '<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="71" BaseLoc="T.xml"/>',
      }),
      'Doc_0/Res.xml': '<ofd:Res',
      'Doc_0/T.xml': 'no XML',
      [PAGE]: pageXml(
        '<ofd:ImageObject Boundary="1 1 9 9" ResourceID="5"/>',
        '<ofd:Template TemplateID="71"/>',
      ),
    });
    expect(view.notes).toEqual(['TEMPLATE_DAMAGED Doc_0/T.xml', 'IMAGE_MISSING 5']);
  });

  it('draw templates within templates, and mark those that are missing or drawn within themselves', () => {
    const template = (id: number): string =>
      `<ofd:TemplatePage ID="${String(id)}" BaseLoc="T_${String(id)}.xml"/>`;
    const use = (id: number): string => `<ofd:Template TemplateID="${String(id)}"/>`;
    const view = new DrawnView({
      'Doc_0/Document.xml': documentXml({ common: template(71) + template(72) }),
      'Doc_0/T_71.xml': pageXml(line(71), use(72)),
      'Doc_0/T_72.xml': pageXml(line(72), use(71)),
      [PAGE]: pageXml(line(1), use(71) + use(99)),
    });
    expect(linesIn(view.operators())).toEqual([72, 71, 1]);
    expect(view.notes).toEqual(['NESTED_TOO_DEEP 71', 'TEMPLATE_DAMAGED 99']);
  });

  it('share what their template has of its own', () => {
    const use = '<ofd:Template TemplateID="71"/>';
    const colour =
      '<ofd:StrokeColor ColorSpace="8" Value="1 2 3"/><ofd:AbbreviatedData>M 0 0 L 9 9</ofd:AbbreviatedData>';
    const profile = utf8Bytes(`${' '.repeat(16)}RGB ${' '.repeat(16)}acsp`);
    const view = new DrawnView({
      'Doc_0/Document.xml': documentXml({
        pages: 2,
        common: '<ofd:TemplatePage ID="71" BaseLoc="T.xml"/>',
      }),
      'Doc_0/T.xml': pageXml(
        `<ofd:PathObject ID="3" Boundary="0 0 9 9">${colour}</ofd:PathObject>`,
        '<ofd:PageRes>Res.xml</ofd:PageRes>',
      ),
      'Doc_0/Res.xml': resourcesXml(
        '<ofd:ColorSpaces><ofd:ColorSpace ID="8" Type="RGB" Profile="a.icc"/></ofd:ColorSpaces>',
      ),
      'Doc_0/Res/a.icc': profile,
      [PAGE]: pageXml('', use),
      'Doc_0/Pages/Page_1/Content.xml': pageXml('', use),
    });
    const [first, second] = [0, 1].map((page) => view.resources('ColorSpace', page));
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('list a hundred findings at most', () => {
    const unknown = Array.from({ length: 300 }, (_, index) => `<ofd:Unknown${String(index)}/>`).join('');
    expect(drawn(unknown).notes).toHaveLength(100);
  });
});

describe('a view for words', () => {
  it('has the words of the window and says the same of pictures, and holds none of them', () => {
    const image = (id: number, y: number): string =>
      `<ofd:ImageObject ID="${String(id)}" Boundary="20 ${String(y)} 40 50" ResourceID="${String(id)}"/>`;
    const around = {
      resources: `${pictureResource(51, 'a.png')}${pictureResource(52, 'b.png')}`,
      parts: {
        'Doc_0/Res/a.png': smallPng(
          4,
          Array.from({ length: 16 }, (_, at) => 15 * at),
        ),
        'Doc_0/Res/b.png': Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
      },
    };
    const objects = line(70) + image(51, 30) + image(52, 90);
    const shown = drawn(objects, around);
    const words = drawn(objects, { ...around, inputs: { withoutPictures: true } });
    expect([words.notes, linesIn(words.operators())]).toEqual([shown.notes, [70]]);
    expect(words.notes).toEqual([expect.stringMatching(/^IMAGE_DAMAGED .*b\.png$/)]);
    expect(shown.resources('XObject')[0]).toContain('/Width 2');
    expect(words.data('XObject')).toEqual(['\xff']);
  });
});

describe('the notice of a copy', () => {
  it('stands below its page, which shows nothing of its own there', () => {
    const notices = [['本页视同复印件']];
    const copy = drawn(line(70), { inputs: { notices, fonts: PRODUCT_FONTS } });
    expect(copy.mediaBox()).toBe('[0 -32.677165 595.275591 841.889764]');
    const [page = '', notice = ''] = copy.operators().split('0.55 0.56 0.6 rg');
    expect(page).toMatch(/^q\n0 0 595\.2756 841\.8898 re W n\n/);
    expect([linesIn(page), notice.match(/Tj/g)?.length]).toEqual([[70], 7]);
  });

  it('leaves a page without lines as it is', () => {
    const notices = [[]];
    expect(drawn(line(70), { inputs: { notices } }).mediaBox()).toBe('[0 0 595.275591 841.889764]');
  });
});

describe('annotations', () => {
  const annotated = (annotations: string, more: Readonly<Record<string, string>> = {}): DrawnView =>
    new DrawnView({
      'Doc_0/Document.xml': documentXml({ more: '<ofd:Annotations>Annots.xml</ofd:Annotations>' }),
      'Doc_0/Annots.xml': `<ofd:Annotations ${OFD_NAMESPACE}><ofd:Page PageID="${pageId(0)}"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
      'Doc_0/A.xml': `<ofd:PageAnnot ${OFD_NAMESPACE}>${annotations}</ofd:PageAnnot>`,
      [PAGE]: pageXml(line(1)),
      ...more,
    });
  const annotation = (attributes: string, length: number): string =>
    `<ofd:Annot ID="1" Type="Path" ${attributes}><ofd:Appearance Boundary="10 0 90 90">${line(length)}</ofd:Appearance></ofd:Annot>`;

  it('are drawn above the page at their places, unless they are not to be seen', () => {
    const view = annotated(annotation('', 2) + annotation('Visible="false" Print="false"', 3));
    expect(linesIn(view.operators())).toEqual([1, 2]);
    expect(view.operators()).toContain('2.834646 0 0 -2.834646 28.346457 841.889764 cm');
    expect(view.catalog).not.toContain('OCProperties');
  });

  it('that are not printed, or only printed, lie in layers of their own', () => {
    const view = annotated(annotation('Print="false"', 2) + annotation('Visible="false"', 3));
    expect(view.operators()).toMatch(/\/OC \/L\d+ BDC\n[^]*2 0 l[^]*EMC\n\/OC \/L\d+ BDC\n[^]*3 0 l[^]*EMC/);
    expect(view.resources('Properties')).toEqual([
      '<</Type /OCG /Name (screen) /Usage <</View <</ViewState /ON>> /Print <</PrintState /OFF>>>>>>',
      '<</Type /OCG /Name (print) /Usage <</View <</ViewState /OFF>> /Print <</PrintState /ON>>>>>>',
    ]);
    expect(view.catalog).toMatch(/\/OFF \[\d+ 0 R\]/);
  });

  it('that are damaged are said', () => {
    expect(annotated('', { 'Doc_0/A.xml': '<' }).notes).toEqual(['ANNOTATION_DAMAGED Doc_0/A.xml']);
  });
});

describe('stamps', () => {
  const picture = smallPng(4, [255, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 128, 255, 0, 0, 255]);
  const boundary = { xMm: 100, yMm: 200, widthMm: 40, heightMm: 40 };
  const stamp: ViewStamp = { page: pageId(0), boundary, clip: null, picture };
  const stamped = (...stamps: readonly ViewStamp[]): DrawnView =>
    drawn(line(1), { inputs: { stamps, fonts: PRODUCT_FONTS } });

  it('are drawn last, at their boundaries, and hide nothing', () => {
    const view = stamped(stamp);
    // 40 mm are 113.386 points; the lower edge is 240 mm below the top, 57 mm or 161.575 points above the bottom.
    expect(view.operators()).toMatch(
      /1 0 l\nS\nQ\nq\n\/G\d+ gs\n283\.4646 274\.9606 113\.3858 -113\.3858 re W n\n113\.385827 0 0 113\.385827 283\.464567 161\.574803 cm \/X\d+ Do\nQ$/,
    );
    expect(view.resources('ExtGState')[0]).toContain('/BM /Multiply');
    expect(view.resources('XObject')[0]).toContain('/SMask');
  });

  it('are cut to their clips, the whole picture staying where it is', () => {
    const half = stamped({ ...stamp, clip: { xMm: 20, yMm: 0, widthMm: 20, heightMm: 40 } });
    expect(half.operators()).toContain(
      '340.1575 274.9606 56.6929 -113.3858 re W n\n113.385827 0 0 113.385827 283.464567',
    );
  });

  it('of other pages are not drawn, and one picture is written once', () => {
    expect(stamped({ ...stamp, page: 'other' }).operators()).not.toContain('Do');
    expect(stamped(stamp, { ...stamp, boundary: { ...boundary, xMm: 0 } }).resources('XObject')).toHaveLength(
      1,
    );
  });

  it('may be OFD of their own', () => {
    const seal = miniOfd({
      'Doc_0/Document.xml': documentXml({ box: '0 0 80 80' }),
      [PAGE]: pageXml(line(9)),
    });
    // Half as large: 80 mm of the seal are 40 mm on the page.
    expect(stamped({ ...stamp, picture: seal }).operators()).toContain(
      '1.417323 0 0 -1.417323 283.464567 274.96063 cm',
    );
  });

  it('of one OFD write what that holds once', () => {
    const seal = miniOfd({
      'Doc_0/Document.xml': documentXml({ common: '<ofd:PublicRes>Res.xml</ofd:PublicRes>' }),
      'Doc_0/Res.xml': resourcesXml(pictureResource(5, 'a.png')),
      'Doc_0/Res/a.png': picture,
      [PAGE]: pageXml('<ofd:ImageObject ID="2" Boundary="0 0 9 9" ResourceID="5"/>'),
    });
    const view = stamped({ ...stamp, picture: seal }, { ...stamp, picture: seal });
    expect(view.operators().match(/ Do$/gm)).toHaveLength(2);
    expect(view.resources('XObject')).toHaveLength(1);
  });

  it('whose picture cannot be drawn are marked', () => {
    for (const bad of [null, Uint8Array.of(1, 2, 3), Uint8Array.of(0x50, 0x4b, 3, 4, 5)]) {
      const view = stamped({ ...stamp, picture: bad });
      expect(view.notes).toEqual([`STAMP_NOT_DRAWN ${pageId(0)}`]);
      expect(view.operators()).toContain('283.4646 161.5748 113.3858 113.3858 re S');
    }
  });
});

it('Each code of a view has its word for the page', () => {
  expect(OFD_VIEW_CODES.map((code) => ofdViewTexts[code].mark.en.length > 0)).not.toContain(false);
});
