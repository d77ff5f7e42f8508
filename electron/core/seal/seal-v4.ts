import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import {
  writeBitString,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { SM_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { bitStringOctetsOf, octetsOf } from '../asn1/values.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { decodePropertyInfoV4 } from './property-info-v4.ts';
import { decodeSealInfo } from './seal-info.ts';
import type { Seal } from './seal.ts';
import { decodeOptionalTimeStamp } from './tagged-bit-string.ts';

/**
 * GB/T 38540-2020 (version 4), the seal
 * SESeal ::= SEQUENCE {
 *   eSealInfo   SES_SealInfo,
 *   cert        OCTET STRING,        -- maker's certificate
 *   signAlgID   OBJECT IDENTIFIER,
 *   signedValue BIT STRING }         -- over DER(SES_SealInfo) only
 * GM/T 0031-2025 (version 5) ends with timeStamp [0] BIT STRING OPTIONAL.
 * The signature covers neither cert nor signAlgID: whoever relies on it must check the chain and the OID.
 */
const WHAT = 'SESeal';

export function decodeSealV4(element: DerElement): Seal {
  const members = membersOf(element, WHAT);
  const info = members.next(TAG.sequence);
  const content = decodeSealInfo(info, decodePropertyInfoV4);
  const makerCertificate = octetsOf(members.next(TAG.octetString), 'SESeal.cert');
  const signatureAlgorithm = objectIdentifierOf(members.next(TAG.objectIdentifier), 'SESeal.signAlgID');
  const signature = bitStringOctetsOf(members.next(TAG.bitString), 'SESeal.signedValue');
  const timeStamp = decodeOptionalTimeStamp(members, 'SESeal.timeStamp');
  members.end();
  const version = timeStamp !== null || content.header.version === 5 ? 5 : 4;
  return {
    ...content,
    version,
    makerCertificate,
    signatureAlgorithm,
    signedBytes: info.raw,
    signature,
    timeStamp,
    raw: element.raw,
  };
}

/**
 * @param sealInfo what `encodeSealInfoV4` returned and the maker signed
 * @param signature r ‖ s, 64 bytes, over `sealInfo` with the default identity
 */
export function encodeSealV4(
  sealInfo: Uint8Array,
  makerCertificate: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  return writeSequence(
    sealInfo,
    writeOctetString(makerCertificate),
    writeObjectIdentifier(SM_OID.sm2WithSm3),
    writeBitString(encodeSignature(signature)),
  );
}
