import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import { validityAt, verifySignerSignature } from '../../seal/verify-seal.ts';
import { allowsSignatures } from '../../x509/extensions.ts';
import {
  isJudged,
  type JudgedCertificate,
  messageOf,
  sealSignatureOf,
  type SignatureEvidence,
} from '../evidence/context.ts';
import { checkMessageValue } from './message.ts';
import { fail, pass, skipped, unknown } from './verdict.ts';

/** Checks that the signer's value covers what it signs, as the file holds it: TBS_Sign, or the attributes of CMS. */
export function checkSignatureValue(context: SignatureEvidence): CheckResult {
  const message = messageOf(context);
  if (message !== null) return checkMessageValue(message, context);
  const signature = sealSignatureOf(context);
  if (signature === null) return skipped();
  if (context.signer === null) return fail('SIG_CRYPTO_FAILURE', { rule: 'certificate' });
  const { certificate } = context.signer;
  const outcome = verifySignerSignature(context.inputs.engine, signature, certificate);
  if (outcome === 'unsupportedAlgorithm') {
    const facts = { algorithm: signature.signatureAlgorithm };
    if (certificate.publicKey.sm2 === null) return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED', facts);
    return fail('SIG_CRYPTO_FAILURE', facts);
  }
  if (!outcome.valid) return fail('SIG_CRYPTO_FAILURE');
  return outcome.encoding === 'raw' ? pass('SIGNATURE_RAW_ENCODING') : pass();
}

/**
 * Checks that the signer's certificate leads to the trust folder, may sign documents, and was valid at the
 * claimed time. If it has expired since, that is a note, unless a time stamp proves that the signature came
 * before: certificates of one year are the rule.
 */
export function checkCertificate(context: SignatureEvidence): CheckResult {
  if (!isJudged(context)) return skipped();
  const { signer, inputs, signingTime } = context;
  if (signer === null && messageOf(context) !== null) return unknown('NO_SIGNING_CERTIFICATE_FOUND');
  if (signer === null) return fail('FORMAT_FAILURE', { rule: 'der' });
  const broken = certificateFault(signer);
  if (broken !== null) {
    const facts = { subject: broken.subject, rule: broken.rule };
    return broken.severity === 'unknown' ? unknown(broken.code, facts) : fail(broken.code, facts);
  }
  const { notAfter } = signer.certificate;
  const knownBy = signingTime?.proven ?? inputs.now;
  return knownBy > notAfter ? pass('OUT_OF_BOUNDS_NO_POE', { notAfter: notAfter.toISOString() }) : pass();
}

/** The fault of a certificate that signs seals or documents. */
interface CertificateFault {
  readonly code: ReasonCode;
  /** `unknown` if only trust or an algorithm is missing. */
  readonly severity: 'fail' | 'unknown';
  readonly subject: string;
  readonly rule: string;
}

/** Path failures that say nothing against the certificate, but only that it cannot be judged here. */
const UNDECIDED: ReadonlySet<ReasonCode> = new Set([
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CHAIN_OVER_BUDGET',
  'SIGNATURE_ALGORITHM_UNSUPPORTED',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
]);

/** Checks the key usage, the dates at the instant of judgement, and the path, in this order. */
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
