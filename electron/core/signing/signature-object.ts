import { latin1Bytes, latin1Text } from '../bytes/latin1.ts';
import { dateString } from '../pdf/forms/date-string.ts';
import { textString } from '../pdf/forms/text-string.ts';
import { pdfDictionary, pdfName } from '../pdf/syntax/objects.ts';
import type { PdfObject, PdfReference } from '../pdf/syntax/objects.ts';
import { serializeObject } from '../pdf/syntax/serializer.ts';
import type { SealRequest } from './seal-request.ts';

/** Four numbers below 2^53, brackets and spaces. */
const BYTE_RANGE_WIDTH = 56;

/** A signature object with blanks where /ByteRange and /Contents go; offsets count from its first byte. */
export interface SignatureObject {
  readonly bytes: Uint8Array;
  readonly byteRangeOffset: number;
  /** Of `<`. */
  readonly contentsStart: number;
  /** Past `>`. */
  readonly contentsEnd: number;
}

/** Filter and SubFilter for an SES_Signature in /Contents, as the readers in the field know them. */
const FILTER = 'Gomain.GMPkiLite';
const SUB_FILTER = 'GM.sm2seal';

/** Writes the signature dictionary (ISO 32000-2 table 255) of a seal. */
export function signatureObject(reference: PdfReference, request: SealRequest): SignatureObject {
  const dictionary = latin1Text(serializeObject(pdfDictionary(signatureEntries(request))));
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

function signatureEntries(request: SealRequest): Readonly<Record<string, PdfObject>> {
  const { reason, location, contactInfo } = request;
  return {
    Type: pdfName('Sig'),
    Filter: pdfName(FILTER),
    SubFilter: pdfName(SUB_FILTER),
    M: dateString(request.signedAt),
    Name: textString(request.name),
    ...(reason === undefined ? {} : { Reason: textString(reason) }),
    ...(location === undefined ? {} : { Location: textString(location) }),
    ...(contactInfo === undefined ? {} : { ContactInfo: textString(contactInfo) }),
  };
}

/** The text of /ByteRange, as wide as the blank it replaces. */
export function byteRangeText(byteRange: readonly number[]): Uint8Array {
  return latin1Bytes(`[${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_WIDTH));
}
