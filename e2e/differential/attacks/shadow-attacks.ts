import { PdfFixture, type FixtureObjects } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import type { MiniWorld } from '../../../electron/core/verification/fixtures/mini-world.ts';
import type { Attack } from './attack.ts';
import { type Base, FORGED_CONTENT, PLAIN_NUMBERS, plainObjects, baseOf, streamBody } from './base.ts';
import { REPAIR_TRIGGERS } from './repair-triggers.ts';
import { sealedWithTrick } from './sign-revision.ts';
import { appended, harmless, type Piece } from './section.ts';

/** Numbers far above those that sealing gives out. */
const HIDDEN = 40;
const CONTAINER = 60;

/** What an author prepares before another party seals, and the revision that brings it to light. */
interface Shadow {
  /** Objects that differ from those of the plain contract, and further ones. */
  readonly prepared: FixtureObjects;
  /** Rows of the contract's table, or text before it. */
  readonly rows?: string;
  readonly compressed?: ReadonlyMap<number, readonly [number, number]>;
  readonly stray?: string;
  readonly brings: (base: Base) => readonly Piece[];
}

const FONTS = '/Font<</F1 5 0 R>>';
const page = (contents: string, resources = `<<${FONTS}>>`): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 320 270]/Contents ${contents}/Resources ${resources}/Annots[]>>`;
const twoContents = { 3: page(`[4 0 R ${String(HIDDEN)} 0 R]`) };
const brought = (number: number, body: string) => (base: Base) => [harmless(base), { number, body }];
const overlay = streamBody('', '0.8 0.1 0.1 rg 20 180 250 70 re f');
const container = streamBody('/Type/ObjStm/N 1/First 5', `${String(HIDDEN)} 0 [4 0 R]`);
const listed = (number: number, offset: number): string =>
  `${String(number)} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;

const SHADOWS: Readonly<Record<string, Shadow>> = {
  'a content that no table lists yet': { prepared: twoContents, brings: brought(HIDDEN, overlay) },
  'a content that the table lists as free': {
    prepared: twoContents,
    rows: `${String(HIDDEN)} 1\n0000000000 00000 f \n`,
    brings: brought(HIDDEN, overlay),
  },
  'a content listed beyond the end of the file': {
    prepared: twoContents,
    rows: listed(HIDDEN, 20_000),
    brings: (base) => [
      harmless(base),
      { text: `${' '.repeat(20_000 - base.pdf.length - 300)}\n` },
      { text: `%${'-'.repeat(400)}\n` },
    ],
  },
  'a content listed where no object is': {
    prepared: twoContents,
    rows: listed(HIDDEN, 3),
    brings: brought(HIDDEN, overlay),
  },
  'an array of contents in an object stream to come': {
    prepared: { 3: page(`${String(HIDDEN)} 0 R`) },
    compressed: new Map([[HIDDEN, [CONTAINER, 0]]]),
    brings: brought(CONTAINER, container),
  },
  'resources in an object stream to come': {
    prepared: { 3: page('4 0 R').replace(/\/Resources<<.*>>>>/, `/Resources ${String(HIDDEN)} 0 R`) },
    compressed: new Map([[HIDDEN, [CONTAINER, 0]]]),
    brings: brought(
      CONTAINER,
      streamBody('/Type/ObjStm/N 1/First 5', `${String(HIDDEN)} 0 <</Font<</F1 5 0 R>>>>`),
    ),
  },
  'a page in an object stream to come': {
    prepared: { 2: `<</Type/Pages/Kids[3 0 R ${String(HIDDEN)} 0 R]/Count 1>>` },
    compressed: new Map([[HIDDEN, [CONTAINER, 0]]]),
    brings: brought(
      CONTAINER,
      streamBody('/Type/ObjStm/N 1/First 5', `${String(HIDDEN)} 0 ${page('4 0 R')}`),
    ),
  },
  'a length to come': {
    prepared: {
      ...{ 3: page('[4 0 R 11 0 R]') },
      11: `<</Length ${String(HIDDEN)} 0 R>>\nstream\n0 g\nendstream\nendobj\n9 0 obj\n(0.8 0.1 0.1 rg 20 180 250 70 re f)\nendobj`,
    },
    brings: brought(HIDDEN, '80'),
  },
  'a length in an object stream to come': {
    prepared: {
      ...{ 3: page('[4 0 R 11 0 R]') },
      11: `<</Length ${String(HIDDEN)} 0 R>>\nstream\n0 g\nendstream\n0.8 0.1 0.1 rg 20 180 250 70 re f\nendstream`,
    },
    compressed: new Map([[HIDDEN, [CONTAINER, 0]]]),
    brings: brought(CONTAINER, streamBody('/Type/ObjStm/N 1/First 5', `${String(HIDDEN)} 0 47`)),
  },
  'a font to come': {
    prepared: { 3: page('4 0 R', `<</Font<</F1 ${String(HIDDEN)} 0 R>>>>`) },
    brings: brought(HIDDEN, '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>'),
  },
  'a content of a later generation': {
    prepared: { 3: page('[4 0 R 11 1 R]'), 11: overlay },
    brings: (base) => [harmless(base), { text: `11 1 obj\n${overlay}\nendobj\n` }],
  },
  'the content named as metadata': {
    prepared: { 1: '<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/AcroForm 8 0 R>>' },
    brings: brought(4, FORGED_CONTENT),
  },
  'the content named as document information': {
    prepared: { 3: page('6 0 R'), 6: streamBody('', '0.2 0.2 0.8 rg 30 200 60 8 re f') },
    brings: brought(6, FORGED_CONTENT),
  },
  'a layer that is off': {
    prepared: {
      1: '<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/AcroForm 8 0 R/OCProperties 9 0 R>>',
      3: page('[4 0 R 11 0 R]', `<<${FONTS}/Properties<</L 10 0 R>>>>`),
      11: streamBody('', '/OC /L BDC 0.8 0.1 0.1 rg 20 180 250 70 re f EMC'),
      9: '<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>',
      10: '<</Type/OCG/Name(x)>>',
    },
    brings: (base) => [harmless(base), { number: 9, body: '<</OCGs[10 0 R]/D<<>>>>' }],
  },
};

