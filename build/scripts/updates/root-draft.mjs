import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metadata } from '@tufjs/models';
import { newestVersion, rootContent } from './repository.mjs';
import { addSignature, signed } from './signing.mjs';

/**
 * A root that waits for the signatures of those who hold its keys, each on a computer of their own.
 * @typedef {import('@tufjs/models').Metadata<import('@tufjs/models').Root>} RootMetadata
 * @typedef {import('./signing.mjs').PublicKey} PublicKey
 */

const ROLES = ['root', 'targets', 'snapshot', 'timestamp'];

/** @returns {RootMetadata} @throws Error for bytes that are no root */
const rootIn = (bytes) => Metadata.fromJSON('root', JSON.parse(bytes.toString('utf8')));

/** The root of a repository that counts now; null before the first. */
function presentRoot(folder) {
  const file = join(folder, `metadata/${newestVersion(folder, 'root')}.root.json`);
  return existsSync(file) ? rootIn(readFileSync(file)) : null;
}

/** The keys that a root names for a role. @returns {PublicKey[]} */
const keysOfRole = ({ signed: { keys, roles } }, role) =>
  roles[role].keyIDs.map((id) => ({ id, json: keys[id].toJSON() }));

/**
 * Makes the next root of a repository, without a signature. A role whose keys are not given keeps those that it has.
 * @param {string} folder of the repository
 * @param {{ keys: Partial<Record<'root' | 'targets' | 'snapshot' | 'timestamp', PublicKey[]>>,
 *   thresholds: import('./repository.mjs').Thresholds, now: Date }} next
 * @returns {Buffer} the draft
 * @throws Error where the first root lacks the keys of a role
 */
export function draftRoot(folder, { keys, thresholds, now }) {
  const present = presentRoot(folder);
  const all = ROLES.map((role) => {
    const given = keys[role] ?? (present === null ? undefined : keysOfRole(present, role));
    if (given === undefined) throw new Error(`the first root needs public keys of ${role}`);
    return [role, given];
  });
  return signed('root', rootContent(folder, { keys: Object.fromEntries(all), thresholds, now }), []);
}

/** Both roots whose holders have to sign: the former one, and the draft itself (specification, 5.3.4). */
function judgesOf(folder, draft) {
  const present = presentRoot(folder);
  return [...(present === null ? [] : [{ by: 'former', root: present }]), { by: 'new', root: draft }];
}

/**
 * Adds a signature to a draft.
 * @param {Buffer} draft
 * @param {string} folder of the repository, or of a copy with its newest root
 * @param {import('./signing.mjs').RoleKey} key
 * @returns {Buffer}
 * @throws Error for a key that neither root names: its signature would count for nothing
 */
export function signDraft(draft, folder, key) {
  const metadata = rootIn(draft);
  const isHolder = judgesOf(folder, metadata).some(({ root }) =>
    root.signed.roles.root.keyIDs.includes(key.id),
  );
  if (!isHolder) throw new Error('neither the former root nor the new one names this key for a root');
  addSignature(metadata, key);
  return Buffer.from(JSON.stringify(metadata.toJSON()));
}

/** How many keys of a root have signed a draft, each with a signature that is right. */
function signaturesBy(root, draft) {
  return keysOfRole(root, 'root').filter(({ id }) => {
    try {
      root.signed.keys[id].verifySignature(draft);
      return true;
    } catch {
      return false;
    }
  }).length;
}

/**
 * Tells in lines what a draft says: who reads them decides whether to sign.
 * @returns {{ lines: string[], isComplete: boolean }} isComplete: signed by as many as both roots want
 */
export function describeDraft(draft, folder) {
  const metadata = rootIn(draft);
  const { version, expires, roles } = metadata.signed;
  const present = presentRoot(folder);
  const ofRoles = ROLES.flatMap((role) => {
    const before = present?.signed.roles[role];
    const former = before?.keyIDs ?? [];
    const { keyIDs, threshold } = roles[role];
    const gone = former.filter((id) => !keyIDs.includes(id));
    return [
      `${role}: ${threshold} of ${keyIDs.length} sign${before === undefined ? '' : `, before ${before.threshold} of ${former.length}`}`,
      ...keyIDs.map((id) => `  ${id} ${former.includes(id) ? 'as before' : 'NEW'}`),
      ...gone.map((id) => `  ${id} GOES`),
    ];
  });
  const counts = judgesOf(folder, metadata).map(({ by, root }) => {
    const { threshold } = root.signed.roles.root;
    return { by, threshold, have: signaturesBy(root, metadata) };
  });
  const ofSignatures = counts.map(
    ({ by, threshold, have }) => `signed by ${have} of ${threshold} keys of the ${by} root`,
  );
  return {
    lines: [`root, version ${version}, until ${expires}`, ...ofRoles, ...ofSignatures],
    isComplete: counts.every(({ threshold, have }) => have >= threshold),
  };
}

/**
 * Gives a draft out as the next root of a repository.
 * @throws Error where it lacks signatures, or is not the version that follows
 */
export function admitDraft(draft, folder) {
  const { lines, isComplete } = describeDraft(draft, folder);
  const { version } = rootIn(draft).signed;
  if (version !== newestVersion(folder, 'root') + 1)
    throw new Error(`the next root is ${newestVersion(folder, 'root') + 1}, and this draft is ${version}`);
  if (!isComplete) {
    const counts = lines.filter((line) => line.startsWith('signed by'));
    throw new Error(`signatures are missing: ${counts.join(', ')}`);
  }
  mkdirSync(join(folder, 'metadata'), { recursive: true });
  writeFileSync(join(folder, `metadata/${version}.root.json`), draft, { flag: 'wx' });
}
