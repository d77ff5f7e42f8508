import { memorySource } from '../../../electron/core/bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../../../electron/core/bytes/encodings.ts';
import { type FixtureObjects, PdfFixture } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../../electron/core/pdf/open-pdf.ts';
import { pageAt } from '../../../electron/core/pdf/pages/page-tree.ts';
import type { PdfObject } from '../../../electron/core/pdf/syntax/objects.ts';
import { type MiniWorld, sealPdf } from '../../../electron/core/verification/fixtures/mini-world.ts';
import { rewrittenByQpdf } from '../../peers/qpdf.ts';

/** The numbers of the objects that attackers are after. */
interface Numbers {
  readonly catalog: number;
  readonly page: number;
  readonly content: number;
  readonly information: number;
  readonly metadata: number;
  /** The interactive form. */
  readonly form: number;
}

/** A contract that is sealed and attacked. */
export interface Base extends Numbers {
  readonly name: string;
  readonly pdf: Uint8Array;
  /** The number that the next new object may have. */
  readonly size: number;
  /** The offset of the newest cross-reference section. */
  readonly previous: number;
}

/** The numbers of {@link plainObjects}. */
export const PLAIN_NUMBERS: Numbers = {
  ...{ catalog: 1, page: 3, content: 4, information: 6, metadata: 7, form: 8 },
};

const TRUE_AMOUNT = 'CNY 100.00';
const FORGED_AMOUNT = 'CNY 9,000,000.00';

/** The content of the page: a line of text with the amount, and a bar that a coarse drawing shows as well. */
function contentText(amount: string): string {
  const bar =
    amount === TRUE_AMOUNT ? '0.2 0.2 0.8 rg 30 200 60 8 re f' : '0.8 0.1 0.1 rg 30 190 200 20 re f';
  return `${bar} 0 g BT /F1 18 Tf 30 230 Td (Amount payable: ${amount}) Tj ET`;
}

/** The body of the forged content stream. */
export const FORGED_CONTENT = streamBody('', contentText(FORGED_AMOUNT));

/** Writes the body of a stream object. @param entries of its dictionary beside /Length */
export function streamBody(entries: string, data: string): string {
  return `<<${entries}/Length ${String(data.length)}>>\nstream\n${data}\nendstream`;
}

/** The objects of the contract: catalog, pages, page, content, font, information, metadata, form. */
export const plainObjects = (): FixtureObjects => ({
  1: '<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/AcroForm 8 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 320 270]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[]>>',
  4: { entries: '', data: latin1Bytes(contentText(TRUE_AMOUNT)) },
  5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  6: '<</Producer(Contract writer)/CreationDate(D:20260501000000Z)>>',
  7: { entries: '/Type/Metadata/Subtype/XML', data: latin1Bytes('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>') },
  8: '<</Fields[]/SigFlags 3>>',
});

/** The contract before it is sealed, as one writer or another would write it. */
const plainContract = (): Uint8Array =>
  new PdfFixture().objects(plainObjects()).table('/Root 1 0 R/Info 6 0 R').bytes();

/** Seals a document at the lower right of its page and finds what attacks need. */
async function sealedBase(world: MiniWorld, name: string, pdf: Uint8Array): Promise<Base> {
  const target = { kind: 'place', page: 0, xMm: 85, yMm: 70 } as const;
  const sealed = await sealPdf(world, pdf, { signer: world.first, target });
  return baseOf(name, sealed, numbersIn(sealed));
}

/** Adds what attacks need to a document. @param numbers of its objects */
export function baseOf(name: string, pdf: Uint8Array, numbers: Numbers): Base {
  const text = latin1Text(pdf);
  const previous = Number([...text.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1]);
  const sizes = [...text.matchAll(/\/Size (\d+)/g)].map(([, size]) => Number(size));
  return { name, pdf, previous, size: Math.max(...sizes), ...numbers };
}

function numbersIn(pdf: Uint8Array): Numbers {
  const document = openPdf(memorySource(pdf));
  const numberOf = (object: PdfObject | null | undefined): number =>
    object?.kind === 'reference' ? object.objectNumber : 0;
  const page = pageAt(document, 0);
  const { trailer, catalog } = document;
  return {
    catalog: numberOf(trailer.entries.get('Root')),
    page: numberOf(page.reference),
    content: numberOf(page.dictionary.entries.get('Contents')),
    information: numberOf(trailer.entries.get('Info')),
    metadata: numberOf(catalog.entries.get('Metadata')),
    form: numberOf(catalog.entries.get('AcroForm')),
  };
}

/** Makes the contract sealed in the ways that files are written: tables, object streams, linearized. */
export async function sealedBases(world: MiniWorld): Promise<readonly [Base, ...Base[]]> {
  const plain = plainContract();
  return Promise.all([
    sealedBase(world, 'table', plain),
    sealedBase(world, 'object streams', rewrittenByQpdf(plain, '--object-streams=generate')),
    sealedBase(world, 'linearized', rewrittenByQpdf(plain, '--linearize')),
  ]);
}
