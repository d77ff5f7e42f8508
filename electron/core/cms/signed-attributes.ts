import {
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeSetOf,
  writeSingletonSet,
  writeTime,
} from '../asn1/der-writer.ts';
import { CMS_OID } from '../asn1/oids.ts';

/**
 * RFC 5652 §11 and RFC 5035 §5.4.1
 * SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
 * Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF ANY }
 * SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, … }
 * ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT SHA-256, certHash OCTET STRING, … }
 */
export interface SignedAttributes {
  /** SHA-256 of the signed content, 32 bytes */
  readonly contentHash: Uint8Array;
  /** SHA-256 of the signer's certificate, which no other certificate of the same key can then replace. */
  readonly certificateHash: Uint8Array;
  /** What the signer claims. */
  readonly signedAt: Date;
}

/** As the signature covers them (RFC 5652 §5.4): with the tag of a SET. */
export function encodeSignedAttributes(attributes: SignedAttributes): Uint8Array {
  const { contentHash, certificateHash, signedAt } = attributes;
  const signingCertificate = writeSequence(writeSequence(writeSequence(writeOctetString(certificateHash))));
  return writeSetOf(
    attribute(CMS_OID.contentType, writeObjectIdentifier(CMS_OID.data)),
    attribute(CMS_OID.signingTime, writeTime(signedAt)),
    attribute(CMS_OID.messageDigest, writeOctetString(contentHash)),
    attribute(CMS_OID.signingCertificateV2, signingCertificate),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return writeSequence(writeObjectIdentifier(type), writeSingletonSet(value));
}
