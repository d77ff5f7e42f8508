import { concatBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { latin1Bytes, latin1Text, toHex } from '../../../electron/core/bytes/encodings.ts';
import { encodeSealSignatureV4, encodeTbsSignV4 } from '../../../electron/core/seal/seal-signature.ts';
import {
  makeSeal,
  type MiniWorld,
  sealContent,
} from '../../../electron/core/verification/fixtures/mini-world.ts';
import { type Base, streamBody } from './base.ts';
import { appended, type Piece } from './section.ts';

/** The side of the seal's picture in pixels, and its side on the page in points (40 mm). */
const PIXELS = 20;
export const SIDE = '113.3858';
const FAR_SIDE = '133.3858';

/** Bodies of the objects that show a seal, each of which malicious software may write in another way. */
export interface SealObjects {
  readonly widget: string;
  /** The form that the widget's /AP names. */
  readonly form: string;
  readonly image: string;
  readonly mask: string;
  /** Further objects by number. */
  readonly more: Readonly<Record<number, string>>;
  /** Further entries of the page, and of the form in the catalog. */
  readonly page: string;
  readonly acroForm: string;
  /** The signature value; null for that of the seal. */
  readonly value: { readonly subFilter: string; readonly der: Uint8Array } | null;
}

/** The numbers of the objects of a seal that is about to be put into a document. */
export interface SealNumbers {
  readonly widget: number;
  readonly form: number;
  readonly image: number;
  readonly mask: number;
  readonly signature: number;
  /** The first number that is free. */
  readonly free: number;
}

/** Writes the objects of a seal in another way. */
export type Trick = (numbers: SealNumbers, honest: SealObjects) => Partial<SealObjects>;

const RESERVED = 4096;
const HOLE = `/ByteRange[0 0000000000 0000000000 0000000000]/Contents<${'0'.repeat(RESERVED * 2)}>`;
const SIGNED_AT = new Date('2026-06-15T00:00:00Z');

/** Seals a document, as the software of another trusted party would that has a trick in mind. */
export async function sealedWithTrick(
  world: MiniWorld,
  base: Base,
  trick: Trick = () => ({}),
): Promise<Uint8Array> {
  const { size } = base;
  const numbers: SealNumbers = {
    ...{ widget: size, form: size + 1, image: size + 2, mask: size + 3, signature: size + 4 },
    free: size + 5,
  };
  const usual = usualObjects(base, numbers);
  const objects: SealObjects = { ...usual, ...trick(numbers, usual) };
  const { subFilter } = objects.value ?? { subFilter: 'GM.sm2seal' };
  const pieces: Piece[] = [
    ...documentPieces(base, numbers, objects),
    { number: numbers.widget, body: objects.widget },
    { number: numbers.form, body: objects.form },
    { number: numbers.image, body: objects.image },
    { number: numbers.mask, body: objects.mask },
    ...Object.entries(objects.more).map(([number, body]) => ({ number: Number(number), body })),
    {
      number: numbers.signature,
      body: `<</Type/Sig/Filter/Gomain.GMPkiLite/SubFilter/${subFilter}/M(D:20260615000000Z)${HOLE}>>`,
    },
  ];
  const last = Math.max(...pieces.map((piece) => ('number' in piece ? piece.number : 0)));
  const pdf = appended(base, pieces, () => ({ size: `/Size ${String(last + 1)}` }));
  return signHole(world, pdf, objects.value?.der ?? null);
}

/** Writes page and form anew, with the widget and the field. */
function documentPieces(base: Base, { widget }: SealNumbers, objects: SealObjects): Piece[] {
  const [page, form] = [lastBody(base.pdf, base.page), lastBody(base.pdf, base.form)];
  const added = `${String(widget)} 0 R`;
  return [
    {
      number: base.page,
      body: page
        .replace(/\/Annots\s*\[([^\]]*)\]/, `/Annots[$1 ${added}]`)
        .replace(/>>$/, `${objects.page}>>`),
    },
    {
      number: base.form,
      body: form.replace(/\/Fields\s*\[([^\]]*)\]/, `${objects.acroForm}/Fields[$1 ${added}]`),
    },
  ];
}

/** Finds the last body of an object that is no member of an object stream. */
function lastBody(pdf: Uint8Array, number: number): string {
  const pattern = new RegExp(`(?:^|\\n)${String(number)} 0 obj\\s([\\s\\S]*?)\\sendobj`, 'g');
  const body = [...latin1Text(pdf).matchAll(pattern)].at(-1)?.[1];
  if (body === undefined) throw new Error(`object ${String(number)} stands in no object of its own`);
  return body;
}

function usualObjects(base: Base, { form, image, mask, signature }: SealNumbers): SealObjects {
  const pixels = PIXELS ** 2;
  const colours = String.fromCharCode(200, 0, 0).repeat(pixels);
  const opacity = Array.from({ length: pixels }, (_, at) => (at === 210 ? '\0' : '\xff')).join('');
  const shape = `/Type/XObject/Subtype/Image/Width ${String(PIXELS)}/Height ${String(PIXELS)}/BitsPerComponent 8`;
  return {
    widget:
      `<</Type/Annot/Subtype/Widget/FT/Sig/T(Trick)/F 132/Rect[20 20 ${FAR_SIDE} ${FAR_SIDE}]` +
      `/P ${String(base.page)} 0 R/V ${String(signature)} 0 R/AP<</N ${String(form)} 0 R>>>>`,
    form: formBody(`/Seal ${String(image)} 0 R`, `q ${SIDE} 0 0 ${SIDE} 0 0 cm /Seal Do Q`),
    image: streamBody(`${shape}/ColorSpace/DeviceRGB/SMask ${String(mask)} 0 R`, colours),
    mask: streamBody(`${shape}/ColorSpace/DeviceGray`, opacity),
    ...{ more: {}, page: '', acroForm: '', value: null },
  };
}

/** Writes a form XObject. @param images entries of its /XObject resources */
export function formBody(images: string, content: string, more = ''): string {
  const resources = `/Resources<</XObject<<${images}>>>>`;
  return streamBody(`/Type/XObject/Subtype/Form/BBox[0 0 ${SIDE} ${SIDE}]${more}${resources}`, content);
}

/** Fills in /ByteRange and the signature value. @param value null for a seal signature of the second party */
async function signHole(world: MiniWorld, pdf: Uint8Array, value: Uint8Array | null): Promise<Uint8Array> {
  const text = latin1Text(pdf);
  const at = text.lastIndexOf(HOLE);
  const gapStart = at + HOLE.indexOf('<');
  const gapEnd = at + HOLE.length;
  const padded = (offset: number): string => String(offset).padStart(10, '0');
  const range = [gapStart, gapEnd, pdf.length - gapEnd].map(padded).join(' ');
  const file = pdf.slice();
  file.set(latin1Bytes(`/ByteRange[0 ${range}]`), at);
  const signed = concatBytes(file.subarray(0, gapStart), file.subarray(gapEnd));
  const der = value ?? (await sealSignature(world, world.engine.sm3(signed)));
  file.set(latin1Bytes(toHex(der)), gapStart + 1);
  return file;
}

async function sealSignature(world: MiniWorld, dataHash: Uint8Array): Promise<Uint8Array> {
  const { second, maker } = world;
  const seal = await makeSeal(maker, sealContent(second));
  const tbsSign = encodeTbsSignV4({ seal, signedAt: SIGNED_AT, dataHash, propertyInfo: '/ByteRange' });
  return encodeSealSignatureV4({
    tbsSign,
    signerCertificate: second.certificate,
    signature: await second.sign(tbsSign),
  });
}
