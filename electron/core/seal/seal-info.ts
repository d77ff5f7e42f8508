import { CodedError } from '../../shared/errors.ts';
import { type DerCursor, type DerElement, elementsOf, membersOf } from '../asn1/der-reader.ts';
import {
  writeBoolean,
  writeIa5String,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { explicitTag, TAG } from '../asn1/identifiers.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { booleanOf, objectIdentifierOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { encodePropertyInfoV4, type SealProperty } from './seal-property.ts';

/**
 * GB/T 38540-2020 and GM/T 0031-2014, what the seal's maker signs
 * SES_SealInfo ::= SEQUENCE {
 *   header   SES_Header,
 *   esID     IA5String,
 *   property SES_ESPropertyInfo,
 *   picture  SES_ESPictureInfo,
 *   extDatas ExtensionDatas OPTIONAL }   -- untagged in V4; bare or [0] in seals of 2014
 */
export interface SealContent {
  readonly header: SealHeader;
  readonly esId: string;
  readonly property: SealProperty;
  readonly picture: SealPicture;
  readonly extensions: readonly ExtensionData[];
}

const SEAL_INFO = 'SES_SealInfo';

/** Reads SES_SealInfo. @param decodeProperty reads the properties in the layout of the seal's version */
export function decodeSealInfo(
  element: DerElement,
  decodeProperty: (element: DerElement) => SealProperty,
): SealContent {
  const members = membersOf(element, SEAL_INFO);
  const header = decodeHeader(members.next(TAG.sequence));
  const esId = ia5TextOf(members.next(TAG.ia5String), 'SES_SealInfo.esID');
  const property = decodeProperty(members.next(TAG.sequence));
  const picture = decodePictureInfo(members.next(TAG.sequence));
  const extensions = decodeOptionalExtensions(members);
  members.end();
  return { header, esId, property, picture, extensions };
}

/** Reads extensions that stand bare or in [0]. */
function decodeOptionalExtensions(members: DerCursor): ExtensionData[] {
  const bare = members.optional(TAG.sequence);
  if (bare !== undefined) return decodeExtensionDatas(bare);
  const tagged = members.optional(explicitTag(0));
  return tagged === undefined ? [] : decodeTaggedExtensions(tagged);
}

/**
 * Reads extensions in [0]. An EXPLICIT tag holds one SEQUENCE OF ExtData; an IMPLICIT one holds the ExtData
 * themselves, each of which starts with an object identifier.
 */
export function decodeTaggedExtensions(tagged: DerElement): ExtensionData[] {
  const inner = membersOf(tagged, 'extDatas');
  if (inner.atEnd) return [];
  const first = inner.next(TAG.sequence);
  const isImplicit = membersOf(first, 'extDatas').nextTag === TAG.objectIdentifier;
  if (isImplicit) return decodeExtensionDatas(tagged);
  inner.end();
  return decodeExtensionDatas(first);
}

/**
 * Writes the layout of version 4, which extensions follow bare. A seal without extensions is safest, since
 * readers differ.
 */
export function encodeSealInfoV4(content: SealContent): Uint8Array {
  return writeSequence(
    encodeHeader(content.header),
    writeIa5String(content.esId),
    encodePropertyInfoV4(content.property),
    encodePictureInfo(content.picture),
    ...(content.extensions.length > 0 ? [encodeExtensionDatas(content.extensions)] : []),
  );
}

/**
 * GB/T 38540-2020 and GM/T 0031-2014, structure of the seal's header
 * SES_Header ::= SEQUENCE {
 *   ID      IA5String,   -- "ES"
 *   version INTEGER,
 *   Vid     IA5String }  -- vendor
 */
interface SealHeader {
  /** The version that the seal states. It is unreliable, so the element count tells the layout. */
  readonly version: number;
  readonly vendorId: string;
}

const HEADER = 'SES_Header';
const ID = 'ES';

function decodeHeader(element: DerElement): SealHeader {
  const members = membersOf(element, HEADER);
  const id = ia5TextOf(members.next(TAG.ia5String), 'SES_Header.ID');
  if (id !== ID) throw new CodedError('SEAL_DAMAGED', 'SES_Header.ID is not ES');
  const version = smallIntegerOf(members.next(TAG.integer), 'SES_Header.version');
  const vendorId = ia5TextOf(members.next(TAG.ia5String), 'SES_Header.Vid');
  members.end();
  return { version, vendorId };
}

function encodeHeader(header: SealHeader): Uint8Array {
  return writeSequence(writeIa5String(ID), writeInteger(header.version), writeIa5String(header.vendorId));
}

/**
 * GB/T 38540-2020 and GM/T 0031-2014, the seal's picture
 * SES_ESPictureInfo ::= SEQUENCE {
 *   type   IA5String,      -- GIF BMP JPG (2014), PNG SVG since; "png" and "ofd" occur
 *   data   OCTET STRING,
 *   width  INTEGER,        -- millimetres
 *   height INTEGER }
 */
export interface SealPicture {
  /** The format as the seal states it: "PNG", "png", "JPG", … */
  readonly type: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

const PICTURE_INFO = 'SES_ESPictureInfo';

function decodePictureInfo(element: DerElement): SealPicture {
  const members = membersOf(element, PICTURE_INFO);
  const type = ia5TextOf(members.next(TAG.ia5String), 'SES_ESPictureInfo.type');
  const data = octetsOf(members.next(TAG.octetString), 'SES_ESPictureInfo.data');
  const widthMm = smallIntegerOf(members.next(TAG.integer), 'SES_ESPictureInfo.width');
  const heightMm = smallIntegerOf(members.next(TAG.integer), 'SES_ESPictureInfo.height');
  members.end();
  if (widthMm < 1 || heightMm < 1) throw new CodedError('SEAL_DAMAGED', 'SES_ESPictureInfo: no size');
  return { type, data, widthMm, heightMm };
}

function encodePictureInfo(picture: SealPicture): Uint8Array {
  return writeSequence(
    writeIa5String(picture.type),
    writeOctetString(picture.data),
    writeInteger(picture.widthMm),
    writeInteger(picture.heightMm),
  );
}

/**
 * GB/T 38540-2020 and GM/T 0031-2014, extensions
 * ExtensionDatas ::= SEQUENCE SIZE (0..MAX) OF ExtData
 * ExtData ::= SEQUENCE {
 *   extnID    OBJECT IDENTIFIER,
 *   critical  BOOLEAN DEFAULT FALSE,
 *   extnValue OCTET STRING }
 */
export interface ExtensionData {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const EXTENSION_DATAS = 'ExtensionDatas';

/** Reads extensions. An explicit `critical FALSE` is accepted: DER forbids it, but vendors write it. */
function decodeExtensionDatas(element: DerElement): ExtensionData[] {
  return elementsOf(element, EXTENSION_DATAS).map(decodeExtensionData);
}

function decodeExtensionData(element: DerElement): ExtensionData {
  const members = membersOf(element, EXTENSION_DATAS);
  const id = objectIdentifierOf(members.next(TAG.objectIdentifier), 'ExtData.extnID');
  const critical = members.optional(TAG.boolean);
  const value = octetsOf(members.next(TAG.octetString), 'ExtData.extnValue');
  members.end();
  return { id, critical: critical !== undefined && booleanOf(critical, 'ExtData.critical'), value };
}

function encodeExtensionDatas(extensions: readonly ExtensionData[]): Uint8Array {
  return writeSequence(
    ...extensions.map(({ id, critical, value }) =>
      writeSequence(
        writeObjectIdentifier(id),
        ...(critical ? [writeBoolean(true)] : []),
        writeOctetString(value),
      ),
    ),
  );
}
