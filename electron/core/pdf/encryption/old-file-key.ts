import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes, equalBytes } from '../../bytes/byte-arrays.ts';
import type { StandardEncryption } from './encryption-dictionary.ts';
import { rc4 } from './rc4.ts';

/** What fills a password up to 32 bytes (ISO 32000-2 §7.6.4.3.2, Algorithm 2, step a). */
const PADDING = Uint8Array.of(
  ...[0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08],
  ...[0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a],
);

/** Rounds of MD5 and of RC4 from revision 3 on. */
const HASH_ROUNDS = 50;
const CIPHER_ROUNDS = 20;

/** The first half of /ID in the trailer, which the keys of revisions 2 to 4 depend on. */
type FileId = Uint8Array;

/**
 * Computes the file encryption key of the revisions 2 to 4 by a user password (Algorithms 2 and 6).
 * @returns null if the password is not the user's
 */
export function oldUserKey(
  encryption: StandardEncryption,
  fileId: FileId,
  password: Uint8Array,
): Uint8Array | null {
  return keyOfPadded(encryption, fileId, padded(password));
}

/**
 * Computes the file encryption key by an owner password (Algorithm 7): it opens /O, which holds the user password.
 * @returns null if the password is not the owner's
 */
export function oldOwnerKey(
  encryption: StandardEncryption,
  fileId: FileId,
  password: Uint8Array,
): Uint8Array | null {
  const { revision, keyLength, owner } = encryption;
  let hash = md5(padded(password));
  if (revision >= 3) for (let round = 0; round < HASH_ROUNDS; round += 1) hash = md5(hash);
  const key = hash.slice(0, keyLength);
  if (revision === 2) return keyOfPadded(encryption, fileId, rc4(key, owner));
  let user = owner;
  for (let round = CIPHER_ROUNDS - 1; round >= 0; round -= 1) user = rc4(xored(key, round), user);
  return keyOfPadded(encryption, fileId, user);
}

function keyOfPadded(
  encryption: StandardEncryption,
  fileId: FileId,
  password: Uint8Array,
): Uint8Array | null {
  const key = fileKey(encryption, fileId, password);
  const { revision, user } = encryption;
  if (revision === 2) return equalBytes(rc4(key, PADDING), user) ? key : null;
  let value = rc4(key, md5(concatBytes(PADDING, fileId)));
  for (let round = 1; round < CIPHER_ROUNDS; round += 1) value = rc4(xored(key, round), value);
  return equalBytes(value, user.subarray(0, 16)) ? key : null;
}

/** Algorithm 2. */
function fileKey(encryption: StandardEncryption, fileId: FileId, password: Uint8Array): Uint8Array {
  const { revision, keyLength, owner, permissions, encryptsMetadata } = encryption;
  const clearMetadata = revision >= 4 && !encryptsMetadata ? new Uint8Array(4).fill(0xff) : new Uint8Array(0);
  const parts = concatBytes(password, owner, littleEndian(permissions), fileId, clearMetadata);
  let hash = md5(parts);
  if (revision >= 3) {
    for (let round = 0; round < HASH_ROUNDS; round += 1) hash = md5(hash.subarray(0, keyLength));
  }
  return hash.slice(0, keyLength);
}

function padded(password: Uint8Array): Uint8Array {
  return concatBytes(password, PADDING).slice(0, PADDING.length);
}

function xored(key: Uint8Array, round: number): Uint8Array {
  return key.map((byte) => byte ^ round);
}

function littleEndian(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}
