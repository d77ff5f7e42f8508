import { cbc, ecb } from '@noble/ciphers/aes.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from '../../bytes/byte-arrays.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import type { StandardEncryption } from './encryption-dictionary.ts';

/** Passwords of the revisions 5 and 6 count up to this length in bytes of UTF-8 (ISO 32000-2 §7.6.4.3.3). */
const PASSWORD_LENGTH = 127;
const NO_VECTOR = new Uint8Array(16);
const NOTHING = new Uint8Array(0);
/** Rounds that Algorithm 2.B makes at least. Chance ends it after some 70, and a byte is never above 255: at most 287. */
const ROUNDS = 64;

/**
 * Opens the file encryption key of the revisions 5 and 6 by a user password (ISO 32000-2 §7.6.4.3.3, Algorithm 2.A).
 * @returns null if the password is not the user's
 */
export function longUserKey(encryption: StandardEncryption, password: Uint8Array): Uint8Array | null {
  return openedKey(encryption, password, encryption.user, encryption.sealedKeys?.user, NOTHING);
}

/** Opens the key as {@link longUserKey} does, by an owner password. */
export function longOwnerKey(encryption: StandardEncryption, password: Uint8Array): Uint8Array | null {
  return openedKey(encryption, password, encryption.owner, encryption.sealedKeys?.owner, encryption.user);
}

/**
 * @param check 32 bytes of hash, 8 of salt for the check and 8 of salt for the key
 * @param user /U for an owner's password; nothing for a user's
 */
function openedKey(
  { revision }: StandardEncryption,
  given: Uint8Array,
  check: Uint8Array,
  sealed: Uint8Array | undefined,
  user: Uint8Array,
): Uint8Array | null {
  if (sealed === undefined) throw new Error('the keys of a revision before 5');
  const password = given.subarray(0, PASSWORD_LENGTH);
  const hash = revision === 6 ? hardenedHash : plainHash;
  if (!equalBytes(hash(password, check.subarray(32, 40), user), check.subarray(0, 32))) return null;
  const key = hash(password, check.subarray(40, 48), user);
  return cbc(key, NO_VECTOR, { disablePadding: true }).decrypt(sealed);
}

/** The hash of revision 5 (Adobe Supplement to ISO 32000, extension level 3). */
function plainHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array {
  return sha256(concatBytes(password, salt, user));
}

/** The hash of revision 6 (§7.6.4.3.4, Algorithm 2.B). */
function hardenedHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array {
  let key = plainHash(password, salt, user);
  for (let round = 0; ; round += 1) {
    const encrypted = encryptRepeated(key, concatBytes(password, key, user));
    key = hashOf(encrypted)(encrypted);
    if (round >= ROUNDS - 1 && (encrypted.at(-1) ?? 0) <= round - 31) return key.slice(0, 32);
  }
}

/** Encrypts 64 copies of a text, whose length makes whole blocks. */
function encryptRepeated(key: Uint8Array, text: Uint8Array): Uint8Array {
  const copies = concatBytes(...Array.from({ length: 64 }, () => text));
  return cbc(key.subarray(0, 16), key.subarray(16, 32), { disablePadding: true }).encrypt(copies);
}

/** The first 16 bytes as a number, modulo 3, choose the hash; 256 is 1 modulo 3, so their sum does too. */
function hashOf(encrypted: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const rest = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
  if (rest === 0) return sha256;
  return rest === 1 ? sha384 : sha512;
}

/**
 * Reads the permissions that /Perms states under the key (Algorithm 13). They cannot be changed without the key, as /P
 * can.
 * @returns 32 bits with a sign; null if /Perms is not of this key
 */
export function sealedPermissions({ sealedKeys }: StandardEncryption, key: Uint8Array): number | null {
  if (sealedKeys === null) return null;
  const stated = ecb(key, { disablePadding: true }).decrypt(sealedKeys.permissions);
  if (latin1Text(stated.subarray(9, 12)) !== 'adb') return null;
  return stated.subarray(0, 4).reduceRight((bits, byte) => (bits << 8) | byte, 0);
}
