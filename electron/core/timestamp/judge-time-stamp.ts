import { CodedError } from '../../shared/errors.ts';
import { loadTokenDigests, type Digest, type TokenDigests } from './digests.ts';
import { authorityFault, findAuthority, type AuthorityContext } from './time-stamp-authority.ts';
import { decodeTimeStampToken, type TimeStampToken } from './time-stamp-token.ts';
import { tokenFault } from './verify-token.ts';

/** What a time-stamp token proves. */
export type TimeStampJudgement =
  | { readonly state: 'unreadable' }
  /** The token contradicts itself or what it is over. */
  | { readonly state: 'wrong'; readonly rule: string; readonly stampedAt: Date }
  /** In order, but of an authority or algorithm that cannot be relied on here. */
  | { readonly state: 'unproven'; readonly rule: string; readonly stampedAt: Date }
  | {
      readonly state: 'proven';
      readonly stampedAt: Date;
      /** `stampedAt` and the accuracy that the token admits: what was stamped existed then at the latest. */
      readonly existedBy: Date;
      /** Subject of the authority. */
      readonly authority: string;
    };

/** Whether the digest in a token is that of what it should be over. */
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
