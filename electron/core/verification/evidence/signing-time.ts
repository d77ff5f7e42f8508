import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { SignerInfo } from '../../cms/signer-info.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import {
  type AuthorityContext,
  type ImprintCheck,
  judgeTimeStamp,
  type TimeStampJudgement,
} from '../../timestamp/judge-time-stamp.ts';
import type { TimeStampToken } from '../../timestamp/time-stamp-token.ts';

/** The evidence of the time of signing. */
export interface SigningTime {
  /** The judgement of the token in the signature; null without a token. */
  readonly timeStamp: TimeStampJudgement | null;
  /** The signer's claim; null if no time is readable. */
  readonly claimed: Date | null;
  /** The latest time at which the signature came into existence; null without a proof. */
  readonly proven: Date | null;
  /** Whether a platform's countersignature of the register is the proof, in place of a token. */
  readonly isCountersigned: boolean;
  /** The instant at which certificates and seal have to be valid. */
  readonly judgedAt: Date;
}

/**
 * Finds the time of signing. Since GB/T 38540-2020 a token stamps the signature value, so the signature
 * existed at the stamp. A token of GM/T 0031-2014 stands inside the signed bytes: the signature came after
 * it, so it supports the signer's claim but proves nothing against a later revocation.
 */
export function signingTimeOf(signature: SealSignature, inputs: AuthorityContext): SigningTime {
  const isInside = signature.format === 'ses-v1';
  const { timeStamp: token } = signature;
  const isImprint = isInside ? stampsDocument(signature) : stampsSignature(signature);
  const timeStamp = token === null ? null : judgeTimeStamp(token, isImprint, inputs);
  const proven = !isInside && timeStamp?.state === 'proven' ? timeStamp.existedBy : null;
  const stampedAt = isInside && timeStamp !== null && 'stampedAt' in timeStamp ? timeStamp.stampedAt : null;
  const claimed = signature.signedAt ?? stampedAt;
  const judgedAt = earlier(claimed ?? inputs.now, proven);
  return { timeStamp, claimed, proven, isCountersigned: false, judgedAt };
}

const WORST = { wrong: 0, unreadable: 1, proven: 2, unproven: 3 } as const;

/**
 * Finds the time of an ordinary signature. Every token among its unsigned attributes stamps the signature value (RFC
 * 3161 appendix A). One that stamps something else counts before all others, then the earliest proof.
 * @param tokens DER
 */
export function cmsTimeOf(
  { signature }: SignerInfo,
  tokens: readonly Uint8Array[],
  claimed: Date | null,
  inputs: AuthorityContext,
): SigningTime {
  const isImprint: ImprintCheck = (imprint, digest) => equalBytes(imprint, digest(signature));
  const judged = tokens.map((token) => judgeTimeStamp(token, isImprint, inputs));
  const stampedMs = (each: TimeStampJudgement): number =>
    'stampedAt' in each ? each.stampedAt.getTime() : 0;
  const [timeStamp = null] = judged.sort(
    (left, right) => WORST[left.state] - WORST[right.state] || stampedMs(left) - stampedMs(right),
  );
  const proven = timeStamp?.state === 'proven' ? timeStamp.existedBy : null;
  const judgedAt = earlier(claimed ?? inputs.now, proven);
  return { timeStamp, claimed: claimed ?? proven, proven, isCountersigned: false, judgedAt };
}

/** Makes the time of a document time stamp, which claims and proves its own. */
export function stampTime({ info }: TimeStampToken, timeStamp: TimeStampJudgement): SigningTime {
  const { stampedAt } = info;
  const proven = timeStamp.state === 'proven' ? timeStamp.existedBy : null;
  return { timeStamp, claimed: stampedAt, proven, isCountersigned: false, judgedAt: stampedAt };
}

/**
 * Adds a platform's countersignature that the sealed file existed by a time, which counts like a token of
 * that time.
 */
export function countersigned(time: SigningTime, existedBy: Date): SigningTime {
  return { ...time, proven: existedBy, isCountersigned: true, judgedAt: earlier(time.judgedAt, existedBy) };
}

function stampsSignature({ signature }: SealSignature): ImprintCheck {
  return (imprint, digest) => equalBytes(imprint, digest(signature));
}

/**
 * Checks a token inside the signed bytes. The standard of 2014 leaves open what it stamps: the document's
 * hash, hashed again or as it is.
 */
function stampsDocument({ dataHash }: SealSignature): ImprintCheck {
  return (imprint, digest) => equalBytes(imprint, dataHash) || equalBytes(imprint, digest(dataHash));
}

/** Returns the earlier time. A claim later than the proof is wrong, since the signature existed already. */
function earlier(claimed: Date, proven: Date | null): Date {
  return proven !== null && proven < claimed ? proven : claimed;
}
