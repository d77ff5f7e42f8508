import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { makeZip } from '../fixtures/make-zip.ts';
import { documentXml, miniOfd, ofdXml, openMiniOfd, pageXml, type OfdParts } from '../fixtures/mini-ofd.ts';
import { openOfd, type OfdPackage } from './ofd-package.ts';
import { readDocument, type OfdDocument } from './read-document.ts';

const DOCUMENT = 'Doc_0/Document.xml';
const PAGE = 'Doc_0/Pages/Page_0/Content.xml';

function open(parts: OfdParts = {}): { readonly ofd: OfdPackage; readonly document: OfdDocument } {
  const ofd = openMiniOfd(parts);
  const [body] = ofd.bodies;
  if (body === undefined) return expect.fail('no body');
  return { ofd, document: readDocument(ofd, body) };
}

/** The code and the reason of what opening gives, with the boxes of all pages. */
function outcome(parts: OfdParts): string {
  try {
    for (const page of open(parts).document.pages)
      expect([page.box, page.templates, page.resources]).toHaveLength(3);
    return 'opened';
  } catch (error) {
    if (error instanceof CodedError) return `${error.code} ${String(error.details?.['reason'])}`;
    throw error;
  }
}

describe('openOfd and readDocument', () => {
  it('read the pages of a document with their boxes, templates, resources and annotations', () => {
    const { ofd, document } = open({
      'OFD.xml': ofdXml('<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>'),
      [DOCUMENT]: documentXml({
        pages: 2,
        common:
          '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0.xml" ZOrder="Foreground"/>',
        more: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>',
      }),
      [PAGE]: pageXml(
        '',
        '<ofd:Area><ofd:PhysicalBox>1 2 100.5 50</ofd:PhysicalBox></ofd:Area><ofd:PageRes>Res.xml</ofd:PageRes>',
      ),
      'Doc_0/Pages/Page_1/Content.xml': pageXml(
        '',
        '<ofd:Template TemplateID="5"/><ofd:Template TemplateID="5" ZOrder="Background"/>',
      ),
      'Doc_0/Pages/Page_0/Res.xml': '<Res/>',
      'Doc_0/PublicRes.xml': '<Res/>',
      'Doc_0/DocumentRes.xml': '<Res/>',
      'Doc_0/Tpls/Tpl_0.xml': pageXml(),
      'Doc_0/Annots/Annotations.xml':
        '<Annotations><Page PageID="11"><FileLoc>Page_1/Annotation.xml</FileLoc></Page></Annotations>',
      'Doc_0/Annots/Page_1/Annotation.xml': '<PageAnnot/>',
      'Doc_0/Attachs/Attachments.xml':
        '<Attachments><Attachment ID="7" Name="原始数据" Format="xml"><FileLoc>a.xml</FileLoc></Attachment><Attachment ID="8" Name="none"><FileLoc>b.xml</FileLoc></Attachment></Attachments>',
      'Doc_0/Attachs/a.xml': '<a/>',
      'Doc_0/Signs/Signatures.xml': '<Signatures/>',
    });
    const [first, second] = document.pages;
    expect(document.pages.map(({ id, index, entry }) => [id, index, entry.name])).toEqual([
      ['10', 0, PAGE],
      ['11', 1, 'Doc_0/Pages/Page_1/Content.xml'],
    ]);
    expect(first?.box).toEqual({ xMm: 1, yMm: 2, widthMm: 100.5, heightMm: 50 });
    expect(second?.box).toEqual({ xMm: 0, yMm: 0, widthMm: 210, heightMm: 297 });
    expect(second?.templates.map(({ entry, zOrder }) => [entry.name, zOrder])).toEqual([
      ['Doc_0/Tpls/Tpl_0.xml', 'Foreground'],
      ['Doc_0/Tpls/Tpl_0.xml', 'Background'],
    ]);
    expect(first?.resources.map(({ name }) => name)).toEqual(['Doc_0/Pages/Page_0/Res.xml']);
    expect([...document.publicResources, ...document.documentResources].map(({ name }) => name)).toEqual([
      'Doc_0/PublicRes.xml',
      'Doc_0/DocumentRes.xml',
    ]);
    expect(document.annotations?.pages.map(({ pageId, entry }) => [pageId, entry.name])).toEqual([
      ['11', 'Doc_0/Annots/Page_1/Annotation.xml'],
    ]);
    expect(
      document.attachments?.files.map(({ id, name, format, entry }) => [id, name, format, entry?.name]),
    ).toEqual([
      ['7', '原始数据', 'xml', 'Doc_0/Attachs/a.xml'],
      ['8', 'none', null, undefined],
    ]);
    expect(document.maxUnitId).toBe(2009);
    expect(ofd.bodies[0]?.signatures?.name).toBe('Doc_0/Signs/Signatures.xml');
    expect(ofd.bodies[0]?.info.get('Creator')).toBe('mini');
  });

  it('keep the values that programs leave in the information of a document', () => {
    const { ofd } = open({
      'OFD.xml': ofdXml().replace(
        '<ofd:Creator>',
        '<ofd:CustomDatas><ofd:CustomData Name="发票号码">12345678</ofd:CustomData></ofd:CustomDatas><ofd:Creator>',
      ),
    });
    expect([...(ofd.bodies[0]?.customData ?? [])]).toEqual([['发票号码', '12345678']]);
  });

  it.each<[string, OfdParts, readonly { kind: string; where: string }[]]>([
    ['an honest file', {}, []],
    [
      'back-slashes in a path',
      { [DOCUMENT]: documentXml().replace('Pages/Page_0/', 'Pages\\Page_0\\') },
      [{ kind: 'path-backslash', where: `${DOCUMENT}: Pages\\Page_0\\Content.xml` }],
    ],
    [
      'a path from the root without its slash',
      { [DOCUMENT]: documentXml().replace('Pages/Page_0', 'Doc_0/Pages/Page_0') },
      [{ kind: 'path-from-above', where: `${DOCUMENT}: ${PAGE}` }],
    ],
    [
      'another case in a path',
      { [DOCUMENT]: documentXml().replace('Pages/Page_0/C', 'pages/PAGE_0/c') },
      [{ kind: 'path-case', where: `${DOCUMENT}: pages/PAGE_0/content.xml` }],
    ],
    [
      'another case of the entry part',
      { 'OFD.xml': null, 'ofd.xml': ofdXml() },
      [{ kind: 'path-case', where: 'ofd.xml' }],
    ],
    [
      'folder names in Chinese',
      {
        'OFD.xml': ofdXml('', '文档/文件.xml'),
        [DOCUMENT]: null,
        '文档/文件.xml': documentXml(),
        '文档/Pages/Page_0/Content.xml': pageXml(),
      },
      [],
    ],
    ['a path with dots', { [DOCUMENT]: documentXml().replace('Pages/', './x/../Pages/') }, []],
    ['a path from the root', { [DOCUMENT]: documentXml().replace('Pages/', '/Doc_0/Pages/') }, []],
    [
      'another prefix',
      {
        'OFD.xml': ofdXml()
          .replaceAll('ofd:', 'x:')
          .replace('xmlns:x:', 'xmlns:x')
          .replace('xmlns:ofd=', 'xmlns:x='),
      },
      [],
    ],
    [
      'no namespace',
      {
        'OFD.xml': ofdXml()
          .replaceAll('ofd:', '')
          .replace(/ xmlns\S+/, '')
          .replace('xmlns', 'x'),
      },
      [{ kind: 'no-namespace', where: 'OFD.xml' }],
    ],
    [
      'the older namespace',
      { 'OFD.xml': ofdXml().replace('/2016', '') },
      [{ kind: 'other-namespace', where: 'http://www.ofdspec.org' }],
    ],
    [
      'pages in a namespace of their own',
      {
        [DOCUMENT]: documentXml()
          .replace('<ofd:Pages>', '<x:Pages xmlns:x="urn:x">')
          .replace('</ofd:Pages>', '</x:Pages>'),
      },
      [{ kind: 'mixed-namespaces', where: DOCUMENT }],
    ],
    [
      'resources that are missing',
      { [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>' }) },
      [{ kind: 'missing-part', where: `${DOCUMENT}: PublicRes.xml` }],
    ],
    [
      'a template that is missing',
      { [PAGE]: pageXml('', '<ofd:Template TemplateID="77"/>') },
      [{ kind: 'missing-template', where: `${PAGE}: 77` }],
    ],
    [
      'a path that leads out of the package',
      { [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>../../../etc/passwd</ofd:PublicRes>' }) },
      [{ kind: 'missing-part', where: `${DOCUMENT}: ../../../etc/passwd` }],
    ],
    [
      'signatures that are missing',
      { 'OFD.xml': ofdXml('<ofd:Signatures>Signs.xml</ofd:Signatures>') },
      [{ kind: 'missing-part', where: 'OFD.xml: Signs.xml' }],
    ],
    [
      'versions',
      {
        'OFD.xml': ofdXml(
          '<ofd:Versions><ofd:Version ID="1" Index="1" Current="true" BaseLoc="Doc_0/Document.xml"/></ofd:Versions>',
        ),
      },
      [{ kind: 'versions', where: 'OFD.xml' }],
    ],
  ])('accept %s by name', (_, parts, tolerances) => {
    const { ofd, document } = open(parts);
    expect(document.pages.map(({ box, templates, resources }) => [box, templates, resources].length)).toEqual(
      [3],
    );
    expect(ofd.tolerances).toEqual(tolerances);
  });

  it('name a package of two documents and read both', () => {
    const body = '</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>';
    const ofd = openMiniOfd({
      'OFD.xml': ofdXml().replace('</ofd:DocBody>', body),
      'Doc_1/Document.xml': documentXml(),
      'Doc_1/Pages/Page_0/Content.xml': pageXml(),
    });
    expect(ofd.bodies.map(({ root }) => root.name)).toEqual([DOCUMENT, 'Doc_1/Document.xml']);
    expect(ofd.tolerances).toEqual([{ kind: 'several-documents', where: 'OFD.xml' }]);
    expect(ofd.bodies.map((each) => readDocument(ofd, each).pages[0]?.entry.name)).toEqual([
      PAGE,
      'Doc_1/Pages/Page_0/Content.xml',
    ]);
  });

  const twoPages = documentXml({ pages: 2 });
  it.each<[string, OfdParts, string]>([
    ['no entry part', { 'OFD.xml': null }, 'OFD_PART_MISSING entry-part'],
    ['another root in it', { 'OFD.xml': '<ofd/>' }, 'OFD_DAMAGED root-element'],
    ['no document in it', { 'OFD.xml': '<OFD/>' }, 'OFD_DAMAGED no-document'],
    ['no root of a document', { 'OFD.xml': '<OFD><DocBody/></OFD>' }, 'OFD_PART_MISSING document'],
    [
      'two roots of a document',
      { 'OFD.xml': ofdXml('<ofd:DocRoot>b.xml</ofd:DocRoot>') },
      'OFD_AMBIGUOUS two-of-DocRoot',
    ],
    [
      'two lists of signatures',
      { 'OFD.xml': ofdXml('<Signatures>a</Signatures><Signatures>b</Signatures>') },
      'OFD_AMBIGUOUS two-of-Signatures',
    ],
    ['no document', { [DOCUMENT]: null }, 'OFD_PART_MISSING document'],
    ['another root of the document', { [DOCUMENT]: pageXml() }, 'OFD_DAMAGED root-element'],
    ['two informations of a document', { 'OFD.xml': ofdXml('<DocInfo/>') }, 'OFD_AMBIGUOUS two-of-DocInfo'],
    [
      'two lists of versions',
      { 'OFD.xml': ofdXml('<Versions/><Versions/>') },
      'OFD_AMBIGUOUS two-of-Versions',
    ],
    [
      'two lists of common data',
      { [DOCUMENT]: documentXml({ more: '<CommonData/>' }) },
      'OFD_AMBIGUOUS two-of-CommonData',
    ],
    [
      'two usual areas',
      { [DOCUMENT]: documentXml({ common: '<PageArea/>' }) },
      'OFD_AMBIGUOUS two-of-PageArea',
    ],
    [
      'two largest IDs',
      { [DOCUMENT]: documentXml({ common: '<MaxUnitID>1</MaxUnitID>' }) },
      'OFD_AMBIGUOUS two-of-MaxUnitID',
    ],
    [
      'two boxes of a page',
      { [PAGE]: pageXml('', `<Area>${'<PhysicalBox>0 0 9 9</PhysicalBox>'.repeat(2)}</Area>`) },
      'OFD_AMBIGUOUS two-of-PhysicalBox',
    ],
    ['no pages', { [DOCUMENT]: documentXml({ pages: 0 }) }, 'OFD_PAGES_DAMAGED no-pages'],
    [
      'two lists of pages',
      { [DOCUMENT]: documentXml({ more: '<ofd:Pages/>' }) },
      'OFD_AMBIGUOUS two-of-Pages',
    ],
    [
      'two pages of one ID',
      { [DOCUMENT]: twoPages.replace('ID="11"', 'ID="10"'), 'Doc_0/Pages/Page_1/Content.xml': pageXml() },
      'OFD_PAGES_DAMAGED two-pages-of-id',
    ],
    [
      'a page without an ID',
      { [DOCUMENT]: documentXml().replace('ID="10"', '') },
      'OFD_PAGES_DAMAGED page-without-id',
    ],
    ['a page that is missing', { [PAGE]: null }, 'OFD_PART_MISSING page'],
    [
      'a page that leads out',
      { [DOCUMENT]: documentXml().replace('Pages/', '../../Doc_0/Pages/') },
      'OFD_PART_MISSING page',
    ],
    ['a page of another root', { [PAGE]: '<Res/>' }, 'OFD_PAGES_DAMAGED root-element'],
    ['a page with two areas', { [PAGE]: pageXml('', '<ofd:Area/><ofd:Area/>') }, 'OFD_AMBIGUOUS two-of-Area'],
    [
      'two templates of one ID',
      {
        [DOCUMENT]: documentXml({ common: '<ofd:TemplatePage ID="5" BaseLoc="t.xml"/>'.repeat(2) }),
        'Doc_0/t.xml': pageXml(),
      },
      'OFD_PAGES_DAMAGED two-templates-of-id',
    ],
    [
      'a template with the ID of a page',
      {
        [DOCUMENT]: documentXml({ common: '<ofd:TemplatePage ID="10" BaseLoc="t.xml"/>' }),
        'Doc_0/t.xml': pageXml(),
      },
      'OFD_PAGES_DAMAGED page-with-id-of-template',
    ],
    [
      'two lists of annotations',
      { [DOCUMENT]: documentXml({ more: '<ofd:Annotations>a</ofd:Annotations>'.repeat(2) }) },
      'OFD_AMBIGUOUS two-of-Annotations',
    ],
    ['a box of three numbers', { [DOCUMENT]: documentXml({ box: '0 0 210' }) }, 'OFD_PAGES_DAMAGED box'],
    ['a box of words', { [DOCUMENT]: documentXml({ box: 'a b c d' }) }, 'OFD_PAGES_DAMAGED box'],
    ['a box without height', { [DOCUMENT]: documentXml({ box: '0 0 210 0' }) }, 'OFD_PAGES_DAMAGED box'],
    [
      'a box of negative width',
      { [DOCUMENT]: documentXml({ box: '0 0 -210 297' }) },
      'OFD_PAGES_DAMAGED box',
    ],
    [
      'a box of a kilometre',
      { [DOCUMENT]: documentXml({ box: '0 0 1000000 297' }) },
      'OFD_PAGES_DAMAGED box',
    ],
    ['a box far away', { [DOCUMENT]: documentXml({ box: '1e9 0 210 297' }) }, 'OFD_PAGES_DAMAGED box'],
    [
      'a box beyond all numbers',
      { [DOCUMENT]: documentXml({ box: '0 0 1e999 297' }) },
      'OFD_PAGES_DAMAGED box',
    ],
    [
      'no box at all',
      { [DOCUMENT]: documentXml().replace(/<ofd:PageArea>.*<\/ofd:PageArea>/, '') },
      'OFD_PAGES_DAMAGED no-box',
    ],
    ['encryption (GM/T 0099)', { 'Encryptions.xml': '<Encryptions/>' }, 'OFD_ENCRYPTED encryptions'],
    ['encryption in another case', { 'encryptions.XML': '<Encryptions/>' }, 'OFD_ENCRYPTED encryptions'],
    ['a document type in a page', { [PAGE]: `<!DOCTYPE a>${pageXml()}` }, 'OFD_XML_FORBIDDEN document-type'],
  ])('refuse %s', (_, parts, expected) => {
    expect(outcome(parts)).toBe(expected);
  });

  it('note what the container tolerates', () => {
    const bytes = makeZip([
      { name: '\\OFD.xml', content: ofdXml() },
      { name: DOCUMENT, content: documentXml() },
      { name: PAGE, content: pageXml() },
    ]);
    expect(openOfd(memorySource(bytes)).tolerances.map(({ kind }) => kind)).toEqual([
      'name-backslash',
      'name-slashes',
    ]);
    expect(openOfd(memorySource(miniOfd())).tolerances).toEqual([]);
  });
});
