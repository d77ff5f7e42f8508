import type { ReasonCode } from '../../shared/model/verification-report.ts';
import { validityAt } from '../seal/verify-seal.ts';
import { allowsSignatures } from '../x509/key-usage.ts';
import type { JudgedCertificate } from './context.ts';

/** What is wrong with a certificate that signs seals or documents. */
export interface CertificateFault {
  readonly code: ReasonCode;
  /** `unknown` where only trust or an algorithm is missing. */
  readonly severity: 'fail' | 'unknown';
  readonly subject: string;
  readonly rule: string;
}

/** Path failures that say nothing against the certificate, only that it cannot be judged here. */
const UNDECIDED: ReadonlySet<ReasonCode> = new Set([
  'NO_CERTIFICATE_CHAIN_FOUND',
  'SIGNATURE_ALGORITHM_UNSUPPORTED',
]);

/** Key usage, dates at the instant of judgement, and the path, in this order. */
export function certificateFault(judged: JudgedCertificate): CertificateFault | null {
  const { certificate, path, judgedAt } = judged;
  const subject = certificate.subject.text;
  if (!allowsSignatures(certificate.keyUsage))
    return { code: 'KEY_USAGE_FAILURE', severity: 'fail', subject, rule: 'keyUsage' };
  const state = validityAt(certificate.notBefore, certificate.notAfter, judgedAt);
  if (state !== 'valid') {
    return {
      code: state === 'expired' ? 'EXPIRED' : 'NOT_YET_VALID',
      severity: 'fail',
      subject,
      rule: state,
    };
  }
  if (path.ok) return null;
  return { ...path.failure, severity: UNDECIDED.has(path.failure.code) ? 'unknown' : 'fail' };
}
