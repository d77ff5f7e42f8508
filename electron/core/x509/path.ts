import { equalBytes } from '../bytes/equal.ts';
import type { Certificate } from './certificate.ts';
import { checkIssued, type IssuingContext, type PathFailure } from './path-rules.ts';
import type { TrustStore } from './trust-store.ts';

/** From the certificate asked about to the anchor, both included. */
export type CertificatePath = readonly Certificate[];

export type PathResult =
  | { readonly ok: true; readonly path: CertificatePath }
  | { readonly ok: false; readonly failure: PathFailure };

export interface PathContext extends IssuingContext {
  readonly trust: TrustStore;
}

/** No hierarchy of this kind is deeper; it bounds the search. */
const LONGEST_PATH = 8;

/**
 * Finds a path to an anchor on which every certificate is signed by the next and every issuer may issue
 * (RFC 5280 §6.1: signature, dates, basicConstraints, path length, keyCertSign, critical extensions). Names are
 * compared by their bytes. A certificate is never its own anchor: a self-signed one of a person has no path, even
 * where it lies in the trust folder, since nobody but an authority may vouch. Where no path holds, the failure of the first one found says why.
 */
export function buildPath(certificate: Certificate, context: PathContext): PathResult {
  if (certificate.unknownCritical.length > 0) return refused(certificate, 'criticalExtension');
  return extendPath([certificate], context);
}

function refused(certificate: Certificate, rule: string): PathResult {
  const subject = certificate.subject.text;
  return { ok: false, failure: { code: 'CHAIN_CONSTRAINTS_FAILURE', subject, rule } };
}

function extendPath(path: readonly Certificate[], context: PathContext): PathResult {
  const last = path[path.length - 1] as Certificate;
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

function stepTo(issuer: Certificate, path: readonly Certificate[], context: PathContext): PathResult {
  const failure = checkIssued(path, issuer, context);
  return failure === null ? extendPath([...path, issuer], context) : { ok: false, failure };
}

/** Anchors first, so that the shortest path is found. */
function issuerCandidates(
  certificate: Certificate,
  path: readonly Certificate[],
  trust: TrustStore,
): Certificate[] {
  if (path.length >= LONGEST_PATH) return [];
  return [...trust.anchors, ...trust.intermediates].filter(
    (candidate) =>
      equalBytes(candidate.subject.raw, certificate.issuer.raw) &&
      keyIdentifiersAgree(certificate, candidate) &&
      !path.some((member) => equalBytes(member.raw, candidate.raw)),
  );
}

/** RFC 5280 §4.2.1.1: tells apart the keys of one issuer, where both certificates carry the identifier. */
function keyIdentifiersAgree(certificate: Certificate, candidate: Certificate): boolean {
  const wanted = certificate.authorityKeyIdentifier;
  const offered = candidate.subjectKeyIdentifier;
  return wanted === null || offered === null || equalBytes(wanted, offered);
}
