import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Key, Metadata, Signature } from '@tufjs/models';

/** Version of the specification of The Update Framework that the metadata follow. */
const SPECIFICATION = '1.0.33';

/**
 * A key of a role.
 * @typedef {{ id: string, privateKey: string, json: { keytype: string, scheme: string, keyval: { public: string } } }} RoleKey
 */

/** Returns a key with its id: the hash of its public part (specification, 4.2). @param {string} privateKey PEM, Ed25519 */
function keyOf(privateKey) {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const json = {
    keytype: 'ed25519',
    scheme: 'ed25519',
    keyval: { public: Buffer.from(x, 'base64url').toString('hex') },
  };
  const sorted = `{"keytype":"ed25519","keyval":{"public":"${json.keyval.public}"},"scheme":"ed25519"}`;
  return { id: createHash('sha256').update(sorted).digest('hex'), privateKey, json };
}

/** Makes a new key. @returns {RoleKey} */
export const newKey = () =>
  keyOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));

const keyFile = (folder, name) => join(folder, `${name}.pem`);

/**
 * Reads the key of a name in a folder.
 * @param {string} folder
 * @param {string} name such as `root-1-2`
 * @returns {RoleKey}
 * @throws Error where it is not there
 */
export function keyIn(folder, name) {
  const file = keyFile(folder, name);
  if (!existsSync(file))
    throw new Error(`${file} is missing: a repository is signed by the keys that its root names`);
  return keyOf(readFileSync(file, 'utf8'));
}

/** Reads such a key, or makes it there, for its owner alone. @returns {RoleKey} */
export function keyMadeIn(folder, name) {
  const file = keyFile(folder, name);
  if (existsSync(file)) return keyIn(folder, name);
  const key = newKey();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, key.privateKey, { mode: 0o600, flag: 'wx' });
  return key;
}

/**
 * Signs metadata.
 * @param {'root' | 'targets' | 'snapshot' | 'timestamp'} type
 * @param {object} content what is signed, without its type and the specification's version
 * @param {RoleKey[]} keys
 * @returns {Buffer} JSON
 */
export function signed(type, content, keys) {
  const data = { signed: { _type: type, spec_version: SPECIFICATION, ...content }, signatures: [] };
  const metadata = Metadata.fromJSON(type, data);
  for (const { id, privateKey } of keys) {
    metadata.sign(
      (bytes) => new Signature({ keyID: id, sig: sign(null, bytes, privateKey).toString('hex') }),
    );
  }
  return Buffer.from(JSON.stringify(metadata.toJSON()));
}

/** The keys of a root's metadata, as these name them. @param {RoleKey[]} keys */
export const namedKeys = (keys) =>
  Object.fromEntries(keys.map(({ id, json }) => [id, Key.fromJSON(id, json).toJSON()]));
