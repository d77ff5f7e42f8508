import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectRun, say } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { cached } from './folders.mjs';

/**
 * Runs a program with the /usr of another Debian, in a mount space of its own: every other folder stays what it is, so that
 * paths mean the same to both. The mount ends with the program.
 */
const runner = `#!/bin/sh
exec unshare --mount --propagation private sh -c 'mount --bind "$0" /usr && exec "$@"' "\${0%/*}/usr" "$@"
`;

/**
 * Fetches another Debian, on a Debian as root: its required packages, and others with what they need.
 * @param {string} suite such as "bullseye"
 * @param {string} folder an empty one, or one that is not there
 * @param {readonly string[]} [packages] the others
 */
export async function fetchDebian(suite, folder, packages = []) {
  await provide(['debootstrap']);
  const include = packages.length > 0 ? [`--include=${packages.join(',')}`] : [];
  await expectRun('debootstrap', 'debootstrap', ['--variant=minbase', ...include, suite, folder]);
}

/** What a foreign /usr goes without: nobody reads it, and it is large. */
const left = ['share/doc', 'share/man', 'share/locale'];

/**
 * Returns the name of a foreign /usr in the cache: one with other packages has another name.
 * @param {{ suite: string, purpose: string, packages: readonly string[] }} wanted
 */
export function nameOfUsr({ suite, purpose, packages }) {
  const holds = [runner, left, packages.toSorted()];
  const hash = createHash('sha256').update(JSON.stringify(holds)).digest('hex').slice(0, 8);
  return `debian-${suite}-${purpose}-${hash}`;
}

/**
 * Returns the folder of the cache with the /usr of another Debian, and with the program `run`, which runs others with it. Only
 * root may mount, on a Debian. It is fetched once.
 * @param {{ suite: string, purpose: string, packages: readonly string[] }} wanted suite: such as "bullseye"; purpose: what the
 *   packages are called in the folder's name and in what is said
 */
export function foreignUsr(wanted) {
  const { suite, purpose, packages } = wanted;
  return cached(nameOfUsr(wanted), async (folder, work) => {
    say(`Fetching the ${purpose} of Debian ${suite}; what comes is kept for the next time`);
    const system = join(work, 'system');
    await fetchDebian(suite, system, packages);
    await rename(join(system, 'usr'), join(folder, 'usr'));
    await writeFile(join(folder, 'run'), runner, { mode: 0o755 });
    await Promise.all(left.map((name) => rm(join(folder, 'usr', name), { recursive: true, force: true })));
    await mkdir(join(folder, 'usr/share/doc'), { recursive: true });
  });
}
