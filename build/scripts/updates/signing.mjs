import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Key, Metadata, Signature } from '@tufjs/models';

/** Version of the specification of The Update Framework that the metadata follow. */
const SPECIFICATION = '1.0.33';

/**
 * A key of a role: what everybody may know of it, and all of it.
 * @typedef {{ id: string, json: { keytype: string, scheme: string, keyval: { public: string } } }} PublicKey
 * @typedef {PublicKey & { privateKey: string }} RoleKey
 */

/** Returns a key with its id: the hash of its public part (specification, 4.2). @param {string} privateKey PEM, Ed25519 */
function keyOf(privateKey) {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { ...publicKeyOf(Buffer.from(x, 'base64url').toString('hex')), privateKey };
}

/** @param {string} hex the public part @returns {PublicKey} */
function publicKeyOf(hex) {
  const json = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } };
  const sorted = `{"keytype":"ed25519","keyval":{"public":"${hex}"},"scheme":"ed25519"}`;
  return { id: createHash('sha256').update(sorted).digest('hex'), json };
}

/** Makes a new key. @returns {RoleKey} */
export const newKey = () =>
  keyOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));

const publicFile = (folder, name) => join(folder, `${name}.json`);
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

/** Writes the public part of a key, which its holder hands out, beside those of others. @returns its path */
export function handOut(folder, name, { json }) {
  const file = publicFile(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(json.keyval)}\n`, { flag: 'wx' });
  return file;
}

/** Reads a public part as it was handed out. @returns {PublicKey} @throws Error for a file of another form */
export function handedOut(folder, name) {
  const { public: hex } = JSON.parse(readFileSync(publicFile(folder, name), 'utf8'));
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error(`${name} is no public key`);
  return publicKeyOf(hex);
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

/** Signs metadata with one key more. @param {RoleKey} key */
export function addSignature(metadata, { id, privateKey }) {
  metadata.sign((bytes) => new Signature({ keyID: id, sig: sign(null, bytes, privateKey).toString('hex') }));
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
  for (const key of keys) addSignature(metadata, key);
  return Buffer.from(JSON.stringify(metadata.toJSON()));
}

/** The keys of a root's metadata, as these name them. @param {PublicKey[]} keys */
export const namedKeys = (keys) =>
  Object.fromEntries(keys.map(({ id, json }) => [id, Key.fromJSON(id, json).toJSON()]));
