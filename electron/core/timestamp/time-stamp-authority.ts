import { CMS_OID } from '../asn1/oids.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/key-usage.ts';
import { buildPath } from '../x509/path.ts';
import type { Revocation } from '../x509/revocation-entry.ts';
import { pathRevocation } from '../x509/revocation.ts';
import type { TrustStore } from '../x509/trust-store.ts';
import { namesCertificate } from './signer-info.ts';
import type { TimeStampToken } from './time-stamp-token.ts';

/** What the trust in a time-stamp authority rests on. */
export interface AuthorityContext {
  readonly engine: SmEngine;
  readonly trust: TrustStore;
  /** The time to judge at, for revocation lists. */
  readonly now: Date;
}

/** The certificate that the token was signed with, from the token or else from the trust folder. */
export function findAuthority(token: TimeStampToken, trust: TrustStore): Certificate | null {
  const candidates = [...token.certificates, ...trust.intermediates, ...trust.anchors];
  return candidates.find((certificate) => namesCertificate(token.signer.id, certificate)) ?? null;
}

/**
 * Why the authority's word does not count, in a word or two; null where it does: its certificate is for time
 * stamps only, was valid when it stamped, leads to the trust folder, and the lists at hand clear every
 * certificate of the path.
 */
export function authorityFault(
  token: TimeStampToken,
  authority: Certificate,
  { engine, trust, now }: AuthorityContext,
): string | null {
  const { stampedAt } = token.info;
  if (!isForTimeStampsOnly(authority)) return 'extendedKeyUsage';
  if (!allowsSignatures(authority.keyUsage)) return 'keyUsage';
  if (stampedAt < authority.notBefore) return 'notYetValid';
  if (stampedAt > authority.notAfter) return 'expired';
  const intermediates = [...trust.intermediates, ...token.certificates];
  const found = buildPath(authority, { engine, at: stampedAt, trust: { ...trust, intermediates } });
  if (!found.ok) return found.failure.code;
  const statuses = pathRevocation(found.path, trust.revocationLists, { engine, now });
  for (const { status } of statuses) {
    if (status.state === 'unknown') return status.why;
    if (status.state === 'revoked' && !outlives(stampedAt, status.revocation)) return 'revoked';
  }
  return null;
}

/** RFC 3161 §2.3: one extended key usage, critical. */
function isForTimeStampsOnly({ extendedKeyUsage, extendedKeyUsageIsCritical }: Certificate): boolean {
  const [purpose, ...others] = extendedKeyUsage ?? [];
  return extendedKeyUsageIsCritical && purpose === CMS_OID.timeStamping && others.length === 0;
}

/** RFC 3161 §4: affiliationChanged, superseded and cessationOfOperation leave earlier tokens standing. */
const HARMLESS: ReadonlySet<number> = new Set([3, 4, 5]);

function outlives(stampedAt: Date, { revokedAt, reason, invalidSince }: Revocation): boolean {
  return HARMLESS.has(reason) && stampedAt < revokedAt && (invalidSince === null || stampedAt < invalidSince);
}
