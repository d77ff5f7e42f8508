import {
  writeElement,
  writeExplicit,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeSetOf,
  writeSingletonSet,
  writeTime,
  writeUnsigned,
} from '../asn1/der-writer.ts';
import { CMS_OID, explicitTag, KEY_OID, SM_OID, TAG } from '../asn1/identifiers.ts';
import { fromHex } from '../bytes/encodings.ts';
import type { Certificate } from '../x509/certificate.ts';
import { digestAlgorithmOf, type SigningKey } from './standard-signature.ts';

/**
 * RFC 5652 §5.1, a detached signature by one signer
 * SignedData ::= SEQUENCE {
 *   version INTEGER, digestAlgorithms SET OF AlgorithmIdentifier,
 *   encapContentInfo SEQUENCE { eContentType OBJECT IDENTIFIER },
 *   certificates [0] IMPLICIT CertificateSet OPTIONAL, signerInfos SET OF SignerInfo }
 * SignerInfo ::= SEQUENCE {
 *   version INTEGER, sid IssuerAndSerialNumber, digestAlgorithm, signedAttrs [0] IMPLICIT OPTIONAL,
 *   signatureAlgorithm, signature OCTET STRING, unsignedAttrs [1] IMPLICIT OPTIONAL }
 */
interface SignedDataInput {
  readonly signer: Certificate;
  /** Further certificates, which lead from the signer to its root. */
  readonly chain: readonly Uint8Array[];
  readonly kind: SigningKey['kind'];
  /** The bytes that `encodeSignedAttributes` returned and the signer signed. */
  readonly signedAttributes: Uint8Array;
  /** As {@link signatureOctets} writes it. */
  readonly signature: Uint8Array;
  /** An RFC 3161 token over the octets of the signature (appendix A), DER; null for none. */
  readonly timeStamp: Uint8Array | null;
}

/** Writes a ContentInfo with the signature. @returns DER */
export function encodeSignedData(input: SignedDataInput): Uint8Array {
  const signedData = writeSequence(
    writeInteger(1),
    writeSingletonSet(digestAlgorithmOf(input.kind)),
    writeSequence(writeObjectIdentifier(CMS_OID.data)),
    retagged(writeSetOf(input.signer.raw, ...input.chain), explicitTag(0)),
    writeSingletonSet(signerInfo(input)),
  );
  return writeSequence(writeObjectIdentifier(CMS_OID.signedData), writeExplicit(0, signedData));
}

function signerInfo({ signer, kind, signedAttributes, signature, timeStamp }: SignedDataInput): Uint8Array {
  const serialNumber = writeElement(TAG.integer, fromHex(signer.serial));
  return writeSequence(
    writeInteger(1),
    writeSequence(signer.issuer.raw, serialNumber),
    digestAlgorithmOf(kind),
    retagged(signedAttributes, explicitTag(0)),
    signatureAlgorithm(kind),
    writeOctetString(signature),
    ...(timeStamp === null
      ? []
      : [writeElement(explicitTag(1), attribute(CMS_OID.timeStampToken, timeStamp))]),
  );
}

/**
 * Writes the octets of a signature as they stand in SignerInfo.
 * @param value as the token returned it: r ‖ s of ECDSA and SM2, or the RSA value
 */
export function signatureOctets(kind: SigningKey['kind'], value: Uint8Array): Uint8Array {
  return kind === 'rsa' ? value : twoNumbers(value);
}

/** RFC 3370 §3.2 and RFC 5754 §3.3; GB/T 33560, and no parameters as OpenSSL has it, for SM2. */
function signatureAlgorithm(kind: SigningKey['kind']): Uint8Array {
  if (kind === 'sm2') return writeSequence(writeObjectIdentifier(SM_OID.sm2WithSm3));
  return kind === 'rsa'
    ? writeSequence(writeObjectIdentifier(KEY_OID.rsaEncryption), writeNull())
    : writeSequence(writeObjectIdentifier(CMS_OID.ecdsaWithSha256));
}

/** RFC 3279 §2.2.3: Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }, and GM/T 0009-2012 §7.3, SM2Signature. */
function twoNumbers(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  return writeSequence(writeUnsigned(signature.subarray(0, half)), writeUnsigned(signature.subarray(half)));
}

/** Replaces the tag of an encoded value by an IMPLICIT one. */
function retagged(encoded: Uint8Array, tag: number): Uint8Array {
  return Uint8Array.of(tag, ...encoded.subarray(1));
}

/**
 * RFC 5652 §11 and RFC 5035 §5.4.1
 * SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
 * Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF ANY }
 * SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, … }
 * ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT SHA-256, certHash OCTET STRING, … }
 */
interface SignedAttributes {
  /** Says by which algorithm both hashes are: see {@link digestAlgorithmOf}. */
  readonly kind: SigningKey['kind'];
  /** Hash of the signed content, 32 bytes */
  readonly contentHash: Uint8Array;
  /** Hash of the signer's certificate, so that no other certificate of the same key can replace it. */
  readonly certificateHash: Uint8Array;
  /** The time that the signer claims; null where /M alone states it, as PAdES wants it (EN 319 142-1 §5.3). */
  readonly signedAt: Date | null;
}

/** Writes the attributes as the signature covers them (RFC 5652 §5.4): with the tag of a SET. */
export function encodeSignedAttributes(attributes: SignedAttributes): Uint8Array {
  const { kind, contentHash, certificateHash, signedAt } = attributes;
  // SHA-256 is the default, which DER leaves out.
  const algorithm = kind === 'sm2' ? [digestAlgorithmOf(kind)] : [];
  const id = writeSequence(...algorithm, writeOctetString(certificateHash));
  const signingCertificate = writeSequence(writeSequence(id));
  return writeSetOf(
    attribute(CMS_OID.contentType, writeObjectIdentifier(CMS_OID.data)),
    ...(signedAt === null ? [] : [attribute(CMS_OID.signingTime, writeTime(signedAt))]),
    attribute(CMS_OID.messageDigest, writeOctetString(contentHash)),
    attribute(CMS_OID.signingCertificateV2, signingCertificate),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return writeSequence(writeObjectIdentifier(type), writeSingletonSet(value));
}
