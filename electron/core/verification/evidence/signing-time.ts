import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import {
  type AuthorityContext,
  type ImprintCheck,
  judgeTimeStamp,
  type TimeStampJudgement,
} from '../../timestamp/judge-time-stamp.ts';

/** What is known of the time of signing. */
export interface SigningTime {
  /** What the token in the signature proves; null where there is none. */
  readonly timeStamp: TimeStampJudgement | null;
  /** What the signer claims; null where no time is readable. */
  readonly claimed: Date | null;
  /** By when the signature existed at the latest; null where nothing proves it. */
  readonly proven: Date | null;
  /** Whether a platform's countersignature of the register proves it, in place of a token. */
  readonly isCountersigned: boolean;
  /** The instant at which certificates and seal have to be valid. */
  readonly judgedAt: Date;
}

/**
 * Since GB/T 38540-2020 a token is over the signature value, so that the signature existed when it was stamped.
 * A token of GM/T 0031-2014 stands inside what is signed: the signature came after it, so that it backs the
 * signer's claim but proves nothing against a later revocation.
 */
export async function signingTimeOf(
  signature: SealSignature,
  inputs: AuthorityContext,
): Promise<SigningTime> {
  const isInside = signature.format === 'ses-v1';
  const { timeStamp: token } = signature;
  const isImprint = isInside ? stampsDocument(signature) : stampsSignature(signature);
  const timeStamp = token === null ? null : await judgeTimeStamp(token, isImprint, inputs);
  const proven = !isInside && timeStamp?.state === 'proven' ? timeStamp.existedBy : null;
  const stampedAt = isInside && timeStamp !== null && 'stampedAt' in timeStamp ? timeStamp.stampedAt : null;
  const claimed = signature.signedAt ?? stampedAt;
  const judgedAt = earlier(claimed ?? inputs.now, proven);
  return { timeStamp, claimed, proven, isCountersigned: false, judgedAt };
}

/** A platform has countersigned that the sealed file existed by then: as good as a token of that time. */
export function countersigned(time: SigningTime, existedBy: Date): SigningTime {
  return { ...time, proven: existedBy, isCountersigned: true, judgedAt: earlier(time.judgedAt, existedBy) };
}

function stampsSignature({ signature }: SealSignature): ImprintCheck {
  return (imprint, digest) => equalBytes(imprint, digest(signature));
}

/** The standard of 2014 does not say what the token is over: the document's hash, hashed again or as it is. */
function stampsDocument({ dataHash }: SealSignature): ImprintCheck {
  return (imprint, digest) => equalBytes(imprint, dataHash) || equalBytes(imprint, digest(dataHash));
}

/** A claim later than the proof is wrong: the signature existed already. */
function earlier(claimed: Date, proven: Date | null): Date {
  return proven !== null && proven < claimed ? proven : claimed;
}
