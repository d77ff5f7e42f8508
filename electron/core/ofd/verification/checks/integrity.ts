import type { CheckResult } from '../../../../shared/model/verification-report.ts';
import { digestName } from '../../../algorithms/digests.ts';
import { equalBytes } from '../../../bytes/byte-arrays.ts';
import type { SealSignature } from '../../../seal/seal-signature.ts';
import { checkMessageIntegrity } from '../../../verification/checks/message.ts';
import { fail, pass, unknown } from '../../../verification/checks/verdict.ts';
import { isFault } from '../../../verification/evidence/context.ts';
import type { OfdSignatureContext } from '../gather-ofd.ts';

/**
 * Checks that the value signs Signature.xml as the file holds it, and that every part that it names is the one that was
 * signed. A signature that names none holds by its value and signs nothing of the document.
 */
export function checkOfdIntegrity(context: OfdSignatureContext): CheckResult {
  const { content, signature } = context;
  const changed = changedParts(context);
  if (changed !== null) return changed;
  if (isFault(content)) return fail(content.code, { rule: content.rule });
  if (content.kind === 'unreadable') return fail('FORMAT_FAILURE', { rule: 'der' });
  if (content.kind === 'outdated') return unknown('SIGNATURE_FORM_OUTDATED', { form: content.form });
  if (content.kind === 'timeStamp') return fail('FORMAT_FAILURE', { rule: 'timeStamp' });
  if (signature.references.length === 0) return fail('OFD_NOTHING_SIGNED');
  const signed =
    content.kind === 'seal'
      ? sealedFile(content.signature, context)
      : checkMessageIntegrity(content, context);
  return signed.result === 'pass' ? openDigests(context, signed) : signed;
}

function changedParts({ signature: { references } }: OfdSignatureContext): CheckResult | null {
  const changed = references.filter(({ state }) => state === 'changed' || state === 'missing');
  const [first] = changed;
  return first === undefined
    ? null
    : fail('HASH_FAILURE', { part: first.path, changedParts: changed.length });
}

/** propertyInfo names Signature.xml: moved to another place, the paths in it could lead elsewhere. */
function sealedFile({ dataHash, propertyInfo }: SealSignature, context: OfdSignatureContext): CheckResult {
  const { documentHash, signature, around } = context;
  // Readers that go by the list would show no seal.
  if (signature.listed.type === 'Sign') return fail('FORMAT_FAILURE', { rule: 'type' });
  if (documentHash === null || !equalBytes(documentHash, dataHash)) {
    return fail('HASH_FAILURE', { part: signature.file.entry.name });
  }
  const named = around.ofd.resolve(around.ofd.entry, propertyInfo);
  return named === signature.file.entry ? pass() : fail('FORMAT_FAILURE', { rule: 'propertyInfo' });
}

function openDigests({ signature }: OfdSignatureContext, signed: CheckResult): CheckResult {
  const { checkMethod } = signature.file;
  const { name, algorithm, isWeak } = checkMethod;
  const facts = { algorithm: algorithm === null ? name : digestName(algorithm) };
  if (isWeak) return unknown('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', facts);
  const isOpen = signature.references.some(({ state }) => state === 'open');
  return isOpen ? unknown('SIGNATURE_ALGORITHM_UNSUPPORTED', facts) : signed;
}
