import { SM_OID } from '../../core/asn1/identifiers.ts';
import { TIME_STAMP_LENGTH } from '../../core/signing/seal-request.ts';
import { type SmEngine, SM2_SIGNATURE_LENGTH } from '../../core/sm/engine.ts';
import { encodeSignature } from '../../core/sm/signature-encoding.ts';
import { encodeTimeStampRequest } from '../../core/timestamp/time-stamp-request.ts';
import { decodeTimeStampToken } from '../../core/timestamp/time-stamp-token.ts';
import type { AppError } from '../../shared/errors.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import { failure, type Result, resultOf } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { PlatformKnowledgePort, SealIdentity } from '../platform/platform-knowledge.ts';

export interface TrustedTimeParts extends Omit<TimeStampPorts, 'authority'> {
  readonly knowledge: PlatformKnowledgePort;
  /** Returns the authority of a platform; null when it has none. */
  readonly authorityOf: (platformId: string) => TimeStampAuthorityPort | null;
}

/**
 * Returns the source of a seal's trusted time: the authority of the platform that it belongs to.
 * @returns undefined when it belongs to none, so that nothing is asked and nothing is missing
 */
export async function trustedTimeOf(
  seal: SealIdentity,
  parts: TrustedTimeParts,
): Promise<TimeStampSource | undefined> {
  const source = await digestTimeOf(seal, parts);
  return source && ((signatureValue) => source(parts.engine.sm3(signatureValue)));
}

/** Returns the source of trusted time over any digest, as {@link trustedTimeOf} does. */
export async function digestTimeOf(
  seal: SealIdentity,
  { knowledge, authorityOf, ...ports }: TrustedTimeParts,
): Promise<DigestStampSource | undefined> {
  const known = await resultOf(() => knowledge.of(seal));
  if (!known.ok) return () => Promise.resolve(failure(known.error));
  const authority = known.value === null ? null : authorityOf(known.value.platformId);
  return authority === null ? undefined : timeStampSource({ ...ports, authority });
}

/** A time-stamp authority. */
export interface TimeStampAuthorityPort {
  /**
   * Asks for a time stamp. Fails as the transport does.
   * @param request DER of TimeStampReq
   * @returns DER of TimeStampResp, unchecked
   */
  ask(request: Uint8Array): Promise<Result<Uint8Array>>;
}

interface TimeStampPorts {
  readonly engine: SmEngine;
  readonly random: RandomBytes;
  readonly authority: TimeStampAuthorityPort;
  /** Returns the token in an answer, checked against its request. Fails with STAMP_REFUSED or STAMP_INVALID. */
  readonly accept: (answer: Uint8Array, request: Uint8Array) => Promise<Result<Uint8Array>>;
}

const NONCE_LENGTH = 16;

/** Makes a source of tokens of one authority, each of which is checked. It also fails with STAMP_REFUSED or STAMP_INVALID. */
function timeStampSource({ random, authority, accept }: Omit<TimeStampPorts, 'engine'>): DigestStampSource {
  return async (digest) => {
    const request = encodeTimeStampRequest({
      imprint: { algorithm: SM_OID.sm3, digest },
      nonce: random(NONCE_LENGTH),
    });
    const answer = await authority.ask(request);
    if (!answer.ok) return answer;
    const token = await accept(answer.value, request);
    const hasRoom = !token.ok || token.value.length <= TIME_STAMP_LENGTH;
    return hasRoom ? token : failure({ code: 'STAMP_INVALID', details: { rule: 'size' } });
  };
}

/**
 * Asks a time-stamp authority for a token over a signature value, and checks the token.
 * @param signatureValue as it stands in the signature: DER SM2Signature
 * @returns the TimeStampToken, DER
 */
export type TimeStampSource = (signatureValue: Uint8Array) => Promise<Result<Uint8Array>>;

/**
 * Asks a time-stamp authority for a token over an SM3 digest, and checks the token.
 * @returns the TimeStampToken, DER
 */
export type DigestStampSource = (digest: Uint8Array) => Promise<Result<Uint8Array>>;

interface StampedSignature {
  /** DER; null when the document is sealed without. */
  readonly token: Uint8Array | null;
  readonly trustedTime: TrustedTime;
}

/**
 * Asks a source for the token of a signature. A failure is an outcome and no obstacle: the signature is worth keeping, and
 * a second one would cost the holder another PIN entry.
 * @param signature r ‖ s. One of another length will be refused, so that no authority is asked
 * @param source undefined when no time is asked for
 */
export async function stampSignature(
  signature: Uint8Array,
  source: TimeStampSource | undefined,
): Promise<StampedSignature> {
  if (source === undefined || signature.length !== SM2_SIGNATURE_LENGTH) {
    return { token: null, trustedTime: { state: 'notAsked' } };
  }
  return stampDigest(encodeSignature(signature), source);
}

/** Tells whether a time stamp was given, as the register has it: null when none was asked for. */
export function timeStampGiven({ state }: TrustedTime): boolean | null {
  return state === 'notAsked' ? null : state === 'stamped';
}

/** Asks a source for a token, as {@link stampSignature} does. @param stamped what the source takes */
export async function stampDigest(
  stamped: Uint8Array,
  source: TimeStampSource | DigestStampSource | undefined,
): Promise<StampedSignature> {
  if (source === undefined) return { token: null, trustedTime: { state: 'notAsked' } };
  const token = await source(stamped);
  if (!token.ok) return missing(token.error);
  const stampedAt = await resultOf(() => decodeTimeStampToken(token.value).info.stampedAt.toISOString());
  if (!stampedAt.ok) return missing(stampedAt.error);
  return { token: token.value, trustedTime: { state: 'stamped', stampedAt: stampedAt.value } };
}

function missing(error: AppError): StampedSignature {
  return { token: null, trustedTime: { state: 'missing', error } };
}
