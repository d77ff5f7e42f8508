import type { SmEngine } from '../../core/sm/engine.ts';
import { computeZ, messageDigest, type MessageSigner } from '../../core/sm/message-signature.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token.ts';
import { unwrap } from '../../shared/result.ts';
import type { TokenAddress, TokenPort } from '../ports/tokens.ts';
import { pinRefusal } from './pin-life.ts';

/** A key that is to sign messages, and the PIN that opens it. */
export interface ApproverKey {
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly address: TokenAddress;
  readonly pinState: PinState;
  /** DER; an SM2 certificate for signatures. */
  readonly certificate: Uint8Array;
  /** The caller zeroes it; null signs in a login that stands. */
  readonly pin: Uint8Array | null;
  /** True when the person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed: boolean;
}

/**
 * Makes a signer of messages from a token's key. The signer rejects with a CodedError of the token, or with
 * SIGNATURE_MISMATCH when the value does not fit the certificate.
 * @throws CodedError CERTIFICATE_NOT_FOR_SIGNING, or the refusal of a PIN that must not be tried
 */
export function tokenSigner(key: ApproverKey, engine: SmEngine): MessageSigner {
  const refusal = pinRefusal(key.pinState, key.lastTryConfirmed);
  if (refusal !== null) throw new CodedError(refusal.code, refusal.code, refusal.details);
  const publicKey = decodeCertificate(key.certificate).publicKey.sm2;
  if (publicKey === null) throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'not an SM2 key');
  return async (tbs) => {
    const digest = messageDigest(engine, publicKey, tbs);
    const message = { z: computeZ(engine, publicKey), tbs };
    const request = { ...key.address, certificate: key.certificate, digest, message, pin: key.pin };
    const { value } = unwrap(await key.tokens.signDigest(request));
    if (engine.verifyDigest(digest, value, publicKey)) return value;
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  };
}
