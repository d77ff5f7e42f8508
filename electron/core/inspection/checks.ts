import type { InspectionCheck, InspectionCheckName } from '../../shared/model/inspection.ts';
import type { CheckResult } from '../../shared/model/verification-report.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { makerListing } from '../platform/maker-lists.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import type { Seal } from '../seal/seal.ts';
import {
  listsCertificate,
  type SignatureOutcome,
  validityAt,
  type ValidityState,
  verifyMakerSignature,
  verifySignerSignature,
} from '../seal/verify-seal.ts';
import { authorityFault, tokenFault } from '../timestamp/judge-time-stamp.ts';
import type { TimeStampToken } from '../timestamp/time-stamp-token.ts';
import { certificateFault } from '../verification/checks/certificate.ts';
import { fail, pass, unknown } from '../verification/checks/verdict.ts';
import type { JudgedCertificate, TrustInputs } from '../verification/evidence/context.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import { buildPath } from '../x509/path.ts';
import type { RevocationList } from '../x509/revocation-list.ts';
import { checkSignature, type SignedStructure } from '../x509/signed-structure.ts';

/** Checks a seal outside a document: everything is judged at the time of the inspection. */
export function sealChecks(seal: Seal, inputs: TrustInputs): InspectionCheck[] {
  const maker = certificateOrNull(seal.makerCertificate);
  if (maker === null) return [named('makerCertificate', fail('SEAL_MAKER_CERTIFICATE_INVALID'))];
  const { validFrom, validTo } = seal.property;
  const { engine, trust, now } = inputs;
  const path = buildPath(maker, { engine, trust, at: now });
  const state = validityAt(validFrom, validTo, now);
  const facts = { validFrom: validFrom.toISOString(), validTo: validTo.toISOString() };
  const sealValidity = { valid: pass(), expired: fail('SEAL_EXPIRED_SINCE', facts) };
  const signature = signatureResult(verifyMakerSignature(engine, seal, maker), 'SEAL_TAMPERED');
  return [
    named('makerSignature', signature),
    named('makerIssuerSignature', issuerSignature(maker, maker.issuer.raw, inputs)),
    named('makerCertificate', undecidedOrFail({ certificate: maker, path, judgedAt: now })),
    ...listing(maker, path, inputs),
    named('sealValidity', state === 'notYetValid' ? fail('SEAL_NOT_YET_VALID', facts) : sealValidity[state]),
  ];
}

/** Checks a bare seal signature and its seal. */
export function signatureChecks(signature: SealSignature, inputs: TrustInputs): InspectionCheck[] {
  const signer = certificateOrNull(signature.signerCertificate);
  const { certificateList } = signature.seal.property;
  const isListed = listsCertificate(inputs.engine, certificateList, signature.signerCertificate);
  return [
    ...(signer === null
      ? [named('signerCertificate', fail('FORMAT_FAILURE'))]
      : signerChecks(signature, signer, inputs)),
    named('certificateListed', isListed ? pass() : fail('SEAL_CERTIFICATE_MISMATCH')),
    named('documentHash', documentHashResult(signature)),
    ...sealChecks(signature.seal, inputs),
  ];
}

function signerChecks(signature: SealSignature, signer: Certificate, inputs: TrustInputs): InspectionCheck[] {
  const outcome = verifySignerSignature(inputs.engine, signature, signer);
  return [
    named('signerSignature', signatureResult(outcome, 'SIG_CRYPTO_FAILURE')),
    named('signerIssuerSignature', issuerSignature(signer, signer.issuer.raw, inputs)),
    named('signerCertificate', certificateResult(signer, inputs)),
  ];
}

/** No document has a hash of zeros: a signature over zeros was made without a document. */
function documentHashResult({ dataHash }: SealSignature): CheckResult {
  const isEmpty = dataHash.length !== 32 || dataHash.every((byte) => byte === 0);
  return isEmpty ? fail('HASH_FAILURE') : unknown('NOT_CHECKED');
}

/** Checks a certificate: its issuer's signature, its use, its dates and its path. */
export function certificateChecks(certificate: Certificate, inputs: TrustInputs): InspectionCheck[] {
  const state = validityAt(certificate.notBefore, certificate.notAfter, inputs.now);
  const { engine, trust, now } = inputs;
  const path = buildPath(certificate, { engine, trust, at: now });
  const isAnchor = trust.anchors.some(({ raw }) => equalBytes(raw, certificate.raw));
  const pathResult = path.ok || isAnchor ? pass() : undecidedOrFail({ certificate, path, judgedAt: now });
  return [
    named('issuerSignature', issuerSignature(certificate, certificate.issuer.raw, inputs)),
    named('keyUsage', usageResult(certificate)),
    named('validity', validityResult(state)),
    named('path', pathResult),
  ];
}

/**
 * Checks the key usage: an authority must be allowed to sign certificates, everybody else to sign documents.
 */
