import { toHex } from '../../core/bytes/encodings.ts';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { checkpointBytes, type RegisterHead } from '../../core/register/checkpoint.ts';
import {
  signerOfHead,
  type TokenHead,
  tokenHeadLabel,
  tokenHeadText,
} from '../../core/register/kept-head.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { computeZ } from '../../core/sm/message-signature.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { RegisterCheckpoint } from '../../shared/model/register.ts';
import type { ListedToken } from '../tokens/list-tokens.ts';
import type { DigestSignRequest, HeadToKeep, TokenAddress, TokenPort } from '../ports/tokens.ts';

/** A key with a PIN that the act on record has just proven right. */
export interface CheckpointKey {
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly address: TokenAddress;
  /** DER of an SM2 certificate. With any other certificate nothing is signed. */
  readonly certificate: Uint8Array;
  /** The caller zeroes it. Null signs within the login that is still held. */
  readonly pin: Uint8Array | null;
}

type HeadSignature = Pick<RegisterCheckpoint, 'certificate' | 'signature'>;

const UNSIGNED: HeadSignature = { certificate: null, signature: null };

/**
 * Signs a head of the register with the key that has just served, and has the token keep it, in the same login. Returns {@link UNSIGNED} when that fails for whatever
 * reason, because the act itself is done and must not suffer. A signature that does not fit the certificate is not
 * kept.
 */
export async function signHead(
  head: RegisterHead,
  key: CheckpointKey | null,
  place: Pick<TokenHead, 'registerId' | 'origin' | 'fingerprint'>,
  engine: SmEngine,
): Promise<HeadSignature> {
  if (key === null) return UNSIGNED;
  const certificate = toHex(key.certificate);
  const kept = {
    label: tokenHeadLabel(place.registerId),
    text: tokenHeadText({ ...head, ...place, signer: signerOfHead(certificate, engine) }),
  };
  const value = await signByKey(checkpointBytes(head), key, engine, kept);
  return value === null ? UNSIGNED : { certificate, signature: toHex(value) };
}

/**
 * Signs a message with the key that has just served, in the same login.
 * @param head of the register, which the token keeps with the signature where it can
 * @returns r ‖ s, which fits the certificate; null when the signature fails for whatever reason
 */
export async function signByKey(
  tbs: Uint8Array,
  key: CheckpointKey,
  engine: SmEngine,
  head?: HeadToKeep,
): Promise<Uint8Array | null> {
  const { address, certificate, pin } = key;
  const publicKey = certificateOrNull(certificate)?.publicKey.sm2 ?? null;
  if (publicKey === null) return null;
  const message = { z: computeZ(engine, publicKey), tbs };
  const digest = engine.sm3(concatBytes(message.z, message.tbs));
  const kept = head === undefined ? {} : { head };
  const value = await valueOf({ ...address, certificate, digest, message, pin, ...kept }, key);
  return value !== null && engine.verifyDigest(digest, value, publicKey) ? value : null;
}

async function valueOf(request: DigestSignRequest, { tokens }: CheckpointKey): Promise<Uint8Array | null> {
  try {
    const signed = await tokens.signDigest(request);
    return signed.ok ? signed.value.value : null;
  } catch {
    return null;
  }
}

/**
 * Returns the key of a token's signing certificate, to sign the register with after another act on the token, or null
 * when the token has none.
 * @param listed the content of the tokens
 * @param pin that the act has proven or set
 */
export function checkpointKeyAt(
  { module, serial }: TokenAddress,
  listed: readonly ListedToken[],
  tokens: CheckpointKey['tokens'],
  pin: Uint8Array,
): CheckpointKey | null {
  const token = listed.find(({ info }) => info.module === module && info.serial === serial);
  const certificate = token?.certificates.find(({ info }) => info.usable)?.der;
  return certificate === undefined ? null : { tokens, address: { module, serial }, certificate, pin };
}
