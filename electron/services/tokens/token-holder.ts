import type { Sm2PublicKey } from '../../core/sm/engine.ts';
import { unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { TokenAddress, TokenSetupPort } from '../ports/tokens.ts';

/** CKA_APPLICATION of the data objects that hold seals. */
const SEAL_APPLICATION = 'GB/T 38540-2020';
const KEY_ID_LENGTH = 8;

/** The names by which the two keys of a token, and what belongs to each, are told apart. */
const USE_NAMES = { signing: '签名', encryption: '加密' } as const;

export type KeyUse = keyof typeof USE_NAMES;

/** A token that is being filled for its holder. */
export interface TokenHolder {
  readonly tokens: TokenSetupPort;
  readonly address: TokenAddress;
  /** The holder's name; every label begins with it. */
  readonly name: string;
  readonly random: RandomBytes;
  /** Returns a fresh copy of the PIN for each call. */
  readonly pin: () => Uint8Array;
}

/** A key pair on a token and the certificate that will share its CKA_ID. */
export interface TokenKey {
  readonly use: KeyUse;
  readonly id: Uint8Array;
  readonly publicKey: Sm2PublicKey;
}

/**
 * Generates an SM2 key pair on the token. Elsewhere a key centre makes encryption keys and sends them wrapped, so that
 * it can restore them; the demonstration restores nothing.
 * @throws CodedError of the token
 */
export async function generateKey(holder: TokenHolder, use: KeyUse): Promise<TokenKey> {
  const { tokens, address, random } = holder;
  const id = random(KEY_ID_LENGTH);
  const label = labelOf(holder, use);
  const publicKey = unwrap(await tokens.generateKeyPair({ ...address, id, label, pin: holder.pin() }));
  return { use, id, publicKey };
}

/** @throws CodedError of the token */
export async function storeCertificate(holder: TokenHolder, key: TokenKey, der: Uint8Array): Promise<void> {
  const label = labelOf(holder, key.use);
  const { address, pin } = holder;
  unwrap(await holder.tokens.storeCertificate({ ...address, id: key.id, label, der, pin: pin() }));
}

/**
 * @param name of the seal
 * @throws CodedError of the token
 */
export async function storeSeal(holder: TokenHolder, name: string, der: Uint8Array): Promise<void> {
  const { address, pin } = holder;
  const data = { label: name, application: SEAL_APPLICATION, value: der };
  unwrap(await holder.tokens.storeData({ ...address, ...data, pin: pin() }));
}

function labelOf({ name }: TokenHolder, use: KeyUse): string {
  return `${name} ${USE_NAMES[use]}`;
}
