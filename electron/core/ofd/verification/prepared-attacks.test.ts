import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { makeMiniWorld, samplePicture } from '../../verification/fixtures/mini-world.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { partsOf } from '../fixtures/forging.ts';
import { makeZip } from '../fixtures/make-zip.ts';
import { documentXml, miniOfd, ofdXml, pageXml, resourcesXml, type OfdParts } from '../fixtures/mini-ofd.ts';
import { openOfd } from '../package/ofd-package.ts';
import { changedOfd, sealOfd, verifySealedOfd } from '../fixtures/seal-ofd.ts';

const world = await makeMiniWorld(await loadSmEngine());

const media = (path: string, id = '70'): string =>
  resourcesXml(
    `<ofd:MultiMedias><ofd:MultiMedia ID="${id}" Type="Image"><ofd:MediaFile>${path}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`,
  );
const image = (reference: string): string =>
  pageXml(`<ofd:ImageObject ID="60" ${reference} Boundary="0 0 20 20" CTM="20 0 0 20 0 0"/>`);

/** A page with a picture, prepared for readers with other rules before anybody seals it. */
function prepared(parts: OfdParts): Uint8Array {
  return miniOfd({
    'Doc_0/Document.xml': documentXml({ common: '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>' }),
    'Doc_0/Pages/Page_0/Content.xml': image('ResourceID="70"'),
    'Doc_0/DocumentRes.xml': media('a.png'),
    'Doc_0/Res/a.png': samplePicture(),
    ...parts,
  });
}

const coverageOf = async (bytes: Uint8Array) => {
  const { verdict, signatures } = await verifySealedOfd(world, bytes);
  const { facts } = signatures[0]?.checks.coverage ?? {};
  return [verdict, facts?.openParts, facts?.openPartRole];
};

describe('a document that was prepared for a forgery', () => {
  it.each([
    ['decodes percent signs', { 'Doc_0/DocumentRes.xml': media('%61bsent.png') }, 'Doc_0/Res/absent.png'],
    ['passes over the folder of resources', {}, 'Doc_0/a.png'],
    ['begins at the root', {}, 'Res/a.png'],
    [
      'takes a path from the root from its folder',
      { 'Doc_0/DocumentRes.xml': media('/Doc_0/Res/a.png') },
      'Doc_0/Doc_0/Res/a.png',
    ],
    ['takes the list of resources from the root', {}, 'DocumentRes.xml'],
    [
      'looks for elements at any depth',
      {
        'Doc_0/Document.xml': documentXml().replace(
          '<ofd:PhysicalBox>',
          '<ofd:PublicRes>Other.bin</ofd:PublicRes><ofd:PhysicalBox>',
        ),
      },
      'Doc_0/Other.bin',
    ],
  ])('is open once a file was added for a reader who %s', async (_how, parts, name) => {
    const sealed = await sealOfd(world, prepared(parts), { signer: world.first });
    expect((await coverageOf(sealed))[0]).toBe('valid');
    const added = changedOfd(sealed, [{ name, content: samplePicture(7) }]);
    expect(await coverageOf(added)).toEqual(['indeterminate', name, 'other-reading']);
  });

  it('is open once the name of one part was written in another encoding than those of others', async () => {
    const parts = {
      'Doc_0/DocumentRes.xml': media('章.png'),
      'Doc_0/Res/a.png': null,
      'Doc_0/Res/章.png': samplePicture(),
      'OFD.xml': ofdXml('', 'Doc_0/文档.xml'),
      'Doc_0/Document.xml': null,
      'Doc_0/文档.xml': documentXml({ common: '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>' }),
    };
    const sealed = await sealOfd(world, prepared(parts), { signer: world.first });
    expect((await coverageOf(sealed))[0]).toBe('valid');
    const gbk = Uint8Array.of(...latin1Bytes('Doc_0/Res/'), 0xd5, 0xc2, ...latin1Bytes('.png'));
    const renamed = partsOf(openOfd(memorySource(sealed))).map((part) =>
      part.name === 'Doc_0/Res/章.png' ? { ...part, name: gbk, flags: 0 } : part,
    );
    expect(await coverageOf(makeZip(renamed))).toEqual(['indeterminate', 'Doc_0/Res/章.png', 'renamed']);
  });

  it.each([
    ['counts IDs', image('ResourceID="070"'), media('a.png', '+70')],
    ['passes over prefixes', image('xmlns:x="urn:x" x:ResourceID="70"'), media('a.png')],
  ])('is open while a picture is not signed for a reader who %s', async (_how, page, resources) => {
    const plain = prepared({
      'Doc_0/Pages/Page_0/Content.xml': page,
      'Doc_0/DocumentRes.xml': resources,
    });
    const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef="\/Doc_0\/Res\/a.png">.*\n/, '');
    const sealed = await sealOfd(world, plain, { signer: world.first, signs });
    expect(await coverageOf(sealed)).toEqual(['indeterminate', 'Doc_0/Res/a.png', 'media']);
  });

  it('is open while a film is not signed that the document shows at once', async () => {
    const document = documentXml({
      common: '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>',
      more: '<ofd:Actions><ofd:Action Event="DO"><ofd:Movie ResourceID="70"/></ofd:Action></ofd:Actions>',
    });
    const plain = prepared({ 'Doc_0/Document.xml': document, 'Doc_0/Pages/Page_0/Content.xml': pageXml() });
    const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef="\/Doc_0\/Res\/a.png">.*\n/, '');
    const sealed = await sealOfd(world, plain, { signer: world.first, signs });
    expect(await coverageOf(sealed)).toEqual(['indeterminate', 'Doc_0/Res/a.png', 'media']);
  });

  const twin = 'ID="010" BaseLoc="Pages/Page_0/Content.xml"/>';
  it.each([
    ['two pages', documentXml().replace('</ofd:Pages>', `<ofd:Page ${twin}</ofd:Pages>`)],
    ['a page and a template', documentXml({ common: `<ofd:TemplatePage ${twin}` })],
  ])('cannot be sealed with %s whose IDs are one number', async (_what, document) => {
    const plain = miniOfd({ 'Doc_0/Document.xml': document });
    await expect(sealOfd(world, plain, { signer: world.first })).rejects.toMatchObject({
      code: 'OFD_PAGES_DAMAGED',
    });
  });
});
