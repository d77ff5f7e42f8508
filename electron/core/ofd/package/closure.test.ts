import { describe, expect, it } from 'vitest';
import { documentXml, openMiniOfd, pageXml, resourcesXml, type OfdParts } from '../fixtures/mini-ofd.ts';
import { DocumentClosure, type PageNeeds } from './closure.ts';
import type { OfdPackage } from './ofd-package.ts';
import { readDocument, type OfdDocument } from './read-document.ts';
import { DocumentResources, readResources } from './resources.ts';

const DOCUMENT = 'Doc_0/Document.xml';
const PAGE = 'Doc_0/Pages/Page_0/Content.xml';
const PUBLIC = 'Doc_0/PublicRes.xml';

interface Opened {
  readonly ofd: OfdPackage;
  readonly document: OfdDocument;
  readonly closure: DocumentClosure;
}

function open(parts: OfdParts): Opened {
  const ofd = openMiniOfd(parts);
  const [body] = ofd.bodies;
  if (body === undefined) return expect.fail('no body');
  const document = readDocument(ofd, body);
  return { ofd, document, closure: new DocumentClosure(ofd, document) };
}

function needsOf({ document, closure }: Opened, index = 0): PageNeeds {
  return closure.partsNeededBy(document.pages[index] ?? expect.fail('no page'));
}

const partsOf = (needs: PageNeeds): readonly string[] =>
  needs.parts.map(({ entry, kind, namedBy }) => `${kind} ${entry.name} < ${namedBy.name}`);
const missingOf = (needs: PageNeeds): readonly string[] =>
  needs.missing.map(({ kind, name, namedBy }) => `${kind} ${name} < ${namedBy.name}`);