/** Makes documents whose authors prepared something before a party sealed, and brought it to light afterwards. */
export async function shadowAttacks(world: MiniWorld): Promise<Attack[]> {
  const made = Object.entries(SHADOWS).map(async ([name, shadow]) => {
    const base = await sealedByOthers(world, name, preparedContract(shadow));
    return { family: 'shadows', name, pdf: appended(base, shadow.brings(base)) };
  });
  return [...(await Promise.all(made)), ...(await strayAttacks(world))];
}

/** Seals with software that does not look at what was prepared; this program's own refuses some of it. */
async function sealedByOthers(world: MiniWorld, name: string, pdf: Uint8Array): Promise<Base> {
  const plain = baseOf(name, pdf, PLAIN_NUMBERS);
  return baseOf(name, await sealedWithTrick(world, plain), PLAIN_NUMBERS);
}

function preparedContract({ prepared, rows = '', compressed, stray = '' }: Shadow): Uint8Array {
  const fixture = new PdfFixture().objects({ ...plainObjects(), ...prepared }).text(stray);
  if (compressed !== undefined) return fixture.xrefStream(compressed).bytes();
  return fixture.table('/Root 1 0 R/Info 6 0 R', rows).bytes();
}

/** The forged content stands in the sealed bytes, where no table lists it; a later revision makes readers repair. */
async function strayAttacks(world: MiniWorld): Promise<Attack[]> {
  const stray = `4 0 obj\n${FORGED_CONTENT}\nendobj\n`;
  const base = await sealedByOthers(
    world,
    'stray',
    preparedContract({ prepared: {}, stray, brings: () => [] }),
  );
  return Object.entries(REPAIR_TRIGGERS).map(([trigger, change]) => ({
    family: 'shadows',
    name: `a content that no table lists, ${trigger}`,
    pdf: appended(base, [harmless(base)], change),
  }));
}
