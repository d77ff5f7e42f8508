import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { certificateFault } from '../certificate-rules.ts';
import { sealSignatureOf, type SignatureContext } from '../context.ts';
import { fail, pass, skipped, unknown } from '../outcome.ts';

/**
 * Whether the signer's certificate leads to the trust folder, may sign documents, and was valid at the time
 * claimed. That it has expired since is a note, unless a time stamp proves that the signature came before:
 * certificates of one year are the rule.
 */
export function checkCertificate(context: SignatureContext): CheckResult {
  if (sealSignatureOf(context) === null) return skipped();
  const { signer, inputs, signingTime } = context;
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
