import { latin1Bytes, latin1Text } from '../bytes/encodings.ts';
import { dateString, textString } from '../pdf/forms/text-string.ts';
import { BESIDE_KEY, PLACES_KEY } from '../pdf/signatures/seal-places.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  type PdfObject,
  type PdfReference,
} from '../pdf/syntax/objects.ts';
import { serializeObject } from '../pdf/syntax/serializer.ts';

/** Four numbers below 2^53, brackets and spaces. */
const BYTE_RANGE_WIDTH = 56;

/** A signature object with blanks in place of /ByteRange and /Contents; offsets count from its first byte. */
export interface SignatureObject {
  readonly bytes: Uint8Array;
  readonly byteRangeOffset: number;
  /** The offset of `<`. */
  readonly contentsStart: number;
  /** The offset behind `>`. */
  readonly contentsEnd: number;
}

/**
 * The formats of /Contents: an SES_Signature, as the readers in the field know it, CMS (ISO 32000-2 table 260), or a
 * document time stamp (§12.8.5).
 */
const FORMATS = {
  timeStamp: {
    Type: pdfName('DocTimeStamp'),
    Filter: pdfName('Adobe.PPKLite'),
    SubFilter: pdfName('ETSI.RFC3161'),
  },
  seal: { Filter: pdfName('Gomain.GMPkiLite'), SubFilter: pdfName('GM.sm2seal') },
  cms: { Filter: pdfName('Adobe.PPKLite'), SubFilter: pdfName('adbe.pkcs7.detached') },
  cades: { Filter: pdfName('Adobe.PPKLite'), SubFilter: pdfName('ETSI.CAdES.detached') },
} as const;

/** The entries of a signature dictionary beside its value. */
export interface SignatureEntries {
  readonly format: keyof typeof FORMATS;
  /** The signer's or the seal's name (/Name); null for a time stamp. */
  readonly name: string | null;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  /** The time that the signer claims (/M); null for a time stamp, which states its own. */
  readonly signedAt: Date | null;
  /** The room for the signature in bytes. */
  readonly reservedLength: number;
  /** The annotations that show the seal in further places. */
  readonly places?: readonly PdfReference[];
  /** The annotations that show what stands beside it. */
  readonly beside?: readonly PdfReference[];
}

/**
 * Writes a signature dictionary (ISO 32000-2 table 255).
 * @param encrypted makes of an object what the file keeps of it; the value of a signature stays in clear (§7.6.2)
 */
export function signatureObject(
  reference: PdfReference,
  request: SignatureEntries,
  encrypted: (object: PdfObject) => PdfObject,
): SignatureObject {
  const entries = encrypted(pdfDictionary(signatureEntries(request)));
  const dictionary = latin1Text(serializeObject(entries));
  const start = `${String(reference.objectNumber)} 0 obj\n${dictionary.slice(0, -2)} /ByteRange `;
  const middle = `${start}${' '.repeat(BYTE_RANGE_WIDTH)} /Contents `;
  const contents = `<${'0'.repeat(request.reservedLength * 2)}>`;
  return {
    bytes: latin1Bytes(`${middle}${contents}>>\nendobj\n`),
    byteRangeOffset: start.length,
    contentsStart: middle.length,
    contentsEnd: middle.length + contents.length,
  };
}

function signatureEntries(request: SignatureEntries): Readonly<Record<string, PdfObject>> {
  const { signedAt, name, reason, location, contactInfo, places = [], beside = [] } = request;
  return {
    Type: pdfName('Sig'),
    ...FORMATS[request.format],
    ...(signedAt === null ? {} : { M: dateString(signedAt) }),
    ...(name === null ? {} : { Name: textString(name) }),
    ...(reason === undefined ? {} : { Reason: textString(reason) }),
    ...(location === undefined ? {} : { Location: textString(location) }),
    ...(contactInfo === undefined ? {} : { ContactInfo: textString(contactInfo) }),
    ...(places.length === 0 ? {} : { [PLACES_KEY]: pdfArray(places) }),
    ...(beside.length === 0 ? {} : { [BESIDE_KEY]: pdfArray(beside) }),
  };
}

/** Writes /ByteRange, as wide as the blank that it replaces. */
export function byteRangeText(byteRange: readonly number[]): Uint8Array {
  return latin1Bytes(`[${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_WIDTH));
}
