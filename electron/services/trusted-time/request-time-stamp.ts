import { SM_OID } from '../../core/asn1/identifiers.ts';
import { TIME_STAMP_LENGTH } from '../../core/signing/seal-request.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { encodeTimeStampRequest } from '../../core/timestamp/time-stamp-request.ts';
import { failure, type Result } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
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
  readonly random: RandomBytes;
  readonly authority: TimeStampAuthorityPort;
  /** The token in an answer, checked against its request; fails with STAMP_REFUSED or STAMP_INVALID. */
  readonly accept: (answer: Uint8Array, request: Uint8Array) => Promise<Result<Uint8Array>>;
}

const NONCE_LENGTH = 16;

/** Tokens of one authority, each checked before it is used. Fails with STAMP_REFUSED or STAMP_INVALID, too. */
export function timeStampSource({ engine, random, authority, accept }: TimeStampPorts): TimeStampSource {
  return async (signatureValue) => {
    const request = encodeTimeStampRequest({
      imprint: { algorithm: SM_OID.sm3, digest: engine.sm3(signatureValue) },
      nonce: random(NONCE_LENGTH),
    });
    const answer = await authority.ask(request);
    if (!answer.ok) return answer;
    const token = await accept(answer.value, request);
    const hasRoom = !token.ok || token.value.length <= TIME_STAMP_LENGTH;
    return hasRoom ? token : failure({ code: 'STAMP_INVALID', details: { rule: 'size' } });
  };
}
