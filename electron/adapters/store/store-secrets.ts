import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SecretKeeper } from '../../services/ports/secrets.ts';
import { CodedError } from '../../shared/errors.ts';
import { draftNameFor } from '../files/draft-names.ts';
import { systemErrorName } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { readRegularFile } from '../files/regular-file.ts';
import { writeThrough } from '../files/replace-file.ts';

/** Beside the database: no backup and no copy of the database contains it. */
const FILE = 'secret.key';
const KEY_LENGTH = 32;
/** Far above the key; a larger file is none. */
const LARGEST = 1024;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const ALGORITHM = 'aes-256-gcm';
const OWNER_ONLY = 0o600;
/** Prefix of a secret that this keeper protects. */
const SEALED = 'sealed:';

/**
 * Keeps secrets of the store's records under a key in a file that only this user can read. Window and command line use
 * it alike, which the key stores of desktop systems do not allow. A copy of the database or a backup is worth nothing
 * without the file.
 * @param folder the folder of the store
 */
export function storeSecrets(folder: string) {
  return {
    protect: (secret: string) => `${SEALED}${sealed(secret, keyIn(folder)).toString('base64')}`,
    reveal: (kept: string) =>
      kept.startsWith(SEALED) ? revealed(kept.slice(SEALED.length), keyIn(folder)) : null,
  } satisfies SecretKeeper;
}

/** Returns the key of the folder, which is made at its first use. @throws CodedError STORE_UNWRITABLE */
function keyIn(folder: string): Buffer {
  const path = join(folder, FILE);
  try {
    return read(path) ?? makeKey(folder, path);
  } catch (error) {
    const system = systemErrorName(error);
    if (system === undefined) throw error;
    throw new CodedError('STORE_UNWRITABLE', system, { system });
  }
}

/** Returns null when there is no file. */
function read(path: string): Buffer | null {
  try {
    return Buffer.from(readRegularFile(path, { most: LARGEST }));
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Of several processes that make the key at once, the first one's stays: a link never replaces a file. */
function makeKey(folder: string, path: string): Buffer {
  makePrivateFolder(folder);
  const draft = join(folder, draftNameFor(path));
  try {
    writeThrough(draft, 'wx', randomBytes(KEY_LENGTH), OWNER_ONLY);
    fileMoves.publish(draft, path);
  } catch (error) {
    fileMoves.discard(draft);
    if (systemErrorName(error) !== 'EEXIST') throw error;
  }
  return Buffer.from(readRegularFile(path, { most: LARGEST }));
}

function sealed(secret: string, key: Buffer): Buffer {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Returns null when another key has sealed it. */
function revealed(base64: string, key: Buffer): string | null {
  const bytes = Buffer.from(base64, 'base64');
  if (key.length !== KEY_LENGTH || bytes.length < IV_LENGTH + TAG_LENGTH) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_LENGTH));
    decipher.setAuthTag(bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH));
    const text = decipher.update(bytes.subarray(IV_LENGTH + TAG_LENGTH));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
