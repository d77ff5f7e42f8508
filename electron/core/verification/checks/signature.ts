import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { verifySignerSignature } from '../../seal/verify-seal.ts';
import { isFault, sealSignatureOf, type SignatureContext } from '../context.ts';
import { fail, pass, skipped, unknown } from '../outcome.ts';

/** Whether the signer's SM2 value covers TBS_Sign as it stands in the file. */
export function checkSignatureValue(context: SignatureContext): CheckResult {
  const signature = sealSignatureOf(context);
  if (signature === null) {
    const isCms = !isFault(context.content) && context.content.kind === 'cms';
    return isCms ? unknown('UNSUPPORTED_SIGNATURE_FORMAT') : skipped();
  }
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
