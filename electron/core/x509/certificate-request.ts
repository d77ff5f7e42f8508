import type { SmEngine } from '../sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import { TAG } from '../asn1/tags.ts';
import { decodeName, type Name } from './name.ts';
import { decodePublicKey, type PublicKey } from './public-key.ts';
import { checkSignature, decodeSigned } from './signed-structure.ts';

/**
 * RFC 2986 §4
 * CertificationRequest ::= SEQUENCE { certificationRequestInfo, signatureAlgorithm, signature BIT STRING }
 * CertificationRequestInfo ::= SEQUENCE {
 *   version INTEGER { v1(0) }, subject Name, subjectPKInfo SubjectPublicKeyInfo, attributes [0] }
 */
export interface CertificateRequest {
  readonly subject: Name;
  readonly publicKey: PublicKey;
}

/**
 * Reads a request and checks that whoever asks holds the private key.
 * @throws DER_INVALID, or SIGNATURE_MISMATCH where the request is not signed by its own SM2 key
 */
export function decodeCertificateRequest(engine: SmEngine, bytes: Uint8Array): CertificateRequest {
  const { members, ...signed } = decodeSigned(bytes, 'CertificationRequest');
  smallIntegerOf(members.next(TAG.integer), 'CertificationRequest.version');
  const subject = decodeName(members.next(TAG.sequence), 'subject');
  const publicKey = decodePublicKey(members.next(TAG.sequence));
  if (checkSignature(engine, signed, publicKey) !== 'valid') {
    throw new CodedError('SIGNATURE_MISMATCH', 'the request is not signed by its key');
  }
  return { subject, publicKey };
}
