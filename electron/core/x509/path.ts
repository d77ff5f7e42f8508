import type { ReasonCode } from '../../shared/model/verification-report.ts';
import { CERTIFICATE_BUDGET } from '../budgets.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from './certificate.ts';
import { checkSignature } from './signed-structure.ts';
import { isSelfIssued, type TrustStore } from './trust-store.ts';

/** The certificates from the one in question to the anchor, both included. */
export type CertificatePath = readonly [Certificate, ...Certificate[]];

export type PathResult =
  | { readonly ok: true; readonly path: CertificatePath }
  | { readonly ok: false; readonly failure: PathFailure };

interface PathContext extends IssuingContext {
  readonly trust: TrustStore;
}

/** Certificates that certify each other in circles have more paths than anybody can try. */
interface Search extends PathContext {
  stepsLeft: number;
}

/**
 * Finds a path to an anchor on which every certificate is signed by the next and every issuer may issue (RFC
 * 5280 §6.1: signature, dates, basicConstraints, path length, keyCertSign, critical extensions). Names are
 * compared by their bytes. A certificate is never its own anchor: a person's self-signed certificate has no
 * path, even if it lies in the trust folder, since only an authority may vouch. If no path holds, the result
 * gives the failure of the first one found; if more signatures had to be checked than the budget allows, it says so,
 * whatever was found until then.
 */
export function buildPath(certificate: Certificate, context: PathContext): PathResult {
  if (certificate.unknownCritical.length > 0) return refused(certificate, 'criticalExtension');
  const search: Search = { ...context, stepsLeft: CERTIFICATE_BUDGET.pathSteps };
  const result = extendPath([certificate], search);
  const isCut = !result.ok && search.stepsLeft < 0;
  return isCut ? { ok: false, failure: failure('CHAIN_OVER_BUDGET', certificate, 'steps') } : result;
}

function refused(certificate: Certificate, rule: string): PathResult {
  const subject = certificate.subject.text;
  return { ok: false, failure: { code: 'CHAIN_CONSTRAINTS_FAILURE', subject, rule } };
}

function extendPath(path: CertificatePath, context: Search): PathResult {
  const last = path.at(-1) ?? path[0];
  const known = context.trust.anchors.find((anchor) => equalBytes(anchor.raw, last.raw));
  if (known !== undefined && path.length > 1) return { ok: true, path };
  let failure: PathFailure = {
    code: 'NO_CERTIFICATE_CHAIN_FOUND',
    subject: last.subject.text,
    rule: 'issuer',
  };
  let isFirst = true;
  for (const issuer of issuerCandidates(last, path, context.trust)) {
    const result = stepTo(issuer, path, context);
    if (result.ok) return result;
    if (isFirst) failure = result.failure;
    isFirst = false;
  }
  return { ok: false, failure };
}

function stepTo(issuer: Certificate, path: CertificatePath, context: Search): PathResult {
  context.stepsLeft -= 1;
  if (context.stepsLeft < 0) return { ok: false, failure: failure('CHAIN_OVER_BUDGET', path[0], 'steps') };
  const fault = checkIssued(path, issuer, context);
  return fault === null ? extendPath([...path, issuer], context) : { ok: false, failure: fault };
}

/** Lists the possible issuers, anchors first, so that the shortest path is found. */
function issuerCandidates(certificate: Certificate, path: CertificatePath, trust: TrustStore): Certificate[] {
  if (path.length >= CERTIFICATE_BUDGET.pathLength) return [];
  return [...trust.anchors, ...trust.intermediates].filter(
    (candidate) =>
      equalBytes(candidate.subject.raw, certificate.issuer.raw) &&
      keyIdentifiersAgree(certificate, candidate) &&
      !path.some((member) => equalBytes(member.raw, candidate.raw)),
  );
}

/** RFC 5280 §4.2.1.1: tells the keys of one issuer apart if both certificates carry the identifier. */
function keyIdentifiersAgree(certificate: Certificate, candidate: Certificate): boolean {
  const wanted = certificate.authorityKeyIdentifier;
  const offered = candidate.subjectKeyIdentifier;
  return wanted === null || offered === null || equalBytes(wanted, offered);
}

interface PathFailure {
  readonly code: ReasonCode;
  /** The subject of the certificate that fails. */
  readonly subject: string;
  /** The rule that it fails, in a word or two. */
  readonly rule: string;
}

interface IssuingContext {
  readonly engine: SmEngine;
  /**
   * Every certificate above the first must be valid at this time; the caller checks the dates of the first.
   */
  readonly at: Date;
}

/**
 * Checks whether `issuer` may stand above the last certificate of `path` (RFC 5280 §6.1.3 and §6.1.4). The
 * rules apply to anchors too: a root whose own keyUsage forbids it to sign certificates is no issuer.
 * @returns null if every rule holds
 */
export function checkIssued(
  path: CertificatePath,
  issuer: Certificate,
  context: IssuingContext,
): PathFailure | null {
  const last = path.at(-1) ?? path[0];
  const signature = checkSignature(context.engine, last, issuer.publicKey);
  if (signature === 'unsupported') return failure('SIGNATURE_ALGORITHM_UNSUPPORTED', last, 'algorithm');
  if (signature === 'weak') return failure('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', last, 'weak');
  if (signature === 'invalid') return failure('CHAIN_SIGNATURE_FAILURE', last, 'signature');
  const rule = brokenRule(path, issuer, context.at);
  return rule === null ? null : failure('CHAIN_CONSTRAINTS_FAILURE', issuer, rule);
}

function failure(code: PathFailure['code'], certificate: Certificate, rule: string): PathFailure {
  return { code, subject: certificate.subject.text, rule };
}

function brokenRule(path: CertificatePath, issuer: Certificate, at: Date): string | null {
  if (issuer.unknownCritical.length > 0) return 'criticalExtension';
  if (issuer.basicConstraints?.isAuthority !== true) return 'basicConstraints';
  if (issuer.keyUsage !== null && !issuer.keyUsage.has('keyCertSign')) return 'keyCertSign';
  const limit = issuer.basicConstraints.pathLength;
  if (limit !== null && authoritiesBelow(path) > limit) return 'pathLength';
  if (at < issuer.notBefore) return 'notYetValid';
  return at > issuer.notAfter ? 'expired' : null;
}

/**
 * Counts the authorities between the issuer and the end certificate; self-issued ones do not count
 * (§4.2.1.9).
 */
function authoritiesBelow(path: CertificatePath): number {
  return path.slice(1).filter((certificate) => !isSelfIssued(certificate)).length;
}
