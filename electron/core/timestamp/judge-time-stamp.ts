import { CodedError } from '../../shared/errors.ts';
import { CMS_OID, SM_OID } from '../asn1/identifiers.ts';
import { objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { SmEngine } from '../sm/engine.ts';
import { verifyMessage } from '../sm/message-signature.ts';
import type { Certificate } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import { buildPath } from '../x509/path.ts';
import type { Revocation } from '../x509/revocation-entry.ts';
import { pathRevocation } from '../x509/revocation.ts';
import type { TrustStore } from '../x509/trust-store.ts';
import { type Digest, loadTokenDigests, type TokenDigests } from './message-imprint.ts';
import { namedCertificate, namesCertificate, type SignedAttributes } from './signer-info.ts';
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
export async function judgeTimeStamp(
  bytes: Uint8Array,
  isImprint: ImprintCheck,
  context: AuthorityContext,
): Promise<TimeStampJudgement> {
  const digests = await loadTokenDigests(context.engine);
  try {
    return judged(decodeTimeStampToken(bytes), isImprint, digests, context);
  } catch (error) {
    if (error instanceof CodedError) return { state: 'unreadable' };
    throw error;
  }
}

function judged(
  token: TimeStampToken,
  isImprint: ImprintCheck,
  digests: TokenDigests,
  context: AuthorityContext,
): TimeStampJudgement {
  const { stampedAt, accuracyMs, imprint } = token.info;
  const unproven = (rule: string): TimeStampJudgement => ({ state: 'unproven', rule, stampedAt });
  const digest = digests.of(imprint.algorithm);
  if (digest === undefined) return unproven('imprintAlgorithm');
  if (!isImprint(imprint.digest, digest)) return { state: 'wrong', rule: 'imprint', stampedAt };
  const authority = findAuthority(token, context.trust);
  if (authority === null) return unproven('certificate');
  const fault = tokenFault(context.engine, digests, token, authority);
  if (fault !== null) return { state: fault.kind, rule: fault.rule, stampedAt };
  const mistrust = authorityFault(token, authority, context);
  if (mistrust !== null) return unproven(mistrust);
  const existedBy = new Date(stampedAt.getTime() + accuracyMs);
  return { state: 'proven', stampedAt, existedBy, authority: authority.subject.text };
}

/** The fault of a token: a contradiction in its bytes, or something that cannot be checked here. */
interface TokenFault {
  readonly kind: 'wrong' | 'unproven';
  /** The rule that it breaks, in a word or two. */
  readonly rule: string;
}

/** SM2 with SM3, or SM2 alone (GM/T 0010 allows either). */
const SIGNATURE_ALGORITHMS: ReadonlySet<string> = new Set([SM_OID.sm2WithSm3, SM_OID.sm2Signature]);

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
  digests: TokenDigests,
  token: TimeStampToken,
  authority: Certificate,
): TokenFault | null {
  const { attributes, signature, signatureAlgorithm } = token.signer;
  const key = authority.publicKey.sm2;
  if (!SIGNATURE_ALGORITHMS.has(signatureAlgorithm) || key === null) return unproven('signatureAlgorithm');
  const fault = attributes === null ? null : attributesFault(token, attributes, authority, digests);
  if (fault !== null) return fault;
  const { valid } = verifyMessage(engine, attributes?.signedBytes ?? token.content, signature, key);
  return valid ? null : wrong('signature');
}

function attributesFault(
  token: TimeStampToken,
  attributes: SignedAttributes,
  authority: Certificate,
  digests: TokenDigests,
): TokenFault | null {
  const contentType = attributes.values.get(CMS_OID.contentType);
  const messageDigest = attributes.values.get(CMS_OID.messageDigest);
  if (contentType === undefined || objectIdentifierOf(contentType, 'contentType') !== token.contentType) {
    return wrong('contentType');
  }
  if (messageDigest === undefined) return wrong('messageDigest');
  const digest = digests.of(token.signer.digestAlgorithm);
  if (digest === undefined) return unproven('digestAlgorithm');
  if (!equalBytes(digest(token.content), octetsOf(messageDigest, 'messageDigest'))) {
    return wrong('messageDigest');
  }
  const named = namedCertificate(attributes, authority, digests);
  if (named === 'other') return wrong('signingCertificate');
  return named === 'same' ? null : unproven('signingCertificate');
}

function wrong(rule: string): TokenFault {
  return { kind: 'wrong', rule };
}

function unproven(rule: string): TokenFault {
  return { kind: 'unproven', rule };
}

/** The trust by which a time-stamp authority is judged. */
export interface AuthorityContext {
  readonly engine: SmEngine;
  readonly trust: TrustStore;
  /** The time at which revocation lists are judged. */
  readonly now: Date;
}

/** Finds the certificate that the token was signed with, in the token or else in the trust folder. */
export function findAuthority(token: TimeStampToken, trust: TrustStore): Certificate | null {
  const candidates = [...token.certificates, ...trust.intermediates, ...trust.anchors];
  return candidates.find((certificate) => namesCertificate(token.signer.id, certificate)) ?? null;
}

/**
 * Tells why the authority does not count, in a word or two; null if it counts: its certificate is for time
 * stamps only, was valid at the stamp, leads to the trust folder, and the lists at hand clear every
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

/** RFC 3161 §4: affiliationChanged, superseded and cessationOfOperation leave earlier tokens valid. */
const HARMLESS: ReadonlySet<number> = new Set([3, 4, 5]);

/** The date of an entry counts. invalidityDate moves nothing: whoever asks for a revocation chooses it freely. */
function outlives(stampedAt: Date, { revokedAt, reason }: Revocation): boolean {
  return HARMLESS.has(reason) && stampedAt < revokedAt;
}
