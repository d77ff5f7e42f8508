import { CodedError } from '../../shared/errors.ts';
import type { Sm2PublicKey, SmEngine } from './engine.ts';
import { decodeSignature, type DecodedSignature } from './signature-encoding.ts';
import { messageDigest } from './signer-identity.ts';

export interface MessageCheck {
  readonly valid: boolean;
  /** Null where the value is no signature in any encoding. */
  readonly encoding: DecodedSignature['encoding'] | null;
}

/**
 * Checks an SM2 signature with SM3 over a message, with the default identity.
 * @param signature DER SM2Signature, or 64 bytes r ‖ s
 */
export function verifyMessage(
  engine: SmEngine,
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Sm2PublicKey,
): MessageCheck {
  const decoded = decodeOrNull(signature);
  if (decoded === null) return { valid: false, encoding: null };
  const digest = messageDigest(engine, publicKey, message);
  return { valid: engine.verifyDigest(digest, decoded.value, publicKey), encoding: decoded.encoding };
}

function decodeOrNull(signature: Uint8Array): DecodedSignature | null {
  try {
    return decodeSignature(signature);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
