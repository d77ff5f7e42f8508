import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { CMS_OID, DIGEST_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { Certificate } from '../x509/certificate.ts';
import { decodeAlgorithm } from './algorithm.ts';
import type { Digest, TokenDigests } from './digests.ts';
import type { SignedAttributes } from './signer-info.ts';

export type NamedCertificate = 'same' | 'other' | 'missing' | 'unsupportedAlgorithm';

/**
 * Whether the signed attributes name the authority's certificate: its hash stands first in
 * RFC 2634 §5.4: SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, policies OPTIONAL }
 *   ESSCertID ::= SEQUENCE { certHash OCTET STRING, issuerSerial OPTIONAL }
 * RFC 5035 §3: SigningCertificateV2, alike, of
 *   ESSCertIDv2 ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier DEFAULT id-sha256, certHash, issuerSerial OPTIONAL }
 * Where both stand, both must agree. The hash settles the certificate, so issuerSerial adds nothing.
 */
export function namedCertificate(
  { values }: SignedAttributes,
  certificate: Certificate,
  digests: TokenDigests,
): NamedCertificate {
  const versionOne = values.get(CMS_OID.signingCertificate);
  const versionTwo = values.get(CMS_OID.signingCertificateV2);
  const outcomes: NamedCertificate[] = [];
  if (versionOne !== undefined) {
    outcomes.push(compared(certificate, firstIdentifier(versionOne).hash, digests.sha1));
  }
  if (versionTwo !== undefined) {
    const { algorithm, hash } = firstIdentifier(versionTwo);
    outcomes.push(compared(certificate, hash, digests.of(algorithm)));
  }
  return outcomes.find((outcome) => outcome !== 'same') ?? outcomes[0] ?? 'missing';
}

function compared({ raw }: Certificate, hash: Uint8Array, digest: Digest | undefined): NamedCertificate {
  if (digest === undefined) return 'unsupportedAlgorithm';
  return equalBytes(digest(raw), hash) ? 'same' : 'other';
}

function firstIdentifier(attribute: DerElement): { algorithm: string; hash: Uint8Array } {
  const certificates = membersOf(attribute, 'SigningCertificate').next(TAG.sequence);
  const first = membersOf(certificates, 'SigningCertificate').next(TAG.sequence);
  const members = membersOf(first, 'ESSCertID');
  const algorithm = members.optional(TAG.sequence);
  const hash = octetsOf(members.next(TAG.octetString), 'ESSCertID.certHash');
  members.optional(TAG.sequence);
  members.end();
  return { algorithm: algorithm === undefined ? DIGEST_OID.sha256 : decodeAlgorithm(algorithm), hash };
}
