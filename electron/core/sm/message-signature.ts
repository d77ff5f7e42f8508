import { CodedError } from '../../shared/errors.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import {
  DEFAULT_SIGNER_ID,
  SM2_CURVE,
  SM2_PUBLIC_KEY_LENGTH,
  type Sm2PublicKey,
  type SmPrimitives,
} from './engine.ts';
import { type DecodedSignature, decodeSignature, octetsOfNumber } from './signature-encoding.ts';

/** Signs a message as SM2 with SM3 and the default identity. @returns r ‖ s, 64 bytes */
export type MessageSigner = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * Makes a signer whose key lies in memory: for the demonstration authorities and for tests, never for a
 * person's key.
 * @param privateKey d, 32 bytes
 */
export function softwareSigner(
  engine: SmPrimitives,
  privateKey: Uint8Array,
  random: (length: number) => Uint8Array,
): (message: Uint8Array) => Uint8Array {
  const publicKey = engine.publicKeyOf(privateKey);
  return (message) => engine.signDigest(messageDigest(engine, publicKey, message), privateKey, random);
}

export interface MessageCheck {
  readonly valid: boolean;
  /** The encoding of the value; null if it is no signature in any encoding. */
  readonly encoding: DecodedSignature['encoding'] | null;
}

/**
 * Checks an SM2 signature with SM3 over a message, with the default identity.
 * @param signature DER SM2Signature, or 64 bytes r ‖ s
 */
export function verifyMessage(
  engine: SmPrimitives,
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Sm2PublicKey,
): MessageCheck {
  const decoded = signatureOrNull(signature);
  if (decoded === null) return { valid: false, encoding: null };
  const digest = messageDigest(engine, publicKey, message);
  return { valid: engine.verifyDigest(digest, decoded.value, publicKey), encoding: decoded.encoding };
}

/** Reads an SM2 signature; null if it is malformed. */
export function signatureOrNull(signature: Uint8Array): DecodedSignature | null {
  try {
    return decodeSignature(signature);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

const CURVE_OCTETS = concatBytes(
  ...[SM2_CURVE.a, SM2_CURVE.b, SM2_CURVE.Gx, SM2_CURVE.Gy].map(octetsOfNumber),
);

/**
 * Computes Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), GB/T 32918.2 §5.5.
 * @param publicKey 04 ‖ x ‖ y
 * @throws RangeError for a key that is not 65 bytes long
 */
export function computeZ(
  engine: Pick<SmPrimitives, 'sm3'>,
  publicKey: Sm2PublicKey,
  signerId: string = DEFAULT_SIGNER_ID,
): Uint8Array {
  return engine.sm3(zInput(publicKey, signerId));
}

/** Returns the octets whose SM3 is Z: see {@link computeZ}. */
export function zInput(publicKey: Sm2PublicKey, signerId: string = DEFAULT_SIGNER_ID): Uint8Array {
  if (publicKey.length !== SM2_PUBLIC_KEY_LENGTH) throw new RangeError('publicKey: 65 bytes expected');
  const identity = new TextEncoder().encode(signerId);
  const bits = identity.length * 8;
  const entl = Uint8Array.of(bits >> 8, bits & 0xff);
  return concatBytes(entl, identity, CURVE_OCTETS, publicKey.subarray(1));
}

/** Computes e = SM3(Z ‖ M), GB/T 32918.2 §6.1 A1 and A2, which a token with a digest mechanism signs. */
export function messageDigest(
  engine: Pick<SmPrimitives, 'sm3'>,
  publicKey: Sm2PublicKey,
  message: Uint8Array,
  signerId: string = DEFAULT_SIGNER_ID,
): Uint8Array {
  return engine.sm3(computeZ(engine, publicKey, signerId), message);
}
