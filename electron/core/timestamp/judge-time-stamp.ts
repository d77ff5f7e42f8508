import { CodedError } from '../../shared/errors.ts';
import { type Digest, isWeakDigest } from '../algorithms/digests.ts';
import { EXTENDED_USAGE_OID } from '../asn1/identifiers.ts';
import { certificateNameFault, contentFault, type SignerFault, valueFault } from '../cms/check-signer.ts';
import { namesCertificate } from '../cms/signer-info.ts';
import type { SmEngine } from '../sm/engine.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { Certificate } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import { buildPath } from '../x509/path.ts';
import type { Revocation } from '../x509/revocation-entry.ts';
import { pathRevocation, type RevocationStatus, spokeFor } from '../x509/revocation.ts';
import type { TrustStore } from '../x509/trust-store.ts';
import { decodeTimeStampToken, type TimeStampToken } from './time-stamp-token.ts';

/** The result of judging a time-stamp token. */
export type TimeStampJudgement =
  | { readonly state: 'unreadable' }
  /** The token contradicts itself or the data that it stamps. */
  | { readonly state: 'wrong'; readonly rule: string; readonly stampedAt: Date }
  /** The token is in order, but its authority or an algorithm cannot be relied on here. */
  | { readonly state: 'unproven'; readonly rule: string; readonly stampedAt: Date }
  | {
      readonly state: 'proven';
      readonly stampedAt: Date;
      /** `stampedAt` and the accuracy that the token admits: the stamped data existed then at the latest. */
      readonly existedBy: Date;
      /** The subject of the authority. */
      readonly authority: string;
    };

/** Tells whether the digest in a token is that of the data that it should stamp. */
export type ImprintCheck = (imprint: Uint8Array, digest: Digest) => boolean;

/**
 * Judges an RFC 3161 token: its imprint, its signature, and the authority behind it.
 * @param bytes the token, DER
 */
export function judgeTimeStamp(
  bytes: Uint8Array,
  isImprint: ImprintCheck,
  context: AuthorityContext,
): TimeStampJudgement {
  try {
    return judgeToken(decodeTimeStampToken(bytes), isImprint, context);
  } catch (error) {
    if (error instanceof CodedError) return { state: 'unreadable' };
    throw error;
  }
}

/** Judges a token as {@link judgeTimeStamp} does. @throws CodedError for damaged attributes */
export function judgeToken(
  token: TimeStampToken,
  isImprint: ImprintCheck,
  context: AuthorityContext,
): TimeStampJudgement {
  const { stampedAt, accuracyMs, imprint } = token.info;
  const unproven = (rule: string): TimeStampJudgement => ({ state: 'unproven', rule, stampedAt });
  const digest = context.engine.digests.of(imprint.algorithm);
  if (digest === undefined || isWeakDigest(imprint.algorithm)) return unproven('imprintAlgorithm');
  if (!isImprint(imprint.digest, digest)) return { state: 'wrong', rule: 'imprint', stampedAt };
  const authority = findAuthority(token, context.trust);
  if (authority === null) return unproven('certificate');
  const fault = tokenFault(context.engine, token, authority);
  if (fault !== null) return { state: fault.kind, rule: fault.rule, stampedAt };
  const mistrust = authorityFault(token, authority, context);
  if (mistrust !== null) return unproven(mistrust);
  const existedBy = new Date(stampedAt.getTime() + accuracyMs);
  return { state: 'proven', stampedAt, existedBy, authority: authority.subject.text };
}

/**
 * Checks the authority's signature over the signed attributes (RFC 5652 §5.4) or, if there are none, over
 * TSTInfo itself (GM/T 0010-2012). The attributes must give content type, digest and certificate (RFC 3161
 * §2.4.2).
 * @param authority the certificate that the token names; its trust is judged elsewhere
 * @returns null if the signature holds
 * @throws DER_INVALID for damaged attributes
 */
export function tokenFault(
  engine: SmEngine,
  { contentType, content, signer }: TimeStampToken,
  authority: Certificate,
): SignerFault | null {
  const digest = engine.digests.of(signer.digestAlgorithm)?.(content) ?? null;
  const signed = { type: contentType, digest, bytes: content, sm2Digest: null };
  return (
    contentFault(signer, signed) ??
    certificateNameFault(engine, signer.attributes, authority, true) ??
    valueFault(engine, signer, authority, signed)
  );
}

