import { type DerElement, membersOf } from '../asn1/der-reader.ts';
import {
  writeBitString,
  writeGeneralizedTime,
  writeIa5String,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { explicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { generalizedTimeOf } from '../asn1/time.ts';
import { bitStringOctetsOf, objectIdentifierOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { decodeTaggedExtensions, type ExtensionData } from './seal-info.ts';
import { decodeOptionalTimeStamp, decodeSealElement, encodeTimeStamp, type Seal } from './seal.ts';

/** A seal signature (SES_Signature) of any version, as it was read. */
export interface SealSignature {
  /** The signature's own layout. Two elements are GM/T 0031-2014; otherwise the seal's version decides. */
  readonly format: 'ses-v1' | 'ses-v4' | 'ses-v5';
  /** TBS_Sign.version as written. It is unreliable. */
  readonly version: number;
  readonly seal: Seal;
  /** The time that the signer claims; null if timeInfo holds a time-stamp token or no readable time. */
  readonly signedAt: Date | null;
  /** SM3 over the protected range, without Z. */
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly extensions: readonly ExtensionData[];
  /** The signer's certificate, DER. */
  readonly signerCertificate: Uint8Array;
  readonly signatureAlgorithm: string;
  /** TBS_Sign as the input holds it. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  /** An RFC 3161 token: over the signature value since V4, inside timeInfo before. */
  readonly timeStamp: Uint8Array | null;
}

/**
 * GB/T 38540-2020 (version 4), the seal signature
 * SES_Signature ::= SEQUENCE {
 *   toSign         TBS_Sign,
 *   cert           OCTET STRING,          -- signer's certificate
 *   signatureAlgID OBJECT IDENTIFIER,
 *   signature      BIT STRING,            -- over DER(TBS_Sign)
 *   timeStamp      [0] BIT STRING OPTIONAL }   -- RFC 3161 token over the signature
 */
export function decodeSealSignatureV4(element: DerElement): SealSignature {
  const members = membersOf(element, 'SES_Signature');
  const toSign = members.next(TAG.sequence);
  const tbs = decodeTbsSignV4(toSign);
  const signerCertificate = octetsOf(members.next(TAG.octetString), 'SES_Signature.cert');
  const algorithm = members.next(TAG.objectIdentifier);
  const signature = bitStringOctetsOf(members.next(TAG.bitString), 'SES_Signature.signature');
  const timeStamp = decodeOptionalTimeStamp(members, 'SES_Signature.timeStamp');
  members.end();
  return {
    ...tbs,
    format: tbs.seal.version === 5 ? 'ses-v5' : 'ses-v4',
    signerCertificate,
    signatureAlgorithm: objectIdentifierOf(algorithm, 'SES_Signature.signatureAlgID'),
    signedBytes: toSign.raw,
    signature,
    timeStamp,
  };
}

interface SealSignatureInput {
  /** The bytes that `encodeTbsSignV4` returned and the signer signed. */
  readonly tbsSign: Uint8Array;
  readonly signerCertificate: Uint8Array;
  /** r ‖ s, 64 bytes */
  readonly signature: Uint8Array;
  readonly timeStamp?: Uint8Array;
}

/** Writes a seal signature of version 4. @returns DER of SES_Signature */
export function encodeSealSignatureV4(input: SealSignatureInput): Uint8Array {
  return writeSequence(
    input.tbsSign,
    writeOctetString(input.signerCertificate),
    writeObjectIdentifier(SM_OID.sm2WithSm3),
    writeBitString(encodeSignature(input.signature)),
    ...(input.timeStamp === undefined ? [] : [encodeTimeStamp(input.timeStamp)]),
  );
}

/**
 * GB/T 38540-2020 (version 4), what the signer signs
 * TBS_Sign ::= SEQUENCE {
 *   version      INTEGER,
 *   eseal        SESeal,
 *   timeInfo     GeneralizedTime,
 *   dataHash     BIT STRING,
 *   propertyInfo IA5String,
 *   extDatas     [0] ExtensionDatas OPTIONAL }
 */
interface TbsSign {
  readonly version: number;
  readonly seal: Seal;
  readonly signedAt: Date;
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly extensions: readonly ExtensionData[];
}

interface TbsSignInput {
  /**
   * The seal's version: 4, or 5 around a seal of GM/T 0031-2025, whose TBS_Sign differs only in this number.
   */
  readonly version?: 4 | 5;
  /** The seal's own bytes. */
  readonly seal: Uint8Array;
  readonly signedAt: Date;
  /** SM3 over the protected range, 32 bytes */
  readonly dataHash: Uint8Array;
  /** ASCII text that names the protected range. */
  readonly propertyInfo: string;
}

const WHAT = 'TBS_Sign';
const DEFAULT_VERSION = 4;

function decodeTbsSignV4(element: DerElement): TbsSign {
  const members = membersOf(element, WHAT);
  const version = smallIntegerOf(members.next(TAG.integer), 'TBS_Sign.version');
  const seal = decodeSealElement(members.next(TAG.sequence));
  const signedAt = generalizedTimeOf(members.next(TAG.generalizedTime), 'TBS_Sign.timeInfo');
  const dataHash = bitStringOctetsOf(members.next(TAG.bitString), 'TBS_Sign.dataHash');
  const propertyInfo = ia5TextOf(members.next(TAG.ia5String), 'TBS_Sign.propertyInfo');
  const tagged = members.optional(explicitTag(0));
  members.end();
  const extensions = tagged === undefined ? [] : decodeTaggedExtensions(tagged);
  return { version, seal, signedAt, dataHash, propertyInfo, extensions };
}

/** Writes TBS_Sign, which the signer signs. @returns DER */
export function encodeTbsSignV4(input: TbsSignInput): Uint8Array {
  return writeSequence(
    writeInteger(input.version ?? DEFAULT_VERSION),
    input.seal,
    writeGeneralizedTime(input.signedAt),
    writeBitString(input.dataHash),
    writeIa5String(input.propertyInfo),
  );
}
