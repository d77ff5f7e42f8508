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
  writeUnsigned,
} from '../asn1/der-writer.ts';
import { CMS_OID, KEY_OID } from '../asn1/oids.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { fromHex } from '../bytes/hex.ts';
import type { Certificate } from '../x509/certificate.ts';
import { sha256Algorithm } from './digest-info.ts';
import type { StandardKey } from './standard-key.ts';

/**
 * RFC 5652 §5.1, a detached signature by one signer
 * SignedData ::= SEQUENCE {
 *   version INTEGER, digestAlgorithms SET OF AlgorithmIdentifier,
 *   encapContentInfo SEQUENCE { eContentType OBJECT IDENTIFIER },
 *   certificates [0] IMPLICIT CertificateSet OPTIONAL, signerInfos SET OF SignerInfo }
 * SignerInfo ::= SEQUENCE {
 *   version INTEGER, sid IssuerAndSerialNumber, digestAlgorithm, signedAttrs [0] IMPLICIT OPTIONAL,
 *   signatureAlgorithm, signature OCTET STRING }
 */
export interface SignedDataInput {
  readonly signer: Certificate;
  /** Further certificates, which lead from the signer to its root. */
  readonly chain: readonly Uint8Array[];
  readonly kind: StandardKey['kind'];
  /** What `encodeSignedAttributes` returned and the signer signed. */
  readonly signedAttributes: Uint8Array;
  /** As the token returned it: r ‖ s of ECDSA, or the RSA value. */
  readonly signature: Uint8Array;
}

/** @returns DER of ContentInfo */
export function encodeSignedData(input: SignedDataInput): Uint8Array {
  const signedData = writeSequence(
    writeInteger(1),
    writeSingletonSet(sha256Algorithm()),
    writeSequence(writeObjectIdentifier(CMS_OID.data)),
    retagged(writeSetOf(input.signer.raw, ...input.chain), explicitTag(0)),
    writeSingletonSet(signerInfo(input)),
  );
  return writeSequence(writeObjectIdentifier(CMS_OID.signedData), writeExplicit(0, signedData));
}

function signerInfo({ signer, kind, signedAttributes, signature }: SignedDataInput): Uint8Array {
  const serialNumber = writeElement(TAG.integer, fromHex(signer.serial));
  return writeSequence(
    writeInteger(1),
    writeSequence(signer.issuer.raw, serialNumber),
    sha256Algorithm(),
    retagged(signedAttributes, explicitTag(0)),
    signatureAlgorithm(kind),
    writeOctetString(kind === 'rsa' ? signature : ecdsaValue(signature)),
  );
}

/** RFC 3370 §3.2 and RFC 5754 §3.3. */
function signatureAlgorithm(kind: StandardKey['kind']): Uint8Array {
  return kind === 'rsa'
    ? writeSequence(writeObjectIdentifier(KEY_OID.rsaEncryption), writeNull())
    : writeSequence(writeObjectIdentifier(CMS_OID.ecdsaWithSha256));
}

/** RFC 3279 §2.2.3: Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } */
function ecdsaValue(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  return writeSequence(writeUnsigned(signature.subarray(0, half)), writeUnsigned(signature.subarray(half)));
}

/** An IMPLICIT tag takes the place of the value's own. */
function retagged(encoded: Uint8Array, tag: number): Uint8Array {
  return Uint8Array.of(tag, ...encoded.subarray(1));
}
