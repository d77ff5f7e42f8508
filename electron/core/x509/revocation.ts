import { equalBytes } from '../bytes/equal.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from './certificate.ts';
import { scopeCovers } from './issuing-distribution-point.ts';
import type { CertificatePath } from './path.ts';
import type { Revocation } from './revocation-entry.ts';
import type { RevocationList } from './revocation-list.ts';
import { checkSignature } from './signed-structure.ts';

/** What the lists at hand say of one certificate. */
export type RevocationStatus =
  | { readonly state: 'good'; readonly listIssuedAt: Date }
  | { readonly state: 'revoked'; readonly listIssuedAt: Date; readonly revocation: Revocation }
  | {
      readonly state: 'unknown';
      readonly why: 'noList' | 'staleList' | 'badList';
      readonly listIssuedAt: Date | null;
    };

/**
 * @param issuer the certificate above, whose key must have signed the list
 * @param now a list that is not yet or no longer current then proves a revocation, but never its absence
 */
function revocationStatus(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
  context: { readonly engine: SmEngine; readonly now: Date },
): RevocationStatus {
  const ofIssuer = lists.filter(
    (list) => equalBytes(list.issuer.raw, issuer.subject.raw) && covers(list, certificate),
  );
  const usable = ofIssuer.filter((list) => isUsable(list, issuer, context.engine)).sort(newestFirst);
  const [newest] = usable;
  if (newest === undefined) {
    return { state: 'unknown', why: ofIssuer.length > 0 ? 'badList' : 'noList', listIssuedAt: null };
  }
  const current = usable.find((list) => isCurrent(list, context.now));
  const deciding = current ?? newest;
  const revocation = deciding.entries.get(certificate.serial);
  if (revocation !== undefined) return { state: 'revoked', listIssuedAt: deciding.thisUpdate, revocation };
  if (current === undefined) return { state: 'unknown', why: 'staleList', listIssuedAt: newest.thisUpdate };
  return { state: 'good', listIssuedAt: current.thisUpdate };
}

function covers({ scope }: RevocationList, certificate: Certificate): boolean {
  return scope === null || scopeCovers(scope, certificate);
}

/** Signatures that were checked before: a trust folder serves any number of documents, and lists may be large. */
const checkedSignatures = new WeakMap<RevocationList, WeakMap<Certificate, boolean>>();

function isSignedBy(list: RevocationList, issuer: Certificate, engine: SmEngine): boolean {
  const known = checkedSignatures.get(list) ?? new WeakMap<Certificate, boolean>();
  checkedSignatures.set(list, known);
  const isValid = known.get(issuer) ?? checkSignature(engine, list, issuer.publicKey) === 'valid';
  known.set(issuer, isValid);
  return isValid;
}

/** RFC 5280 §6.3.3 (f), (g): signed by the issuer, which may sign lists, and of a scope that is understood. */
function isUsable(list: RevocationList, issuer: Certificate, engine: SmEngine): boolean {
  if (list.unknownCritical.length > 0) return false;
  if (issuer.keyUsage !== null && !issuer.keyUsage.has('cRLSign')) return false;
  return isSignedBy(list, issuer, engine);
}

function newestFirst(left: RevocationList, right: RevocationList): number {
  return right.thisUpdate.getTime() - left.thisUpdate.getTime();
}

function isCurrent(list: RevocationList, now: Date): boolean {
  return list.thisUpdate <= now && list.nextUpdate !== null && now <= list.nextUpdate;
}

/** The status of every certificate of the path but its anchor, which only its removal from the folder revokes. */
export function pathRevocation(
  path: CertificatePath,
  lists: readonly RevocationList[],
  context: { readonly engine: SmEngine; readonly now: Date },
): { readonly certificate: Certificate; readonly status: RevocationStatus }[] {
  return path.slice(0, -1).map((certificate, index) => ({
    certificate,
    status: revocationStatus(certificate, path[index + 1] as Certificate, lists, context),
  }));
}
