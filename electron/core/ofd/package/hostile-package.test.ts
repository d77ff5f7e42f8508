import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { documentXml, miniOfd, ofdXml, pageXml, resourcesXml, type OfdParts } from '../fixtures/mini-ofd.ts';
import { ofdFacts } from './ofd-facts.ts';
import { openOfd } from './ofd-package.ts';

const PARTS: OfdParts = {
  'OFD.xml': ofdXml('<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>'),
  'Doc_0/Document.xml': documentXml({
    pages: 2,
    common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="5" BaseLoc="Tpl.xml"/>',
    more: '<ofd:Annotations>Annotations.xml</ofd:Annotations>',
  }),
  'Doc_0/Pages/Page_0/Content.xml': pageXml(
    '<ofd:TextObject ID="20" Font="1"/>',
    '<ofd:Template TemplateID="5"/>',
  ),
  'Doc_0/Pages/Page_1/Content.xml': pageXml('<ofd:ImageObject ID="21" ResourceID="2"/>'),
  'Doc_0/PublicRes.xml': resourcesXml(
    '<ofd:Fonts><ofd:Font ID="1"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>',
  ),
  'Doc_0/Res/f.ttf': 'bytes',
  'Doc_0/Tpl.xml': pageXml(),
  'Doc_0/Annotations.xml': '<Annotations><Page PageID="10"><FileLoc>a.xml</FileLoc></Page></Annotations>',
  'Doc_0/a.xml': '<PageAnnot/>',
  'Doc_0/Signs/Signatures.xml': '<Signatures/>',
};

/** Everything that can be read of an OFD, or the code of an error; any other error ends the test. */
function outcome(bytes: Uint8Array): string {
  try {
    return JSON.stringify(ofdFacts(openOfd(memorySource(bytes))));
  } catch (error) {
    if (error instanceof CodedError) return [error.code, error.details?.['budget'] ?? []].flat().join(' ');
    throw error;
  }
}

describe('a hostile OFD', () => {
  it('gives a package or a code, whichever bits have flipped', () => {
    const honest = miniOfd(PARTS);
    fc.assert(
      fc.property(fc.array(fc.nat(honest.length * 8 - 1), { minLength: 1, maxLength: 4 }), (bits) => {
        const bytes = honest.slice();
        for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(outcome(bytes)).toMatch(/^(?:\{|OFD_|FILE_OVER_BUDGET)/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives a package or a code, whatever its XML says', () => {
    const names = Object.keys(PARTS);
    const words = fc.constantFrom(
      '"',
      '<',
      '>',
      '/',
      '..',
      '\\',
      'ofd:',
      'ID="1"',
      '&amp;',
      '<!--',
      ' ',
      'xmlns="u"',
      '/>',
      '\0',
      '99999999999',
      '文',
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.nat(60), words, (name, at, length, word) => {
        const text = String(PARTS[name]);
        const start = at % text.length;
        const changed = text.slice(0, start) + word + text.slice(start + length);
        expect(outcome(miniOfd({ ...PARTS, [name]: changed }))).toMatch(/^(?:\{|OFD_|FILE_OVER_BUDGET)/);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a package or a code, wherever it is cut', () => {
    const honest = miniOfd(PARTS);
    for (let length = 0; length < honest.length; length += 1) {
      expect(outcome(honest.subarray(0, length))).toMatch(/^OFD_/);
    }
    expect(outcome(honest)).toMatch(/^\{/);
  });

  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join('');
  const sharing = (pages: number): string =>
    documentXml().replace(
      /<ofd:Page .*?\/>/,
      many(pages, (index) => `<ofd:Page ID="p${String(index)}" BaseLoc="Pages/Page_0/Content.xml"/>`),
    );

  it.each<[string, string, OfdParts]>([
    [
      'pages that share a content full of objects',
      'syntaxBytes',
      {
        'Doc_0/Document.xml': sharing(20_000),
        'Doc_0/Pages/Page_0/Content.xml': pageXml(
          many(20_000, (index) => `<ofd:TextObject Font="f${String(index)}"/>`),
        ),
      },
    ],
    [
      'pages that share a content full of templates',
      'syntaxBytes',
      {
        'Doc_0/Document.xml': sharing(20_000),
        'Doc_0/Pages/Page_0/Content.xml': pageXml('', '<ofd:Template TemplateID="1"/>'.repeat(20_000)),
      },
    ],
    [
      'pages that share resource files that are missing',
      'syntaxBytes',
      {
        'Doc_0/Document.xml': sharing(20_000).replace(
          '</ofd:PageArea>',
          `</ofd:PageArea>${many(1_000, (index) => `<ofd:PublicRes>${String(index)}</ofd:PublicRes>`)}`,
        ),
      },
    ],
    [
      'paths that are looked for in all folders above',
      'syntaxBytes',
      {
        'Doc_0/Document.xml': documentXml({ common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>' }),
        'Doc_0/PublicRes.xml': resourcesXml(
          `<ofd:Fonts>${many(600, (index) => `<ofd:Font ID="${String(index)}"><ofd:FontFile>${'x/'.repeat(2000)}</ofd:FontFile></ofd:Font>`)}</ofd:Fonts>`,
        ),
        'Doc_0/Pages/Page_0/Content.xml': pageXml('<ofd:TextObject Font="1"/>'),
      },
    ],
    [
      'resource files without end',
      'resourceFiles',
      {
        'Doc_0/Document.xml': documentXml({ common: '<ofd:PublicRes>a.xml</ofd:PublicRes>'.repeat(1_001) }),
      },
    ],
    ['a name without end', 'pathLength', { [`${'a'.repeat(4_097)}`]: '' }],
  ])('is ended by a count: %s', (_, budget, parts) => {
    expect(outcome(miniOfd(parts))).toBe(`FILE_OVER_BUDGET ${budget}`);
  });

  it('has no way to a path that is absurdly long, of which the beginning is shown', () => {
    const common = `<ofd:PublicRes>${'a'.repeat(5_000)}</ofd:PublicRes>`;
    const { tolerances } = ofdFacts(
      openOfd(memorySource(miniOfd({ 'Doc_0/Document.xml': documentXml({ common }) }))),
    );
    expect(tolerances.map(({ kind, where }) => [kind, where.length])).toEqual([['missing-part', 301]]);
  });

  it('has a hundred tolerances of a kind listed at most', () => {
    const common = many(300, (index) => `<ofd:PublicRes>${String(index)}</ofd:PublicRes>`);
    const facts = ofdFacts(openOfd(memorySource(miniOfd({ 'Doc_0/Document.xml': documentXml({ common }) }))));
    expect(facts.tolerances).toHaveLength(100);
    expect(facts.documents[0]?.missing).toHaveLength(300);
  });
});
