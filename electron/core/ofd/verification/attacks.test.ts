import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { makeMiniWorld, samplePicture } from '../../verification/fixtures/mini-world.ts';
import { documentXml, miniOfd, OFD_NAMESPACE, ofdXml, pageXml, resourcesXml } from '../fixtures/mini-ofd.ts';
import { partsOf, withSignatureOf } from '../fixtures/forging.ts';
import { makeZip } from '../fixtures/make-zip.ts';
import { XML_ATTACKS, ZIP_ATTACKS } from '../fixtures/ofd-attacks.ts';
import { READER_ATTACKS } from '../fixtures/reader-attacks.ts';
import {
  changedOfd,
  sealOfd,
  sealPlace,
  verifySealedOfd,
  type OfdSealingPlan,
} from '../fixtures/seal-ofd.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { utf8Bytes } from '../../bytes/encodings.ts';
import { openOfd } from '../package/ofd-package.ts';

const world = await makeMiniWorld(await loadSmEngine());
const { first, second } = world;

/** A page on a template, with a picture, an annotation, and a file that the document names and lacks. */
const plain = miniOfd({
  'Doc_0/Document.xml': documentXml({
    common:
      '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
    more: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
  }),
  'Doc_0/Pages/Page_0/Content.xml': pageXml(
    '<ofd:ImageObject ID="60" ResourceID="70" Boundary="0 0 20 20" CTM="20 0 0 20 0 0"/><ofd:ImageObject ID="61" ResourceID="71" Boundary="0 0 20 20"/>',
    '<ofd:Template TemplateID="50"/>',
  ),
  'Doc_0/Tpls/Tpl_0/Content.xml': pageXml(),
  'Doc_0/DocumentRes.xml': resourcesXml(
    '<ofd:MultiMedias><ofd:MultiMedia ID="70" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID="71" Type="Image"><ofd:MediaFile>absent.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
  ),
  'Doc_0/Res/a.png': samplePicture(),
  'Doc_0/Annots/Annotations.xml':
    '<ofd:Annotations xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Page PageID="10"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
  'Doc_0/Annots/Page_0.xml': '<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016"/>',
});
const sealed = await sealOfd(world, plain, { signer: first });

const verdictOf = async (bytes: Uint8Array) => {
  const { verdict, signatures } = await verifySealedOfd(world, bytes);
  return [verdict, ...signatures.map(({ reasons }) => reasons[0])];
};
const sealedAs = async (plan: Partial<OfdSealingPlan>) =>
  verdictOf(await sealOfd(world, plain, { signer: first, ...plan }));

