import { CodedError } from '../../shared/errors.ts';
import { DIGEST_OID, SM_OID } from '../asn1/oids.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/software-signer.ts';
import { buildTimeStampToken } from './build-token.ts';
import { decodeTimeStampRequest, type TimeStampRequest } from './time-stamp-request.ts';
import { encodeGrantedResponse, encodeRejection } from './time-stamp-response.ts';

/** A time-stamp authority with its key in memory: for the demonstration platform and for tests. */
export interface TimeStampAuthority {
  readonly engine: SmEngine;
  /** DER; as RFC 3161 §2.3 asks, its one extended key usage is timeStamping, critical. */
  readonly certificate: Uint8Array;
  readonly sign: MessageSigner;
  /** Object identifier of the policy that it stamps under. */
  readonly policy: string;
  readonly accuracySeconds: number;
  readonly now: () => Date;
  /** Unsigned octets, never twice the same. */
  readonly nextSerial: () => Uint8Array;
}

/** Octets of the digests that are stamped. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  [SM_OID.sm3, 32],
  [DIGEST_OID.sha256, 32],
]);

/**
 * Answers a request as RFC 3161 §2.2 asks: whatever the bytes are, the answer is a response.
 * @param request DER of TimeStampReq
 * @returns DER of TimeStampResp, a refusal included
 */
export async function issueTimeStamp(
  request: Uint8Array,
  authority: TimeStampAuthority,
): Promise<Uint8Array> {
  const decoded = requestOrNull(request);
  if (decoded === null) return encodeRejection('badDataFormat', 'not a time-stamp request');
  const refusal = refusalOf(decoded, authority.policy);
  if (refusal !== null) return refusal;
  const { engine, certificate, policy, accuracySeconds } = authority;
  const { imprint, nonce, wantsCertificate } = decoded;
  const token = await buildTimeStampToken(
    engine,
    {
      imprint,
      nonce,
      policy,
      accuracySeconds,
      certificate,
      includesCertificate: wantsCertificate,
      serial: authority.nextSerial(),
      stampedAt: authority.now(),
    },
    authority.sign,
  );
  return encodeGrantedResponse(token);
}

function requestOrNull(bytes: Uint8Array): TimeStampRequest | null {
  try {
    return decodeTimeStampRequest(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function refusalOf({ imprint, policy, extensions }: TimeStampRequest, ownPolicy: string): Uint8Array | null {
  const length = DIGEST_LENGTHS.get(imprint.algorithm);
  if (length === undefined) return encodeRejection('badAlg', 'digest not supported');
  if (imprint.digest.length !== length) return encodeRejection('badDataFormat', 'digest of another length');
  if (policy !== null && policy !== ownPolicy) return encodeRejection('unacceptedPolicy', 'another policy');
  if (extensions.length > 0) return encodeRejection('unacceptedExtension', 'no extension is supported');
  return null;
}
