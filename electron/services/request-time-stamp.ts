import { SM_OID } from '../core/asn1/oids.ts';
import { TIME_STAMP_LENGTH } from '../core/signing/index.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { acceptTimeStamp } from '../core/timestamp/accept-time-stamp.ts';
import { encodeTimeStampRequest } from '../core/timestamp/time-stamp-request.ts';
import type { TrustStore } from '../core/x509/trust-store.ts';
import { CodedError } from '../shared/errors.ts';
import { failure, resultOf, type Result } from '../shared/result.ts';
import type { Clock, RandomBytes } from './ports.ts';
import type { TimeStampSource } from './stamp-signature.ts';

/** The way to a time-stamp authority. */
export interface TimeStampAuthorityPort {
  /**
   * Fails with the codes of the way there.
   * @param request DER of TimeStampReq
   * @returns DER of TimeStampResp, unchecked
   */
  ask(request: Uint8Array): Promise<Result<Uint8Array>>;
}

export interface TimeStampPorts {
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly authority: TimeStampAuthorityPort;
  /** What the authority is judged by; null where nothing is trusted yet. */
  readonly trust: () => Promise<TrustStore | null>;
}

const NONCE_LENGTH = 16;

/** Tokens of one authority, each checked before it is used. Fails with STAMP_REFUSED or STAMP_INVALID, too. */
export function timeStampSource(ports: TimeStampPorts): TimeStampSource {
  return async (signatureValue) => {
    const request = encodeTimeStampRequest({
      imprint: { algorithm: SM_OID.sm3, digest: ports.engine.sm3(signatureValue) },
      nonce: ports.random(NONCE_LENGTH),
    });
    const answer = await ports.authority.ask(request);
    return answer.ok ? resultOf(() => accepted(answer.value, request, ports)) : failure(answer.error);
  };
}

async function accepted(
  answer: Uint8Array,
  request: Uint8Array,
  { engine, clock, trust }: TimeStampPorts,
): Promise<Uint8Array> {
  const context = { engine, now: clock.now(), trust: await trust() };
  const token = await acceptTimeStamp(answer, request, context);
  if (token.length > TIME_STAMP_LENGTH) throw new CodedError('STAMP_INVALID', 'size', { rule: 'size' });
  return token;
}