describe('a forged OFD', () => {
  it('is told from the sealed one', async () => {
    expect(await verdictOf(sealed)).toEqual(['valid', undefined]);
  });

  it.each([...ZIP_ATTACKS, ...XML_ATTACKS, ...READER_ATTACKS])(
    'is not valid with $name',
    async ({ forge }) => {
      const [verdict] = await verdictOf(forge(sealed));
      expect(['invalid', 'indeterminate', 'error']).toContain(verdict);
    },
  );

  it.each([
    ['a page where a path from the root leads', 'Pages/Page_0/Content.xml', 'other-reading'],
    ['a page behind other folders', 'Other/Doc_0/Pages/Page_0/Content.xml', 'other-reading'],
    ['annotations that nothing names', 'Doc_0/Notes/Notes.xml', 'stray'],
  ])('is open with %s, and the file is named', async (name, openParts, openPartRole) => {
    const attack = READER_ATTACKS.find((each) => each.name === name);
    const { signatures } = await verifySealedOfd(world, attack?.forge(sealed) ?? sealed);
    expect(signatures[0]?.checks.coverage).toEqual({
      result: 'unknown',
      code: 'OFD_PARTS_NOT_COVERED',
      facts: { openParts, openPartCount: 1, openPartRole },
    });
  });

  it('stays valid with further files that no reader takes for a part, and names them', async () => {
    const names = ['Doc_0/Attachs/Content.xml', 'Doc_0/Attachs/报告?.pdf', 'Doc_0/REPORT~1.DOC'];
    const added = makeZip([
      ...partsOf(openOfd(memorySource(sealed))),
      ...names.map((name) => ({ name, content: 'nothing' })),
    ]);
    const { verdict, signatures } = await verifySealedOfd(world, added);
    expect([verdict, signatures[0]?.checks.coverage]).toMatchObject([
      'valid',
      { code: 'OFD_EXTRAS_NOT_COVERED', facts: { openParts: names.join(', ') } },
    ]);
  });

  it('is invalid with the signature of another file, also of one by the same seal', async () => {
    const other = await sealOfd(world, miniOfd(), { signer: first });
    expect(await verdictOf(withSignatureOf(sealed, other))).toEqual(['invalid', 'HASH_FAILURE']);
    const value = /SignedValue/;
    expect(await verdictOf(withSignatureOf(sealed, other, value))).toEqual(['invalid', 'HASH_FAILURE']);
  });

  it('is invalid if its signature names no part, however genuine', async () => {
    const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef[\s\S]*<\/ofd:Reference>\n/, '');
    expect(await sealedAs({ signs })).toEqual(['invalid', 'OFD_NOTHING_SIGNED']);
  });

  it.each([
    ['Tpls/Tpl_0/Content.xml', 'template'],
    ['Res/a.png', 'media'],
    ['DocumentRes.xml', 'resources'],
    ['Annots/Annotations.xml', 'annotations'],
    ['Annots/Page_0.xml', 'page-annotations'],
    ['Pages/Page_0/Content.xml', 'page'],
    ['Document.xml', 'document'],
  ])('is open while nobody has signed %s, and the part is named', async (part, role) => {
    const signs = (xml: string) =>
      xml.replace(new RegExp(`<ofd:Reference FileRef="/Doc_0/${part}">.*\n`), '');
    const { verdict, signatures } = await verifySealedOfd(
      world,
      await sealOfd(world, plain, { signer: first, signs }),
    );
    expect([verdict, signatures[0]?.checks.coverage]).toEqual([
      'indeterminate',
      {
        result: 'unknown',
        code: 'OFD_PARTS_NOT_COVERED',
        facts: { openParts: `Doc_0/${part}`, openPartCount: 1, openPartRole: role },
      },
    ]);
  });

  it('is open once a picture stands where the sealed page lacked one', async () => {
    const added = changedOfd(sealed, [{ name: 'Doc_0/Res/absent.png', content: samplePicture(7) }]);
    expect(await verdictOf(added)).toEqual(['indeterminate', 'OFD_PARTS_NOT_COVERED']);
  });

  it('is invalid if the file of the seal is another one', async () => {
    const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef="[^"]*Seal\.esl">.*\n/, '');
    const open = await sealOfd(world, plain, { signer: first, signs });
    const swapped = changedOfd(open, [{ name: 'Doc_0/Signs/Sign_0/Seal.esl', content: utf8Bytes('other') }]);
    expect(await verdictOf(swapped)).toEqual(['invalid', 'OFD_SEAL_FILE_DIFFERS']);
  });

  const place = sealPlace();
  it.each([
    [
      'of another size',
      [{ ...place, whole: { ...place.whole, widthMm: 60 }, seen: { ...place.whole, widthMm: 60 } }],
      'APPEARANCE_SIZE_MISMATCH',
    ],
    ['off its page', [sealPlace(0, 190)], 'APPEARANCE_PLACES_INCONSISTENT'],
    [
      'cut off in the middle of the page',
      [{ ...place, seen: { ...place.seen, widthMm: 20 } }],
      'APPEARANCE_PLACES_INCONSISTENT',
    ],
  ])('is invalid if the seal is shown %s', async (_how, places, code) => {
    expect(await sealedAs({ places })).toEqual(['invalid', code]);
  });

  it('is invalid if the seal is shown on a page that does not exist', async () => {
    const signs = (xml: string) => xml.replace('PageRef="10"', 'PageRef="11"');
    expect(await sealedAs({ signs })).toEqual(['invalid', 'APPEARANCE_PLACES_INCONSISTENT']);
  });

  it('is open if its entry may lead to another signed document, unless the entry is signed', async () => {
    const two = miniOfd({ 'Doc_1/Document.xml': documentXml(), 'Doc_1/empty.xml': ' ' });
    expect(await verdictOf(await sealOfd(world, two, { signer: first }))).toEqual(['valid', undefined]);
    const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef="\/OFD\.xml">.*\n/, '');
    expect(await verdictOf(await sealOfd(world, two, { signer: first, signs }))).toEqual([
      'indeterminate',
      'OFD_ENTRY_OPEN',
    ]);
  });

  it('is open as well if the tag of that document is pushed over the end of what is looked at first', async () => {
    const pushed = documentXml().replace('<ofd:Document', `<!--${'x'.repeat(4_040)}--><ofd:Document`);
    const two = miniOfd({ 'Doc_1/Document.xml': pushed });
    const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef="\/OFD\.xml">.*\n/, '');
    expect(await verdictOf(await sealOfd(world, two, { signer: first, signs }))).toEqual([
      'indeterminate',
      'OFD_ENTRY_OPEN',
    ]);
  });

  it('is invalid once it has lost a signature that another one covers', async () => {
    const both = await sealOfd(world, sealed, { signer: second });
    const lost = XML_ATTACKS.find(({ name }) => name === 'a signature that the list names no more');
    expect((await verdictOf(lost?.forge(both) ?? both))[0]).toBe('invalid');
  });

  it.each([
    ['MD5', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['SHA1', 'HASH_FAILURE'],
    ['CRC32', 'SIGNATURE_ALGORITHM_UNSUPPORTED'],
  ])('does not pass with digests that %s says to be', async (name, code) => {
    const signs = (xml: string) => xml.replace(/CheckMethod="[^"]*"/, `CheckMethod="${name}"`);
    expect((await sealedAs({ signs }))[1]).toBe(code);
  });

  it('is not judged with more signatures than anybody makes', async () => {
    const line = (index: number) => `<ofd:Signature ID="${String(index)}" BaseLoc="/${String(index)}.xml"/>`;
    const lines = Array.from({ length: 1001 }, (_, index) => line(index)).join('');
    const crowded = changedOfd(sealed, [
      {
        name: 'Doc_0/Signs/Signatures.xml',
        content: utf8Bytes(
          `<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016">${lines}</ofd:Signatures>`,
        ),
      },
    ]);
    expect(await verifySealedOfd(world, crowded)).toMatchObject({
      verdict: 'error',
      error: { code: 'FILE_OVER_BUDGET', details: { budget: 'signatures', most: 1000 } },
    });
  });

  it('is not judged with more bare values and certificates than somebody waits for', async () => {
    const count = 12;
    const indices = (length: number) => Array.from({ length }, (_, index) => String(index));
    const lines = indices(count).map(
      (id) => `<ofd:Signature ID="${id}" Type="Sign" BaseLoc="/S/${id}.xml"/>`,
    );
    const content = `<ofd:Signature ${OFD_NAMESPACE}><ofd:SignedInfo><ofd:References CheckMethod="SM3"/></ofd:SignedInfo><ofd:SignedValue>/S/value.dat</ofd:SignedValue></ofd:Signature>`;
    const crowded = miniOfd({
      'OFD.xml': ofdXml('<ofd:Signatures>/S/Signatures.xml</ofd:Signatures>'),
      'S/Signatures.xml': `<ofd:Signatures ${OFD_NAMESPACE}>${lines.join('')}</ofd:Signatures>`,
      'S/value.dat': new Uint8Array(64).fill(1),
      ...Object.fromEntries(indices(count).map((id) => [`S/${id}.xml`, content])),
      ...Object.fromEntries(indices(256).map((id) => [`S/${id}.cer`, first.certificate])),
    });
    expect(await verifySealedOfd(world, crowded)).toMatchObject({
      verdict: 'error',
      error: { code: 'FILE_OVER_BUDGET', details: { budget: 'hashedBytes' } },
    });
  });

  it('is invalid if the value names another Signature.xml', async () => {
    expect(await sealedAs({ propertyInfo: '/Doc_0/Document.xml' })).toEqual(['invalid', 'FORMAT_FAILURE']);
  });

  it('leaves the first seal open under a later one that nobody can judge', async () => {
    const covered = await sealOfd(world, sealed, { signer: second, maker: first });
    expect(await verdictOf(covered)).toEqual([
      'indeterminate',
      'UNJUDGED_SHOWN_SINCE',
      'SEAL_MAKER_UNLISTED',
    ]);
  });
});