/** A page with public resources. @param objects of the page @param lists of resources @param files within Res */
function withResources(objects: string, lists: string, ...files: readonly string[]): Opened {
  return open({
    [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>' }),
    [PAGE]: pageXml(objects),
    [PUBLIC]: resourcesXml(lists),
    ...Object.fromEntries(files.map((file) => [`Doc_0/Res/${file}`, 'bytes'])),
  });
}

/** What a page needs beyond Document.xml, its content and the resource file, by the names of files. */
function filesOf(opened: Opened): readonly string[] {
  return needsOf(opened)
    .parts.slice(3)
    .map(({ kind, entry }) => `${kind} ${entry.name}`);
}

const FONT =
  '<ofd:Fonts><ofd:Font ID="1" FontName="a"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>';
const IMAGE =
  '<ofd:MultiMedias><ofd:MultiMedia ID="2" Type="Image"><ofd:MediaFile>i.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
const PROFILE = '<ofd:ColorSpaces><ofd:ColorSpace ID="3" Type="CMYK" Profile="p.icc"/></ofd:ColorSpaces>';
const composite = (id: string, content: string): string =>
  `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="${id}"><ofd:Content>${content}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
const parameter = (id: string, inner: string): string =>
  `<ofd:DrawParams><ofd:DrawParam ID="${id}" ${inner}</ofd:DrawParam></ofd:DrawParams>`;

describe('what a page needs', () => {
  it('is its document, its content and no more if it names nothing', () => {
    const needs = needsOf(open({ 'Doc_0/stranger.xml': '<a/>' }));
    expect(partsOf(needs)).toEqual([`document ${DOCUMENT} < OFD.xml`, `page ${PAGE} < ${DOCUMENT}`]);
    expect(missingOf(needs)).toEqual([]);
  });

  it.each<[string, string, string, readonly string[], readonly string[]]>([
    ['the font of a text', '<ofd:TextObject Font="1"/>', FONT, ['f.ttf'], ['font Doc_0/Res/f.ttf']],
    [
      'the picture of an image',
      '<ofd:ImageObject ResourceID="2"/>',
      IMAGE,
      ['i.png'],
      ['media Doc_0/Res/i.png'],
    ],
    ['the mask of an image', '<ofd:ImageObject ImageMask="2"/>', IMAGE, ['i.png'], ['media Doc_0/Res/i.png']],
    [
      'the substitute of an image',
      '<ofd:ImageObject Substitution="2"/>',
      IMAGE,
      ['i.png'],
      ['media Doc_0/Res/i.png'],
    ],
    [
      'the profile of a colour',
      '<ofd:PathObject><ofd:FillColor ColorSpace="3"/></ofd:PathObject>',
      PROFILE,
      ['p.icc'],
      ['profile Doc_0/Res/p.icc'],
    ],
    [
      'a picture within a composite object',
      '<ofd:CompositeObject ResourceID="4"/>',
      composite('4', '<ofd:ImageObject ResourceID="2"/>') + IMAGE,
      ['i.png'],
      ['media Doc_0/Res/i.png'],
    ],
    [
      'a composite object within another',
      '<ofd:CompositeObject ResourceID="4"/>',
      composite('4', '<ofd:CompositeObject ResourceID="5"/>') +
        composite('5', '<ofd:TextObject Font="1"/>') +
        FONT,
      ['f.ttf'],
      ['font Doc_0/Res/f.ttf'],
    ],
    [
      'a picture within a pattern',
      '<ofd:PathObject><ofd:FillColor><ofd:Pattern><ofd:CellContent><ofd:ImageObject ResourceID="2"/></ofd:CellContent></ofd:Pattern></ofd:FillColor></ofd:PathObject>',
      IMAGE,
      ['i.png'],
      ['media Doc_0/Res/i.png'],
    ],
    [
      'a text that clips',
      '<ofd:PathObject><ofd:Clips><ofd:Clip><ofd:Area><ofd:Text Font="1"/></ofd:Area></ofd:Clip></ofd:Clips></ofd:PathObject>',
      FONT,
      ['f.ttf'],
      ['font Doc_0/Res/f.ttf'],
    ],
    [
      'the profile of a drawing parameter',
      '<ofd:PathObject DrawParam="6"/>',
      parameter('6', '><ofd:FillColor ColorSpace="3"/>') + PROFILE,
      ['p.icc'],
      ['profile Doc_0/Res/p.icc'],
    ],
    [
      'what a drawing parameter inherits',
      '<ofd:PathObject DrawParam="7"/>',
      parameter('7', 'Relative="6">') + parameter('6', '><ofd:FillColor ColorSpace="3"/>') + PROFILE,
      ['p.icc'],
      ['profile Doc_0/Res/p.icc'],
    ],
    [
      'the profile of a shading',
      '<ofd:PathObject><ofd:FillColor><ofd:AxialShd><ofd:Segment><ofd:Color ColorSpace="3"/></ofd:Segment></ofd:AxialShd></ofd:FillColor></ofd:PathObject>',
      PROFILE,
      ['p.icc'],
      ['profile Doc_0/Res/p.icc'],
    ],
    [
      'nothing that is not used',
      '<ofd:TextObject Font="1"/>',
      FONT + IMAGE + PROFILE,
      ['f.ttf', 'i.png', 'p.icc'],
      ['font Doc_0/Res/f.ttf'],
    ],
    [
      'both resources of one ID',
      '<ofd:ImageObject ResourceID="2"/>',
      IMAGE + IMAGE.replace('i.png', 'j.png'),
      ['i.png', 'j.png'],
      ['media Doc_0/Res/i.png', 'media Doc_0/Res/j.png'],
    ],
  ])('is %s', (_, objects, lists, files, expected) => {
    expect(filesOf(withResources(objects, lists, ...files))).toEqual(expected);
  });

  it('is what all colours take that name no colour space', () => {
    const opened = open({
      [DOCUMENT]: documentXml({
        common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DefaultCS>3</ofd:DefaultCS>',
      }),
      [PUBLIC]: resourcesXml(PROFILE),
      'Doc_0/Res/p.icc': 'bytes',
    });
    expect(filesOf(opened)).toEqual(['profile Doc_0/Res/p.icc']);
  });

  it('is the drawing parameter of a layer', () => {
    const opened = open({
      [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>' }),
      [PAGE]: pageXml().replace('<ofd:Layer', '<ofd:Layer DrawParam="6"'),
      [PUBLIC]: resourcesXml(parameter('6', '><ofd:FillColor ColorSpace="3"/>') + PROFILE),
      'Doc_0/Res/p.icc': 'bytes',
    });
    expect(filesOf(opened)).toEqual(['profile Doc_0/Res/p.icc']);
  });

  it('is found in templates, resource files of page, document and package, and annotations', () => {
    const opened = open({
      [DOCUMENT]: documentXml({
        pages: 2,
        common:
          '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="5" BaseLoc="Tpls/A.xml"/><ofd:TemplatePage ID="6" BaseLoc="Tpls/B.xml"/>',
        more: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
      }),
      [PAGE]: pageXml(
        '<ofd:ImageObject ResourceID="20"/>',
        '<ofd:Template TemplateID="5"/><ofd:PageRes>PageRes.xml</ofd:PageRes>',
      ),
      'Doc_0/Pages/Page_1/Content.xml': pageXml(),
      'Doc_0/Pages/Page_0/PageRes.xml': resourcesXml(IMAGE.replace('"2"', '"20"'), '.'),
      'Doc_0/Pages/Page_0/i.png': 'bytes',
      'Doc_0/Tpls/A.xml': pageXml('<ofd:TextObject Font="1"/>'),
      'Doc_0/Tpls/B.xml': pageXml(),
      [PUBLIC]: resourcesXml(FONT),
      'Doc_0/DocumentRes.xml': resourcesXml(IMAGE, 'Res'),
      'Doc_0/Res/f.ttf': 'bytes',
      'Doc_0/Res/i.png': 'bytes',
      'Doc_0/Annots/Annotations.xml':
        '<Annotations><Page PageID="10"><FileLoc>A.xml</FileLoc></Page><Page PageID="11"><FileLoc>B.xml</FileLoc></Page></Annotations>',
      'Doc_0/Annots/A.xml':
        '<PageAnnot><Annot><Appearance><ImageObject ResourceID="2"/></Appearance></Annot></PageAnnot>',
      'Doc_0/Annots/B.xml': '<PageAnnot/>',
    });
    expect(partsOf(needsOf(opened)).toSorted()).toEqual([
      `annotations Doc_0/Annots/Annotations.xml < ${DOCUMENT}`,
      `document ${DOCUMENT} < OFD.xml`,
      `font Doc_0/Res/f.ttf < ${PUBLIC}`,
      `media Doc_0/Pages/Page_0/i.png < Doc_0/Pages/Page_0/PageRes.xml`,
      `media Doc_0/Res/i.png < Doc_0/DocumentRes.xml`,
      `page ${PAGE} < ${DOCUMENT}`,
      `page-annotations Doc_0/Annots/A.xml < Doc_0/Annots/Annotations.xml`,
      `resources Doc_0/DocumentRes.xml < ${DOCUMENT}`,
      `resources Doc_0/Pages/Page_0/PageRes.xml < ${PAGE}`,
      `resources ${PUBLIC} < ${DOCUMENT}`,
      `template Doc_0/Tpls/A.xml < ${PAGE}`,
    ]);
    expect(partsOf(needsOf(opened, 1)).some((part) => part.includes('Annots/B.xml'))).toBe(true);
    const all = opened.closure.partsNeededByAll(opened.document.pages);
    expect(all.parts.map(({ entry }) => entry.name)).not.toContain('Doc_0/Tpls/B.xml');
    expect(new Set(all.parts.map(({ entry }) => entry)).size).toBe(all.parts.length);
    expect(all.parts).toHaveLength(13);
  });

  it('is found at paths that begin at the root, or that repeat the folder', () => {
    const lists = FONT.replace('f.ttf', '/Doc_0/Res/f.ttf') + IMAGE.replace('i.png', 'Res/i.png');
    const opened = withResources(
      '<ofd:TextObject Font="1"/><ofd:ImageObject ResourceID="2"/>',
      lists,
      'f.ttf',
      'i.png',
    );
    expect(filesOf(opened)).toEqual(['font Doc_0/Res/f.ttf', 'media Doc_0/Res/i.png']);
  });

  it('names what is missing, since who adds it changes the page', () => {
    const opened = open({
      [DOCUMENT]: documentXml({
        pages: 2,
        common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>none.xml</ofd:DocumentRes>',
        more: '<ofd:Annotations>Annotations.xml</ofd:Annotations>',
      }),
      [PAGE]: pageXml(
        '<ofd:TextObject Font="1"/><ofd:ImageObject ResourceID="9"/>',
        '<ofd:Template TemplateID="5"/><ofd:PageRes>own.xml</ofd:PageRes>',
      ),
      'Doc_0/Pages/Page_1/Content.xml': pageXml(),
      [PUBLIC]: resourcesXml(FONT),
      'Doc_0/Annotations.xml': '<Annotations><Page PageID="10"><FileLoc>a.xml</FileLoc></Page></Annotations>',
    });
    expect(missingOf(needsOf(opened)).toSorted()).toEqual([
      `id 5 < ${PAGE}`,
      `id 9 < ${PAGE}`,
      'path a.xml < Doc_0/Annotations.xml',
      `path f.ttf < ${PUBLIC}`,
      `path none.xml < ${DOCUMENT}`,
      `path own.xml < ${PAGE}`,
    ]);
    expect(missingOf(needsOf(opened, 1))).toEqual([`path none.xml < ${DOCUMENT}`]);
    expect(missingOf(opened.closure.partsNeededByAll(opened.document.pages))).toHaveLength(6);
  });

  it('ends in circles of templates, which are noted', () => {
    const opened = open({
      [DOCUMENT]: documentXml({
        common: '<ofd:TemplatePage ID="5" BaseLoc="A.xml"/><ofd:TemplatePage ID="6" BaseLoc="B.xml"/>',
      }),
      [PAGE]: pageXml('', '<ofd:Template TemplateID="5"/>'),
      'Doc_0/A.xml': pageXml('', '<ofd:Template TemplateID="6"/>'),
      'Doc_0/B.xml': pageXml('', '<ofd:Template TemplateID="5"/>'),
    });
    expect(needsOf(opened).parts.map(({ entry }) => entry.name)).toEqual([
      DOCUMENT,
      PAGE,
      'Doc_0/A.xml',
      'Doc_0/B.xml',
    ]);
    expect(opened.ofd.tolerances).toEqual([
      { kind: 'template-in-template', where: 'Doc_0/A.xml: 6' },
      { kind: 'template-cycle', where: 'Doc_0/B.xml: Doc_0/A.xml' },
    ]);
  });

  it('ends in circles of composite objects and drawing parameters', () => {
    const lists =
      composite('4', '<ofd:CompositeObject ResourceID="5" DrawParam="6"/>') +
      composite('5', '<ofd:CompositeObject ResourceID="4"/>') +
      parameter('6', 'Relative="7">') +
      parameter('7', 'Relative="6">');
    const opened = withResources('<ofd:CompositeObject ResourceID="4"/>', lists);
    expect(filesOf(opened)).toEqual([]);
    expect(missingOf(needsOf(opened))).toEqual([]);
  });
});

describe('the resources of a document', () => {
  it('go from those of the page to those of the document and the public ones, by their kinds', () => {
    const { ofd, document } = open({
      [DOCUMENT]: documentXml({
        common:
          '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>',
      }),
      [PUBLIC]: resourcesXml(FONT + IMAGE),
      'Doc_0/DocumentRes.xml': resourcesXml(IMAGE),
      'Doc_0/Own.xml': resourcesXml(FONT.replace('"1"', '"2"')),
    });
    const resources = new DocumentResources(ofd, document);
    const own = [ofd.container.find('Doc_0/Own.xml') ?? expect.fail('no part')];
    expect(resources.find(own, '2', 'Font')?.from.name).toBe('Doc_0/Own.xml');
    expect(resources.find(own, '2', 'MultiMedia')?.from.name).toBe('Doc_0/DocumentRes.xml');
    expect(resources.find(own, '1', 'Font')?.from.name).toBe(PUBLIC);
    expect(resources.find([], '2', 'Font')).toBeNull();
    expect(resources.all(own, '2').map(({ from }) => from.name)).toEqual([
      'Doc_0/Own.xml',
      'Doc_0/DocumentRes.xml',
      PUBLIC,
    ]);
    expect(ofd.tolerances.filter(({ kind }) => kind === 'two-resources-of-id')).toEqual([
      { kind: 'two-resources-of-id', where: `${PUBLIC}: 2` },
    ]);
  });

  it.each([
    ['font', FONT.replace('</ofd:FontFile>', '</ofd:FontFile><ofd:FontFile>g.ttf</ofd:FontFile>')],
    ['picture', IMAGE.replace('</ofd:MediaFile>', '</ofd:MediaFile><ofd:MediaFile>j.png</ofd:MediaFile>')],
  ])('refuse two files of one %s', (_, lists) => {
    const { ofd } = open({ [PUBLIC]: resourcesXml(lists) });
    expect(() => readResources(ofd, ofd.container.find(PUBLIC) ?? expect.fail('no part'))).toThrow(
      expect.objectContaining({ code: 'OFD_AMBIGUOUS' }),
    );
  });

  it('refuse a file of another kind', () => {
    const { ofd } = open({ [PUBLIC]: pageXml() });
    expect(() => readResources(ofd, ofd.container.find(PUBLIC) ?? expect.fail('no part'))).toThrow(
      expect.objectContaining({ code: 'OFD_DAMAGED' }),
    );
  });
});
