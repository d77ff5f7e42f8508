import { membersOf, type DerCursor, type DerElement } from '../asn1/der-reader.ts';
import { writeIa5String, writeSequence } from '../asn1/der-writer.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { decodeExtensionDatas, encodeExtensionDatas, type ExtensionData } from './extension-datas.ts';
import { decodeHeader, encodeHeader, type SealHeader } from './header.ts';
import { decodePictureInfo, encodePictureInfo, type SealPicture } from './picture.ts';
import type { SealProperty } from './property-info.ts';
import { encodePropertyInfoV4 } from './property-info-v4.ts';

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

const WHAT = 'SES_SealInfo';

/** @param decodeProperty reads the properties in the layout of the seal's version */
export function decodeSealInfo(
  element: DerElement,
  decodeProperty: (element: DerElement) => SealProperty,
): SealContent {
  const members = membersOf(element, WHAT);
  const header = decodeHeader(members.next(TAG.sequence));
  const esId = ia5TextOf(members.next(TAG.ia5String), 'SES_SealInfo.esID');
  const property = decodeProperty(members.next(TAG.sequence));
  const picture = decodePictureInfo(members.next(TAG.sequence));
  const extensions = decodeOptionalExtensions(members);
  members.end();
  return { header, esId, property, picture, extensions };
}

/** Bare, or in [0] either way: an EXPLICIT tag holds one SEQUENCE, an IMPLICIT one its members. */
function decodeOptionalExtensions(members: DerCursor): ExtensionData[] {
  const bare = members.optional(TAG.sequence);
  if (bare !== undefined) return decodeExtensionDatas(bare);
  const tagged = members.optional(explicitTag(0));
  return tagged === undefined ? [] : decodeTaggedExtensions(tagged);
}

/**
 * [0] EXPLICIT holds one SEQUENCE OF ExtData, [0] IMPLICIT the ExtData themselves, each of which starts with an
 * object identifier.
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

/** Writes the layout of version 4, which extensions follow bare; none is safest, since readers differ. */
export function encodeSealInfoV4(content: SealContent): Uint8Array {
  return writeSequence(
    encodeHeader(content.header),
    writeIa5String(content.esId),
    encodePropertyInfoV4(content.property),
    encodePictureInfo(content.picture),
    ...(content.extensions.length > 0 ? [encodeExtensionDatas(content.extensions)] : []),
  );
}
