import { CodedError } from '../../shared/errors.ts';
import { type DerCursor, type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import {
  writeBitString,
  writeExplicit,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { explicitTag, implicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { bitStringOctetsOf, objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { decodeSealInfo, type SealContent } from './seal-info.ts';
import { decodePropertyInfoV1, decodePropertyInfoV4 } from './seal-property.ts';

/** The layout: 1 is GM/T 0031-2014 (versions 1 to 3), 4 GB/T 38540-2020, 5 GM/T 0031-2025. */
type SealVersion = 1 | 4 | 5;

/** A seal of any version, as it was read. */
export interface Seal extends SealContent {
  readonly version: SealVersion;
  /** The maker's (制章者) certificate, DER. */
  readonly makerCertificate: Uint8Array;
  readonly signatureAlgorithm: string;
  /** The bytes that the maker's signature covers: the original ones, never a re-encoding. */
  readonly signedBytes: Uint8Array;
  /** The maker's signature value: DER SM2Signature, or 64 bytes r ‖ s. */
  readonly signature: Uint8Array;
  /** RFC 3161 token over the seal (version 5 only). */
  readonly timeStamp: Uint8Array | null;
  readonly raw: Uint8Array;
}

/**
 * Reads a seal of any version. The element count tells the layout: 2 is GM/T 0031-2014, 4 or 5 is GB/T
 * 38540-2020 or GM/T 0031-2025.
 * @throws DER_INVALID or SEAL_DAMAGED
 */
export function decodeSeal(bytes: Uint8Array): Seal {
  return decodeSealElement(readDer(bytes, 'SESeal', TAG.sequence));
}

/** Reads a seal of any version as {@link decodeSeal} does, from an element. */
export function decodeSealElement(element: DerElement): Seal {
  const count = elementsOf(element, 'SESeal').length;
  if (count === 2) return decodeSealV1(element);
  if (count === 4 || count === 5) return decodeSealV4(element);
  throw new CodedError('SEAL_DAMAGED', `SESeal: ${count} elements`);
}

/**
 * GB/T 38540-2020 (version 4), the seal
 * SESeal ::= SEQUENCE {
 *   eSealInfo   SES_SealInfo,
 *   cert        OCTET STRING,        -- maker's certificate
 *   signAlgID   OBJECT IDENTIFIER,
 *   signedValue BIT STRING }         -- over DER(SES_SealInfo) only
 * GM/T 0031-2025 (version 5) ends with timeStamp [0] BIT STRING OPTIONAL.
 * The signature covers neither cert nor signAlgID: a verifier must check the chain and the OID.
 */
const WHAT = 'SESeal';

function decodeSealV4(element: DerElement): Seal {
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
 * Writes a seal of version 4.
 * @param sealInfo the bytes that `encodeSealInfoV4` returned and the maker signed
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

/**
 * Reads timeStamp [0] BIT STRING OPTIONAL. The standards leave the tagging open: this code writes EXPLICIT
 * (A0) and accepts IMPLICIT (80) too.
 */
export function decodeOptionalTimeStamp(members: DerCursor, what: string): Uint8Array | null {
  const explicit = members.optional(explicitTag(0));
  if (explicit !== undefined) {
    const inner = membersOf(explicit, what);
    const token = bitStringOctetsOf(inner.next(TAG.bitString), what);
    inner.end();
    return token;
  }
  const implicit = members.optional(implicitTag(0));
  if (implicit === undefined) return null;
  return bitStringOctetsOf({ ...implicit, tag: TAG.bitString }, what);
}

/** Writes timeStamp [0] with an EXPLICIT tag. @param token RFC 3161 token, DER */
export function encodeTimeStamp(token: Uint8Array): Uint8Array {
  return writeExplicit(0, writeBitString(token));
}

/**
 * GM/T 0031-2014 (versions 1 to 3), the seal. Read only.
 * SESeal ::= SEQUENCE { esealInfo SES_SealInfo, signInfo SES_SignInfo }
 * SES_SignInfo ::= SEQUENCE {
 *   cert               OCTET STRING,
 *   signatureAlgorithm OBJECT IDENTIFIER,
 *   signData           BIT STRING }   -- over SEQUENCE { SES_SealInfo, cert, signatureAlgorithm }
 */
function decodeSealV1(element: DerElement): Seal {
  const members = membersOf(element, 'SESeal');
  const info = members.next(TAG.sequence);
  const content = decodeSealInfo(info, decodePropertyInfoV1);
  const signInfo = membersOf(members.next(TAG.sequence), 'SES_SignInfo');
  members.end();
  const certificate = signInfo.next(TAG.octetString);
  const algorithm = signInfo.next(TAG.objectIdentifier);
  const signature = bitStringOctetsOf(signInfo.next(TAG.bitString), 'SES_SignInfo.signData');
  signInfo.end();
  return {
    ...content,
    version: 1,
    makerCertificate: octetsOf(certificate, 'SES_SignInfo.cert'),
    signatureAlgorithm: objectIdentifierOf(algorithm, 'SES_SignInfo.signatureAlgorithm'),
    signedBytes: writeSequence(info.raw, certificate.raw, algorithm.raw),
    signature,
    timeStamp: null,
    raw: element.raw,
  };
}