function usageResult(certificate: Certificate): CheckResult {
  const { keyUsage, basicConstraints } = certificate;
  const isFit =
    basicConstraints?.isAuthority === true
      ? (keyUsage?.has('keyCertSign') ?? true)
      : allowsSignatures(keyUsage);
  return isFit ? pass() : fail('KEY_USAGE_FAILURE');
}

/** Checks a revocation list: its issuer's signature and its dates. */
export function revocationListChecks(list: RevocationList, inputs: TrustInputs): InspectionCheck[] {
  const { now } = inputs;
  const isCurrent = list.thisUpdate <= now && list.nextUpdate !== null && now <= list.nextUpdate;
  return [
    named('issuerSignature', issuerSignature(list, list.issuer.raw, inputs)),
    named('freshness', isCurrent ? pass() : unknown('TRY_LATER')),
  ];
}

function named(name: InspectionCheckName, result: CheckResult): InspectionCheck {
  return { name, ...result };
}

function signatureResult(
  outcome: SignatureOutcome,
  failure: 'SEAL_TAMPERED' | 'SIG_CRYPTO_FAILURE',
): CheckResult {
  if (outcome === 'unsupportedAlgorithm') return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED');
  if (!outcome.valid) return fail(failure);
  return outcome.encoding === 'raw' ? pass('SIGNATURE_RAW_ENCODING') : pass();
}

/** Checks the issuer's signature alone. The path check tells whether the issuer may issue. */
function issuerSignature(
  signed: SignedStructure,
  issuerName: Uint8Array,
  { engine, trust }: TrustInputs,
): CheckResult {
  const issuers = [...trust.anchors, ...trust.intermediates].filter(({ subject }) =>
    equalBytes(subject.raw, issuerName),
  );
  const results = issuers.map(({ publicKey }) => checkSignature(engine, signed, publicKey));
  if (results.includes('valid')) return pass();
  // It holds, but proves nothing any more: the path check says the same.
  if (results.includes('weak')) return unknown('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  if (results.includes('unsupported')) return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED');
  return results.length > 0 ? fail('CHAIN_SIGNATURE_FAILURE') : unknown('NO_CERTIFICATE_CHAIN_FOUND');
}

function certificateResult(certificate: Certificate, inputs: TrustInputs): CheckResult {
  const { engine, trust, now } = inputs;
  return undecidedOrFail({
    certificate,
    path: buildPath(certificate, { engine, trust, at: now }),
    judgedAt: now,
  });
}

/** Nothing is known to have been signed: the certificate is judged at the time of the inspection. */
function validityResult(state: ValidityState): CheckResult {
  if (state === 'valid') return pass();
  return fail(state === 'expired' ? 'EXPIRED_WHEN_INSPECTED' : 'NOT_YET_VALID_WHEN_INSPECTED');
}

/** Looks a maker up in the lists that stand for the authorities above it; without a path there are none. */
function listing(
  maker: Certificate,
  path: JudgedCertificate['path'],
  { engine, trust }: TrustInputs,
): InspectionCheck[] {
  if (!path.ok) return [];
  const found = makerListing(maker, path.path, trust, engine);
  const result = found === 'listed' ? pass() : unknown('SEAL_MAKER_UNLISTED', { rule: found });
  return [named('makerListed', result)];
}

function undecidedOrFail(judged: JudgedCertificate): CheckResult {
  const fault = certificateFault(judged);
  if (fault === null) return pass();
  if (fault.code === 'EXPIRED') return validityResult('expired');
  if (fault.code === 'NOT_YET_VALID') return validityResult('notYetValid');
  const facts = { subject: fault.subject, rule: fault.rule };
  return fault.severity === 'unknown' ? unknown(fault.code, facts) : fail(fault.code, facts);
}

/**
 * Checks a time-stamp token by itself; the stamped data is not at hand.
 * @param authority null if its certificate is neither in the token nor in the trust folder
 * @throws DER_INVALID for damaged attributes
 */
export function timeStampChecks(
  token: TimeStampToken,
  authority: Certificate | null,
  inputs: TrustInputs,
): InspectionCheck[] {
  if (authority === null) return [{ name: 'stampAuthority', ...unproven('certificate') }];
  const fault = tokenFault(inputs.engine, token, authority);
  const mistrust = authorityFault(token, authority, inputs);
  const wrong = fault?.kind === 'wrong' ? fail('TIME_STAMP_INVALID', { rule: fault.rule }) : null;
  const open = fault?.kind === 'unproven' ? unproven(fault.rule) : pass();
  return [
    { name: 'stampSignature', ...(wrong ?? open) },
    { name: 'stampAuthority', ...(mistrust === null ? pass() : unproven(mistrust)) },
  ];
}

function unproven(rule: string): CheckResult {
  return unknown('TIME_STAMP_UNPROVEN', { rule });
}
