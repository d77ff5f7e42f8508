import { CodedError } from '../../shared/errors.ts';
import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeIa5String, writeInteger, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/tags.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';

/**
 * GB/T 38540-2020 and GM/T 0031-2014, the seal's picture
 * SES_ESPictureInfo ::= SEQUENCE {
 *   type   IA5String,      -- GIF BMP JPG (2014), PNG SVG since; "png" and "ofd" occur
 *   data   OCTET STRING,
 *   width  INTEGER,        -- millimetres
 *   height INTEGER }
 */
export interface SealPicture {
  /** As written in the seal: "PNG", "png", "JPG", … */
  readonly type: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

const WHAT = 'SES_ESPictureInfo';

export function decodePictureInfo(element: DerElement): SealPicture {
  const members = membersOf(element, WHAT);
  const type = ia5TextOf(members.next(TAG.ia5String), 'SES_ESPictureInfo.type');
  const data = octetsOf(members.next(TAG.octetString), 'SES_ESPictureInfo.data');
  const widthMm = smallIntegerOf(members.next(TAG.integer), 'SES_ESPictureInfo.width');
  const heightMm = smallIntegerOf(members.next(TAG.integer), 'SES_ESPictureInfo.height');
  members.end();
  if (widthMm < 1 || heightMm < 1) throw new CodedError('SEAL_DAMAGED', 'SES_ESPictureInfo: no size');
  return { type, data, widthMm, heightMm };
}

export function encodePictureInfo(picture: SealPicture): Uint8Array {
  return writeSequence(
    writeIa5String(picture.type),
    writeOctetString(picture.data),
    writeInteger(picture.widthMm),
    writeInteger(picture.heightMm),
  );
}
