import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import { EXTENDED_USAGE_OID } from '../../asn1/identifiers.ts';
import { makerListing } from '../../platform/maker-lists.ts';
import { listsCertificate, validityAt, verifyMakerSignature } from '../../seal/verify-seal.ts';
import { sealSignatureOf, type JudgedCertificate, type SignatureEvidence } from '../evidence/context.ts';
import { certificateFault } from './certificate.ts';
import { withoutSeal } from './message.ts';
import { fail, pass, unknown } from './verdict.ts';

/**
 * Checks that the seal is genuine and was valid when it was used: the maker's signature over its own bytes,
 * the signer among those it names, its dates, and the maker's certificate (GB/T 38540-2020 §6.3 and §7.3).
 */
export function checkSeal(context: SignatureEvidence): CheckResult {
  const signature = sealSignatureOf(context);
  if (signature === null) return withoutSeal(context);
  if (context.maker === null) return fail('SEAL_MAKER_CERTIFICATE_INVALID', { rule: 'der' });
  return (
    makerSignatureFault(signature, context, context.maker) ??
    useFault(signature, context) ??
    makerFault(context.maker) ??
    otherTask(context.maker) ??
    selfMade(context.maker, context) ??
    unlisted(context.maker, context) ??
    sealNote(signature, context)
  );
}

function makerSignatureFault(
  { seal }: SealSignature,
  { inputs }: SignatureEvidence,
  { certificate }: JudgedCertificate,
): CheckResult | null {
  const outcome = verifyMakerSignature(inputs.engine, seal, certificate);
  if (outcome !== 'unsupportedAlgorithm') return outcome.valid ? null : fail('SEAL_TAMPERED');
  const facts = { algorithm: seal.signatureAlgorithm };
  if (certificate.publicKey.sm2 === null) return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED', facts);
  return fail('SEAL_TAMPERED', facts);
}

function useFault(signature: SealSignature, { inputs, signingTime }: SignatureEvidence): CheckResult | null {
  const { certificateList, validFrom, validTo } = signature.seal.property;
  if (!listsCertificate(inputs.engine, certificateList, signature.signerCertificate)) {
    return fail('SEAL_CERTIFICATE_MISMATCH');
  }
  const facts = { validFrom: validFrom.toISOString(), validTo: validTo.toISOString() };
  const state = validityAt(validFrom, validTo, signingTime?.judgedAt ?? inputs.now);
  if (state === 'expired') return fail('SEAL_EXPIRED_AT_SIGNING', facts);
  return state === 'notYetValid' ? fail('SEAL_NOT_YET_VALID_AT_SIGNING', facts) : null;
}

function makerFault(maker: JudgedCertificate): CheckResult | null {
  const broken = certificateFault(maker);
  if (broken === null) return null;
  const facts = { reason: broken.code, subject: broken.subject, rule: broken.rule };
  if (broken.severity === 'unknown') return unknown('SEAL_MAKER_UNTRUSTED', facts);
  return fail('SEAL_MAKER_CERTIFICATE_INVALID', facts);
}

/** Refuses a seal that its own signer has made, by any certificate of the same key. */
function selfMade({ certificate }: JudgedCertificate, { signer }: SignatureEvidence): CheckResult | null {
  const isOwn =
    signer !== null && equalBytes(certificate.publicKey.octets, signer.certificate.publicKey.octets);
  if (!isOwn) return null;
  return unknown('SEAL_MAKER_UNTRUSTED', { subject: certificate.subject.text, rule: 'selfMade' });
}

/** Refuses a maker whose certificate is for one of the tasks that RFC 5280 §4.2.1.12 keeps apart. */
function otherTask({ certificate }: JudgedCertificate): CheckResult | null {
  const { extendedKeyUsage } = certificate;
  if (extendedKeyUsage === null || !extendedKeyUsage.every((use) => OTHER_TASKS.has(use))) return null;
  const facts = { subject: certificate.subject.text, rule: 'extendedKeyUsage' };
  return fail('SEAL_MAKER_CERTIFICATE_INVALID', { reason: 'KEY_USAGE_FAILURE', ...facts });
}

/** Certificates of time-stamp authorities, OCSP responders and servers sign no seals. */
const OTHER_TASKS: ReadonlySet<string> = new Set(Object.values(EXTENDED_USAGE_OID));

/**
 * Refuses a maker that no list names. Without a list any client of an authority could make another one's seal. A list
 * that a person takes over by file speaks of signatures until its successor was due, and of none after that.
 */
function unlisted(
  { certificate, path }: JudgedCertificate,
  { inputs, signingTime }: SignatureEvidence,
): CheckResult | null {
  const { trust, engine, now } = inputs;
  const at = signingTime?.proven ?? now;
  const listing = path.ok ? makerListing(certificate, path.path, trust, engine, at) : 'listed';
  if (listing === 'listed') return null;
  if (listing === 'outdated') return unknown('TRUST_LIST_OUTDATED', { subject: certificate.subject.text });
  return unknown('SEAL_MAKER_UNLISTED', { subject: certificate.subject.text, rule: listing });
}

function sealNote({ seal }: SealSignature, { inputs }: SignatureEvidence): CheckResult {
  const { validFrom, validTo } = seal.property;
  const state = validityAt(validFrom, validTo, inputs.now);
  if (state === 'expired') return pass('SEAL_EXPIRED_SINCE', { validTo: validTo.toISOString() });
  if (state === 'notYetValid') return unknown('SEAL_NOT_YET_VALID', { validFrom: validFrom.toISOString() });
  return pass();
}
