import { writeNull, writeObjectIdentifier, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { DIGEST_OID } from '../asn1/oids.ts';

/** AlgorithmIdentifier of SHA-256 with NULL parameters, as DigestInfo requires (RFC 8017 §9.2 note 1). */
export function sha256Algorithm(): Uint8Array {
  return writeSequence(writeObjectIdentifier(DIGEST_OID.sha256), writeNull());
}

/**
 * RFC 8017 §9.2
 * DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
 * What a token with CKM_RSA_PKCS takes; it adds the padding.
 * @param hash SHA-256, 32 bytes
 */
export function encodeDigestInfo(hash: Uint8Array): Uint8Array {
  return writeSequence(sha256Algorithm(), writeOctetString(hash));
}
