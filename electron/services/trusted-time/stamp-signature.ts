import { encodeSignature } from '../../core/sm/signature-encoding.ts';
import { SM2_SIGNATURE_LENGTH } from '../../core/sm/engine.ts';
import { decodeTimeStampToken } from '../../core/timestamp/time-stamp-token.ts';
import type { AppError } from '../../shared/errors.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import { resultOf, type Result } from '../../shared/result.ts';

/**
 * Asks a time-stamp authority for a token over a signature value, and checks the token.
 * @param signatureValue as it stands in the signature: DER SM2Signature
 * @returns the TimeStampToken, DER
 */
export type TimeStampSource = (signatureValue: Uint8Array) => Promise<Result<Uint8Array>>;

export interface StampedSignature {
  /** DER; null where the document is sealed without. */
  readonly token: Uint8Array | null;
  readonly trustedTime: TrustedTime;
}

/**
 * The token for a signature, where there is a source of tokens and it answers. Its failure is an outcome, not an
 * obstacle: what was signed is worth keeping, and a second signature would cost the holder another PIN entry.
 * @param signature r ‖ s; of another length it will be refused, so that no authority is asked
 */
export async function stampSignature(
  signature: Uint8Array,
  source: TimeStampSource | undefined,
): Promise<StampedSignature> {
  if (source === undefined || signature.length !== SM2_SIGNATURE_LENGTH) {
    return { token: null, trustedTime: { state: 'notAsked' } };
  }
  const token = await source(encodeSignature(signature));
  if (!token.ok) return missing(token.error);
  const stampedAt = await resultOf(() => decodeTimeStampToken(token.value).info.stampedAt.toISOString());
  if (!stampedAt.ok) return missing(stampedAt.error);
  return { token: token.value, trustedTime: { state: 'stamped', stampedAt: stampedAt.value } };
}

function missing(error: AppError): StampedSignature {
  return { token: null, trustedTime: { state: 'missing', error } };
}
