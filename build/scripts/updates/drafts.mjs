import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Metadata } from '@tufjs/models';
import { newestVersion, rootContent, targetsContent } from './repository.mjs';
import { addSignature, signed } from './signing.mjs';

/**
 * A root, or a list of packages, that waits for the signatures of those who hold its keys, each on a computer of their own.
 * @typedef {import('@tufjs/models').Metadata<import('@tufjs/models').Root>} RootMetadata
 * @typedef {import('./signing.mjs').PublicKey} PublicKey
 */

const ROLES = ['root', 'targets', 'snapshot', 'timestamp'];

/** @throws Error for bytes that are neither of the two */
function draftIn(bytes) {
  const data = JSON.parse(bytes.toString('utf8'));
  const type = data.signed?._type;
  if (type !== 'root' && type !== 'targets') throw new Error('a draft is a root or a list of packages');
  return Metadata.fromJSON(type, data);
}

/** The root of a repository that counts now; null before the first. @returns {RootMetadata | null} */
function presentRoot(folder) {
  const file = join(folder, `metadata/${newestVersion(folder, 'root')}.root.json`);
  return existsSync(file) ? draftIn(readFileSync(file)) : null;
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

/**
 * Makes the next list of packages, without a signature.
 * @param {string} folder of the repository
 * @param {Parameters<typeof targetsContent>[1]} next
 * @returns {Buffer} the draft
 */
export const draftTargets = (folder, next) => signed('targets', targetsContent(folder, next), []);

/** Whose holders have to sign: of a root the former one's and its own (specification, 5.3.4), of a list those that the root names. */
function judgesOf(folder, draft) {
  const present = presentRoot(folder);
  const role = draft.signed.type;
  const former =
    present === null ? [] : [{ by: role === 'root' ? 'former root' : 'root', role, root: present }];
  if (role === 'root') return [...former, { by: 'new root', role, root: draft }];
  if (present === null) throw new Error('the repository has no root yet');
  return former;
}

/**
 * Adds a signature to a draft.
 * @param {Buffer} draft
 * @param {string} folder of the repository, or of a copy with its newest root
 * @param {import('./signing.mjs').RoleKey} key
 * @returns {Buffer}
 * @throws Error for a key that no root names for it: its signature would count for nothing
 */
export function signDraft(draft, folder, key) {
  const metadata = draftIn(draft);
  const isHolder = ({ root, role }) => root.signed.roles[role].keyIDs.includes(key.id);
  if (!judgesOf(folder, metadata).some(isHolder))
    throw new Error('no root names this key for such a signature');
  addSignature(metadata, key);
  return Buffer.from(JSON.stringify(metadata.toJSON()));
}

/** How many keys that a root names for a role have signed a draft, each with a signature that is right. */
function signaturesBy(root, role, draft) {
  return keysOfRole(root, role).filter(({ id }) => {
    try {
      root.signed.keys[id].verifySignature(draft);
      return true;
    } catch {
      return false;
    }
  }).length;
}

function rolesInWords({ roles }, present) {
  return ROLES.flatMap((role) => {
    const before = present?.signed.roles[role];
    const former = before?.keyIDs ?? [];
    const { keyIDs, threshold } = roles[role];
    const gone = former.filter((id) => !keyIDs.includes(id));
    const change = before === undefined ? '' : `, before ${before.threshold} of ${former.length}`;
    return [
      `${role}: ${threshold} of ${keyIDs.length} sign${change}`,
      ...keyIDs.map((id) => `  ${id} ${former.includes(id) ? 'as before' : 'NEW'}`),
      ...gone.map((id) => `  ${id} GOES`),
    ];
  });
}

const filesInWords = ({ targets }) =>
  Object.entries(targets).map(([path, { length, hashes }]) => `  ${path}: ${length} bytes, ${hashes.sha256}`);

/**
 * Tells in lines what a draft says: who reads them decides whether to sign.
 * @returns {{ lines: string[], counts: string[], isComplete: boolean }} counts: who has signed, the last of the lines; isComplete: as
 *   many as have to
 */
export function describeDraft(draft, folder) {
  const metadata = draftIn(draft);
  const { type, version, expires } = metadata.signed;
  const content =
    type === 'root' ? rolesInWords(metadata.signed, presentRoot(folder)) : filesInWords(metadata.signed);
  const found = judgesOf(folder, metadata).map(({ by, role, root }) => {
    const { threshold } = root.signed.roles[role];
    return { by, threshold, have: signaturesBy(root, role, metadata) };
  });
  const counts = found.map(
    ({ by, threshold, have }) => `signed by ${have} of ${threshold} keys of the ${by}`,
  );
  return {
    lines: [`${type}, version ${version}, until ${expires}`, ...content, ...counts],
    counts,
    isComplete: found.every(({ threshold, have }) => have >= threshold),
  };
}

/** @throws Error where a draft lacks signatures, or is not the version that follows */
function expectNext(draft, folder, type) {
  const { version, type: own } = draftIn(draft).signed;
  if (own !== type) throw new Error(`this draft is one of ${own}, not of ${type}`);
  const next = newestVersion(folder, type) + 1;
  if (version !== next) throw new Error(`the next ${type} is ${next}, and this draft is ${version}`);
  const { counts, isComplete } = describeDraft(draft, folder);
  if (!isComplete) throw new Error(`signatures are missing: ${counts.join(', ')}`);
  return version;
}

/**
 * Gives a draft out as the next root of a repository.
 * @throws Error where it lacks signatures, or is not the version that follows
 */
export function admitRoot(draft, folder) {
  const version = expectNext(draft, folder, 'root');
  mkdirSync(join(folder, 'metadata'), { recursive: true });
  writeFileSync(join(folder, `metadata/${version}.root.json`), draft, { flag: 'wx' });
}

/**
 * Checks that a signed list may be published with these files.
 * @param {{ path: string, bytes: Buffer }[]} files
 * @throws Error where it lacks signatures, is not the version that follows, or names other files
 */
export function expectTargets(draft, folder, files) {
  expectNext(draft, folder, 'targets');
  const { targets } = JSON.parse(draft.toString('utf8')).signed;
  const present = targetsContent(folder, { files, now: new Date() }).targets;
  if (!isDeepStrictEqual(targets, present)) throw new Error('the signed list is one of other files');
}
