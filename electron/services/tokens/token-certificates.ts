import { validityAt } from '../../core/seal/verify-seal.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { decodeCertificate, type Certificate } from '../../core/x509/certificate.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { CertificateInfo, StoredCertificate } from '../../shared/model/token.ts';

/** A certificate as people see it, with its bytes. */
export interface ListedCertificate {
  readonly info: CertificateInfo;
  readonly der: Uint8Array;
}

/** Describes a certificate on a token. A certificate that cannot be read shows under its label. */
export function describeCertificate(stored: StoredCertificate, now: Date): ListedCertificate {
  const certificate = readable(stored.der);
  if (certificate === null) return { info: damagedInfo(stored.label), der: stored.der };
  const { subject, serial, publicKey, notBefore, notAfter } = certificate;
  const reason = whyNotUsable(certificate, now);
  const info: CertificateInfo = {
    subject: subject.text,
    serial,
    algorithm: publicKey.algorithm,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    usable: reason === null,
    reason,
  };
  return { info, der: stored.der };
}

function readable(der: Uint8Array): Certificate | null {
  try {
    return decodeCertificate(der);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function damagedInfo(label: string): CertificateInfo {
  const unknown = { serial: '', algorithm: '', notBefore: '', notAfter: '' };
  return { subject: label, ...unknown, usable: false, reason: 'CERTIFICATE_DAMAGED' };
}

/**
 * A token holds two certificates (GM/T 0015), and only the one for signing (签名证书) makes seals. Revocation and trust are
 * left to the verification, which has the lists and the anchors.
 */
function whyNotUsable(certificate: Certificate, now: Date): ErrorCode | null {
  const { publicKey, notBefore, notAfter } = certificate;
  if (publicKey.sm2 === null || !allowsSignatures(certificate.keyUsage)) return 'CERTIFICATE_NOT_FOR_SIGNING';
  const validity = validityAt(notBefore, notAfter, now);
  if (validity === 'expired') return 'CERTIFICATE_EXPIRED';
  return validity === 'notYetValid' ? 'CERTIFICATE_NOT_YET_VALID' : null;
}
