import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { namedKeys, signed } from './signing.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long metadata count, in days. A timestamp is short, so that nobody can hold a newer list back for long. */
const DAYS = { root: 365, targets: 90, snapshot: 90, timestamp: 7 };

/**
 * The keys of the roles, and how many of those of a root and of the targets have to sign.
 * @typedef {import('./signing.mjs').RoleKey} RoleKey
 * @typedef {{ root: RoleKey[], targets: RoleKey[], snapshot: RoleKey[], timestamp: RoleKey[] }} RoleKeys
 * @typedef {{ root: number, targets: number }} Thresholds
 */

const hashes = (bytes) => ({ sha256: createHash('sha256').update(bytes).digest('hex') });
const described = (bytes, version) => ({ version, length: bytes.length, hashes: hashes(bytes) });
const expiry = (role, now) =>
  new Date(now.getTime() + DAYS[role] * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');

/** Returns the newest version of a role's metadata in a folder; 0 before the first. */
export function newestVersion(folder, role) {
  const versions = globSync(`*.${role}.json`, { cwd: join(folder, 'metadata') }).map((name) =>
    parseInt(name, 10),
  );
  return Math.max(0, ...versions);
}

function write(folder, name, bytes) {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, bytes);
}

/**
 * Returns what the next root of a repository says: the keys of each role, and how many of them have to sign.
 * @param {string} folder of the repository
 * @param {{ keys: Record<keyof RoleKeys, import('./signing.mjs').PublicKey[]>, thresholds: Thresholds, now: Date }} root
 */
export function rootContent(folder, { keys, thresholds, now }) {
  const version = newestVersion(folder, 'root') + 1;
  const role = (name) => ({ keyids: keys[name].map(({ id }) => id), threshold: thresholds[name] ?? 1 });
  return {
    version,
    expires: expiry('root', now),
    consistent_snapshot: true,
    keys: namedKeys(Object.values(keys).flat()),
    roles: {
      root: role('root'),
      targets: role('targets'),
      snapshot: role('snapshot'),
      timestamp: role('timestamp'),
    },
  };
}

/**
 * Writes the next root of a repository. It is signed by the present keys and by those before them (specification, 6.1), so that a
 * program which knows the former root follows.
 * @param {string} folder of the repository
 * @param {{ keys: RoleKeys, thresholds: Thresholds, former?: RoleKey[], now: Date }} root
 */
export function writeRoot(folder, { keys, thresholds, former = [], now }) {
  const content = rootContent(folder, { keys, thresholds, now });
  const signers = new Map([...former, ...keys.root].map((key) => [key.id, key]));
  write(folder, `metadata/${content.version}.root.json`, signed('root', content, [...signers.values()]));
}

/**
 * Returns what the next list of packages says.
 * @param {string} folder of the repository
 * @param {{ files: { path: string, bytes: Buffer }[], now: Date }} state every file that is to be had from now on
 */
export function targetsContent(folder, { files, now }) {
  const targets = Object.fromEntries(
    files.map(({ path, bytes }) => [path, { length: bytes.length, hashes: hashes(bytes) }]),
  );
  return { version: newestVersion(folder, 'targets') + 1, expires: expiry('targets', now), targets };
}

/**
 * Publishes packages and the signed list of them as the next state of a repository.
 * @param {string} folder of the repository
 * @param {{ files: { path: string, bytes: Buffer }[], list: Buffer, keys: Pick<RoleKeys, 'snapshot' | 'timestamp'>, now: Date }} state
 *   list: {@link targetsContent} of the files, signed
 */
export function publish(folder, { files, list, keys, now }) {
  for (const { path, bytes } of files) {
    const name = `${hashes(bytes).sha256}.${basename(path)}`;
    const place = join('targets', path, '..', name);
    if (!existsSync(join(folder, place))) write(folder, place, bytes);
  }
  const version = newestVersion(folder, 'targets') + 1;
  write(folder, `metadata/${version}.targets.json`, list);
  const snapshotVersion = newestVersion(folder, 'snapshot') + 1;
  const meta = { 'targets.json': described(list, version) };
  const snapshot = signed(
    'snapshot',
    { version: snapshotVersion, expires: expiry('snapshot', now), meta },
    keys.snapshot,
  );
  write(folder, `metadata/${snapshotVersion}.snapshot.json`, snapshot);
  writeTimestamp(folder, { keys, now });
}

/**
 * Writes a new timestamp for the present state, as has to be done before the last one expires.
 * @param {string} folder of the repository
 * @param {{ keys: Pick<RoleKeys, 'timestamp'>, now: Date }} by
 */
export function writeTimestamp(folder, { keys, now }) {
  const file = join(folder, 'metadata/timestamp.json');
  const former = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).signed.version : 0;
  const snapshotVersion = newestVersion(folder, 'snapshot');
  const snapshot = readFileSync(join(folder, `metadata/${snapshotVersion}.snapshot.json`));
  const meta = { 'snapshot.json': described(snapshot, snapshotVersion) };
  const content = { version: former + 1, expires: expiry('timestamp', now), meta };
  write(folder, 'metadata/timestamp.json', signed('timestamp', content, keys.timestamp));
}
