import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { digestName, isWeakDigest } from '../../algorithms/digests.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import {
  algorithmName,
  certificateNameFault,
  contentFault,
  type SignerFault,
  valueFault,
} from '../../cms/check-signer.ts';
import type { SignerInfo } from '../../cms/signer-info.ts';
import {
  type Message,
  messageOf,
  type SignatureContext,
  type SignatureEvidence,
} from '../evidence/context.ts';
import { listedBeside, listedPlaces } from '../../pdf/signatures/seal-places.ts';
import { fail, pass, skipped, unknown } from './verdict.ts';

function signerOf(message: Message): SignerInfo {
  return message.kind === 'cms' ? message.signer : message.token.signer;
}

/** Checks that the message signs the bytes around it: by its attributes, its content, or its imprint. */
export function checkMessageIntegrity(message: Message, context: SignatureEvidence): CheckResult {
  const { documentHash } = context;
  const algorithm =
    message.kind === 'cms' ? message.signer.digestAlgorithm : message.token.info.imprint.algorithm;
  const facts = { algorithm: digestName(algorithm) };
  if (documentHash === null) return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED', facts);
  const fault = integrityFault(message, documentHash, context);
  if (fault !== null) return fault;
  if (isWeakDigest(algorithm)) return unknown('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', facts);
  return pass('OK', facts);
}

function integrityFault(
  message: Message,
  documentHash: Uint8Array,
  { signed, signer, inputs }: SignatureEvidence,
): CheckResult | null {
  if (message.kind === 'timeStamp') {
    return equalBytes(message.token.info.imprint.digest, documentHash) ? null : fail('HASH_FAILURE');
  }
  const { data, holds } = message;
  if (holds === 'hash' && !(data.content !== null && equalBytes(data.content, documentHash))) {
    return fail('HASH_FAILURE');
  }
  if (signed === null) return fail('FORMAT_FAILURE', { rule: 'content' });
  const fault = contentFault(message.signer, signed);
  if (fault?.rule === 'messageDigest') return fail('HASH_FAILURE');
  if (fault !== null) return fail('FORMAT_FAILURE', { rule: fault.rule });
  if (message.signer.attributes !== null || holds === 'hash' || signer === null) return null;
  // Without attributes nothing but the value names the document.
  const value = valueFault(inputs.engine, message.signer, signer.certificate, signed);
  return value?.kind === 'wrong' ? fail('HASH_FAILURE') : null;
}

/** Checks the value of the message by its signer's key, and that its attributes name no other certificate. */
export function checkMessageValue(
  message: Message,
  { signed, signer, inputs }: SignatureEvidence,
): CheckResult {
  if (signer === null) return unknown('NO_SIGNING_CERTIFICATE_FOUND');
  if (signed === null) return skipped();
  const info = signerOf(message);
  const { certificate } = signer;
  const algorithm = algorithmName(info);
  const isRequired = message.kind === 'timeStamp';
  const fault =
    valueFault(inputs.engine, info, certificate, signed) ??
    certificateNameFault(inputs.engine, info.attributes, certificate, isRequired);
  return fault === null ? pass('OK', { algorithm }) : faultResult(fault, algorithm);
}

function faultResult({ kind, rule }: SignerFault, algorithm: string): CheckResult {
  const facts = { algorithm, rule };
  if (kind === 'wrong' || rule === 'algorithms') return fail('SIG_CRYPTO_FAILURE', facts);
  if (rule === 'weak') return unknown('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', facts);
  return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED', facts);
}

/** Makes the result of a check of seals on content without one. */
export function withoutSeal(context: Pick<SignatureEvidence, 'content'>): CheckResult {
  return messageOf(context) === null ? skipped() : { result: 'skipped', code: 'NO_SEAL' };
}

/**
 * Judges what an ordinary signature shows. Its picture is signed with the document and is anything that the signer
 * likes, even the picture of a seal.
 */
export function messageAppearance(context: SignatureContext): CheckResult {
  if (messageOf(context) === null) return skipped();
  // Further places are those of a seal, whose picture they can be compared with.
  const places = listedPlaces(context.document, context.located.dictionary.dictionary);
  const beside = listedBeside(context.document, context.located.dictionary.dictionary);
  const hasNone = places?.length === 0 && beside?.length === 0;
  if (!hasNone) return unknown('APPEARANCE_UNRECOGNISED');
  const shows = context.located.widgets.some(({ dictionary }) => dictionary.entries.has('AP'));
  return shows ? pass('APPEARANCE_NO_SEAL') : withoutSeal(context);
}
