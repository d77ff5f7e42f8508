import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBuilder } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { toHex, utf8Bytes, utf8Text } from '../../bytes/encodings.ts';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { makeMiniWorld, samplePicture } from '../../verification/fixtures/mini-world.ts';
import { FORGED_PAGE, partsOf } from '../fixtures/forging.ts';
import { makeZip, type ZipPart } from '../fixtures/make-zip.ts';
import { documentXml, miniOfd, OFD_NAMESPACE, pageXml, resourcesXml } from '../fixtures/mini-ofd.ts';
import { sealOfd, verifySealedOfd } from '../fixtures/seal-ofd.ts';
import { openOfd } from '../package/ofd-package.ts';
import { firstDocument } from '../places/first-document.ts';
import { stampsWithPictures } from '../places/shown-seals.ts';
import { writeView } from '../view/write-view.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);

/** The files that no page needs, which the seal leaves out here. */
const OPEN = ['Doc_0/Attachs/Attachments.xml', 'Doc_0/Attachs/a.png', 'Doc_0/Tags.xml'];
const sealed = await sealOfd(
  world,
  miniOfd({
    'Doc_0/Document.xml': documentXml({
      common:
        '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
      more: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments><ofd:CustomTags>Tags.xml</ofd:CustomTags>',
    }),
    'Doc_0/Pages/Page_0/Content.xml': pageXml(
      '<ofd:ImageObject ID="60" ResourceID="70" Boundary="0 0 20 20" CTM="20 0 0 20 0 0"/>',
      '<ofd:Template TemplateID="50"/>',
    ),
    'Doc_0/Tpls/Tpl_0/Content.xml': pageXml(
      '<ofd:PathObject ID="61" Boundary="0 0 50 50"><ofd:AbbreviatedData>M 0 0 L 9 9</ofd:AbbreviatedData></ofd:PathObject>',
    ),
    'Doc_0/DocumentRes.xml': resourcesXml(
      '<ofd:MultiMedias><ofd:MultiMedia ID="70" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
    ),
    'Doc_0/Res/a.png': samplePicture(),
    'Doc_0/Annots/Annotations.xml': `<ofd:Annotations ${OFD_NAMESPACE}><ofd:Page PageID="10"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
    'Doc_0/Annots/Page_0.xml': `<ofd:PageAnnot ${OFD_NAMESPACE}/>`,
    'Doc_0/Attachs/Attachments.xml': `<ofd:Attachments ${OFD_NAMESPACE}><ofd:Attachment ID="1" Name="a"><ofd:FileLoc>a.png</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
    'Doc_0/Attachs/a.png': samplePicture(3),
    'Doc_0/Tags.xml': `<ofd:CustomTags ${OFD_NAMESPACE}/>`,
  }),
  {
    signer: world.first,
    signs: (xml) =>
      xml
        .split('\n')
        .filter((line) => !OPEN.some((name) => line.includes(`"/${name}"`)))
        .join('\n'),
  },
);
const parts = partsOf(openOfd(memorySource(sealed)));
const names = parts.map(({ name }) => String(name));

/** What a window would show, with the seal. */
function shownOf(bytes: Uint8Array): string {
  const ofd = openOfd(memorySource(bytes));
  const document = firstDocument(ofd);
  const stamps = stampsWithPictures(ofd, document.body);
  const pdf = new ByteBuilder();
  const sink = { write: (piece: Uint8Array) => pdf.append(piece) };
  const view = writeView(ofd, document, { stamps, fonts: null, installed: null }, sink);
  while (view.writeNext());
  return toHex(engine.sm3(pdf.toBytes()));
}

/** What is put into the parts that no signature covers. */
const WORDS = [
  ...[
    '<!-- -->',
    '<![CDATA[',
    ']]>',
    '\u00a0',
    '\ufeff',
    '/',
    '\\',
    '../',
    'X/',
    '%41',
    '0',
    '&#65;',
    '<x/>',
  ],
  ...[' x="y"', ' xmlns:ofd="urn:x"', ' ofd:BaseLoc="/Other.xml"', ' Type="Sign"', '<ofd:DocInfo/>'],
  '<ofd:DocRoot>Other/Document.xml</ofd:DocRoot>',
  '<ofd:Signature ID="9" BaseLoc="/Other.xml"/>',
  '<ofd:DocBody><ofd:DocRoot>Other/Document.xml</ofd:DocRoot></ofd:DocBody>',
];

type Change = (all: readonly ZipPart[]) => readonly ZipPart[];

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

/** Puts a word into a list, takes a few letters out of it, or repeats one of its elements. */
const listChange: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom('OFD.xml', 'Doc_0/Signs/Signatures.xml'),
    fraction,
    fc.constantFrom('', ...WORDS),
    fc.nat(9),
  )
  .map(
    ([name, place, word, length]) =>
      (all) =>
        all.map((part) => {
          if (part.name !== name) return part;
          const { content = '' } = part;
          const text = typeof content === 'string' ? content : utf8Text(content);
          const at = Math.floor(place * text.length);
          const rest = text.slice(word === '' ? at + length : at);
          return { ...part, content: utf8Bytes(text.slice(0, at) + word + rest) };
        }),
  );

/** Adds a file beside those that are there, under a name that is nearly one of theirs. */
const addition: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom(...names),
    fc.constantFrom(
      (name: string) => name.slice(name.indexOf('/') + 1),
      (name: string) => `Other/${name}`,
      (name: string) => `${name.slice(0, name.lastIndexOf('/') + 1)}${name}`,
      (name: string) => name.toUpperCase(),
      (name: string) => `${name}.`,
      (name: string) => `${name}:x`,
      (name: string) => name.replace('_', '?'),
      (name: string) => name.replace(/[^/]*$/, 'Other.xml'),
    ),
    fc.constantFrom<string | Uint8Array>(FORGED_PAGE, samplePicture(7), 'text'),
    fc.boolean(),
  )
  .map(([name, rename, content, isFirst]) => (all) => {
    const part = { name: rename(name), content };
    return isFirst ? [part, ...all] : [...all, part];
  });

/** Changes a file that the seal leaves out, or how one is written in the zip. */
const otherChange: fc.Arbitrary<Change> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...OPEN), fc.constantFrom<string | Uint8Array>(FORGED_PAGE, samplePicture(5), ''))
    .map(
      ([name, content]): Change =>
        (all) =>
          all.map((part) => (part.name === name ? { ...part, content } : part)),
    ),
  fc
    .tuple(
      fc.nat(names.length - 1),
      fc.constantFrom<Partial<ZipPart>>({ method: 0 }, { flags: 0 }, { flags: 8 }),
    )
    .map(
      ([index, how]): Change =>
        (all) =>
          all.map((part, at) => (at === index ? { ...part, ...how } : part)),
    ),
);

describe('a sealed OFD that was changed at random', () => {
  it('shows the same pages and seals wherever its verdict is still valid', async () => {
    const shown = shownOf(sealed);
    expect((await verifySealedOfd(world, sealed)).verdict).toBe('valid');
    let valid = 0;
    const changes = fc.array(fc.oneof(listChange, addition, otherChange), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const changed = makeZip(all.reduce<readonly ZipPart[]>((before, change) => change(before), parts));
        const { verdict } = await verifySealedOfd(world, changed);
        if (verdict !== 'valid') return;
        valid += 1;
        expect(shownOf(changed)).toBe(shown);
      }),
      { numRuns: 200 },
    );
    expect(valid).toBeGreaterThan(10);
  });
});
