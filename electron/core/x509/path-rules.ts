import type { ReasonCode } from '../../shared/model/verification-report.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from './certificate.ts';
import { checkSignature } from './signed-structure.ts';
import { isSelfIssued } from './trust-store.ts';

export interface PathFailure {
  readonly code: ReasonCode;
  /** Subject of the certificate that fails. */
  readonly subject: string;
  /** Which rule it fails, in a word or two. */
  readonly rule: string;
}

export interface IssuingContext {
  readonly engine: SmEngine;
  /** Every certificate above the first must be valid then; the first one's dates are the caller's matter. */
  readonly at: Date;
}

/**
 * What lets `issuer` stand above the last certificate of `path` (RFC 5280 §6.1.3 and §6.1.4). Anchors are
 * held to it too: a root that its own keyUsage forbids to sign certificates is no issuer.
 * @returns null where everything holds
 */
export function checkIssued(
  path: readonly Certificate[],
  issuer: Certificate,
  context: IssuingContext,
): PathFailure | null {
  const last = path[path.length - 1] as Certificate;
  const signature = checkSignature(context.engine, last, issuer.publicKey);
  if (signature === 'unsupported') return failure('SIGNATURE_ALGORITHM_UNSUPPORTED', last, 'algorithm');
  if (signature === 'invalid') return failure('CHAIN_SIGNATURE_FAILURE', last, 'signature');
  const rule = brokenRule(path, issuer, context.at);
  return rule === null ? null : failure('CHAIN_CONSTRAINTS_FAILURE', issuer, rule);
}

function failure(code: PathFailure['code'], certificate: Certificate, rule: string): PathFailure {
  return { code, subject: certificate.subject.text, rule };
}

function brokenRule(path: readonly Certificate[], issuer: Certificate, at: Date): string | null {
  if (issuer.unknownCritical.length > 0) return 'criticalExtension';
  if (issuer.basicConstraints?.isAuthority !== true) return 'basicConstraints';
  if (issuer.keyUsage !== null && !issuer.keyUsage.has('keyCertSign')) return 'keyCertSign';
  const limit = issuer.basicConstraints.pathLength;
  if (limit !== null && authoritiesBelow(path) > limit) return 'pathLength';
  if (at < issuer.notBefore) return 'notYetValid';
  return at > issuer.notAfter ? 'expired' : null;
}

/** Authorities between the issuer and the end certificate; self-issued ones do not count (§4.2.1.9). */
function authoritiesBelow(path: readonly Certificate[]): number {
  return path.slice(1).filter((certificate) => !isSelfIssued(certificate)).length;
}