/** The trust by which a time-stamp authority is judged. */
export interface AuthorityContext {
  readonly engine: SmEngine;
  readonly trust: TrustStore;
  /** The time at which revocation lists are judged. */
  readonly now: Date;
  /** The time by which an outer time stamp proves that the token existed; absent without one. */
  readonly provenBy?: Date | undefined;
}

/** Finds the certificate that the token was signed with, in the token or else in the trust folder. */
export function findAuthority(token: TimeStampToken, trust: TrustStore): Certificate | null {
  const candidates = [...token.certificates, ...trust.intermediates, ...trust.anchors];
  return candidates.find((certificate) => namesCertificate(token.signer.id, certificate)) ?? null;
}

/**
 * Tells why the authority does not count, in a word or two; null if it counts: its certificate is for time
 * stamps only, was valid at the stamp, leads to the trust folder, and the lists at hand clear every
 * certificate of the path. Lists that are out of date clear it as of the time of an outer stamp (ETSI EN 319 102-1
 * §5.6.2, past validation), or if a confirmed list of trust that is no older than the stamp names the authority itself.
 */
export function authorityFault(
  token: TimeStampToken,
  authority: Certificate,
  { engine, trust, now, provenBy }: AuthorityContext,
): string | null {
  const { stampedAt } = token.info;
  const outer = provenBy ?? null;
  if (!isForTimeStampsOnly(authority)) return 'extendedKeyUsage';
  if (!allowsSignatures(authority.keyUsage)) return 'keyUsage';
  if (stampedAt < authority.notBefore) return 'notYetValid';
  if (stampedAt > authority.notAfter) return 'expired';
  const intermediates = [...trust.intermediates, ...token.certificates];
  const found = buildPath(authority, { engine, at: stampedAt, trust: { ...trust, intermediates } });
  if (!found.ok) return found.failure.code;
  const statuses = pathRevocation(found.path, trust.revocationLists, {
    engine,
    now,
    ocspResponses: trust.ocspResponses,
  });
  for (const { status } of statuses) {
    if (
      status.state === 'unknown' &&
      !wasGood(status, outer, () => isNamed(authority, stampedAt, now, trust))
    )
      return status.why;
    if (status.state === 'revoked' && !outlives(stampedAt, outer, status.revocation)) return 'revoked';
  }
  return null;
}

type Undecided = Extract<RevocationStatus, { state: 'unknown' }>;

/** Tells whether lists that are out of date may be relied on. Without any list nothing is known. */
function wasGood(status: Undecided, outer: Date | null, isVouchedFor: () => boolean): boolean {
  return spokeFor(status, outer) || (status.why === 'staleList' && isVouchedFor());
}

/**
 * Tells whether a list of trust that a person has confirmed, and whose successor is not due, names an authority. It
 * speaks for no stamp of later.
 */
function isNamed({ raw }: Certificate, stampedAt: Date, now: Date, { makerLists }: TrustStore): boolean {
  return makerLists.some(
    ({ issuedAt, nextUpdate, authorities }) =>
      issuedAt !== undefined &&
      issuedAt >= stampedAt &&
      (nextUpdate === undefined || now <= nextUpdate) &&
      authorities.some((each) => equalBytes(each.raw, raw)),
  );
}

/** RFC 3161 §2.3: one extended key usage, critical. */
function isForTimeStampsOnly({ extendedKeyUsage, extendedKeyUsageIsCritical }: Certificate): boolean {
  const [purpose, ...others] = extendedKeyUsage ?? [];
  return extendedKeyUsageIsCritical && purpose === EXTENDED_USAGE_OID.timeStamping && others.length === 0;
}

/** RFC 3161 §4: affiliationChanged, superseded and cessationOfOperation leave earlier tokens valid. */
const HARMLESS: ReadonlySet<number> = new Set([3, 4, 5]);

/**
 * The date of an entry counts. invalidityDate moves nothing: whoever asks for a revocation chooses it freely. A token that
 * is proven to have existed before is not one that the holder of a stolen key has made since.
 */
function outlives(stampedAt: Date, outer: Date | null, { revokedAt, reason }: Revocation): boolean {
  return (HARMLESS.has(reason) && stampedAt < revokedAt) || (outer !== null && outer < revokedAt);
}
