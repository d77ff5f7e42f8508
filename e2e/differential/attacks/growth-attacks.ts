import { latin1Text } from '../../../electron/core/bytes/encodings.ts';
import { type FixtureObjects, PdfFixture } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import type { MiniWorld } from '../../../electron/core/verification/fixtures/mini-world.ts';
import type { Attack } from './attack.ts';
import { type Base, baseOf, FORGED_CONTENT, PLAIN_NUMBERS, plainObjects, streamBody } from './base.ts';
import { appended, harmless, type Piece } from './section.ts';
import { sealedWithTrick } from './sign-revision.ts';

const OVERLAY = '0.8 0.1 0.1 rg 20 180 250 70 re f';
const page = (contents: string): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 320 270]${contents}/Resources<</Font<</F1 5 0 R>>>>/Annots[]>>`;

/** Makes documents that change their meaning when they grow, although nothing that was sealed is redefined. */
export async function growthAttacks(world: MiniWorld): Promise<Attack[]> {
  const seal: Seal = async (pdf) => {
    const sealed = await sealedWithTrick(world, baseOf('contract', pdf, PLAIN_NUMBERS));
    return baseOf('contract', sealed, PLAIN_NUMBERS);
  };
  return [await streamBeyondEnd(seal), await keyTwice(seal), await linearizedLater(seal)];
}

type Seal = (pdf: Uint8Array) => Promise<Base>;

const attack = (name: string, pdf: Uint8Array): Attack => ({ family: 'growth', name, pdf });
const contract = (objects: FixtureObjects): Uint8Array =>
  new PdfFixture()
    .objects({ ...plainObjects(), ...objects })
    .table('/Root 1 0 R/Info 6 0 R')
    .bytes();

/** The /Length of a content leads to an `endstream` that a later revision writes, behind further drawing. */
async function streamBeyondEnd(seal: Seal): Promise<Attack> {
  const make = (length: number): Promise<Base> =>
    seal(
      contract({
        3: page('/Contents[4 0 R 11 0 R]'),
        11: `<</Length ${String(length).padStart(6)}>>\nstream\n0 g\nendstream`,
      }),
    );
  const grown = (base: Base): Uint8Array =>
    appended(base, [harmless(base, `/Subject(\n${OVERLAY}\nendstream\nendobj\n)`)]);
  const text = latin1Text(grown(await make(0)));
  const start = text.indexOf('stream\n0 g') + 'stream\n'.length;
  const end = text.lastIndexOf('endstream', text.lastIndexOf('xref\n')) - 1;
  return attack('a stream that ends in what is added', grown(await make(end - start)));
}

/** Some readers take the second value of a key, which leads nowhere until a later revision brings it. */
async function keyTwice(seal: Seal): Promise<Attack> {
  const base = await seal(contract({ 3: page('/Contents[4 0 R]/Contents[4 0 R 40 0 R]') }));
  const catalog = '<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/AcroForm 8 0 R/DSS<</Certs[40 0 R]>>>>';
  const pieces: readonly Piece[] = [
    { number: base.catalog, body: catalog },
    { number: 40, body: streamBody('', OVERLAY) },
  ];
  return attack('a second value that is added', appended(base, pieces));
}

/** The file says that it is linearized, with the length that it has once something was added. */
async function linearizedLater(seal: Seal): Promise<Attack> {
  const make = (length: number): Promise<Base> => {
    const parameters = `<</Linearized 1/L ${String(length).padStart(8)}/H[10 10]/O 53/E 2000/N 1/T 0>>`;
    const fixture = new PdfFixture().objects({ 50: parameters });
    const shadow = shadowDocument(fixture.length);
    return seal(fixture.text(shadow).objects(plainObjects()).table('/Root 1 0 R/Info 6 0 R').bytes());
  };
  const grown = (base: Base): Uint8Array => appended(base, [harmless(base)]);
  const { length } = grown(await make(0));
  return attack('a linearized file that has its length later', grown(await make(length)));
}

/** Writes the tables of a first page, and another document behind them. @param start their offset */
function shadowDocument(start: number): string {
  const bodies = [
    '<</Type/Catalog/Pages 52 0 R>>',
    '<</Type/Pages/Kids[53 0 R]/Count 1>>',
    '<</Type/Page/Parent 52 0 R/MediaBox[0 0 320 270]/Contents 54 0 R/Resources<<>>>>',
    FORGED_CONTENT,
  ].map((body, at) => `${String(51 + at)} 0 obj\n${body}\nendobj\n`);
  const rows = (places: readonly number[]): string =>
    places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const table = (places: readonly number[]): string =>
    `xref\n51 4\n${rows(places)}trailer\n<</Size 60/Root 51 0 R>>\nstartxref\n0\n%%EOF\n`;
  const places = bodies.map((_, at) => {
    return start + table([0, 0, 0, 0]).length + bodies.slice(0, at).join('').length;
  });
  return table(places) + bodies.join('');
}
