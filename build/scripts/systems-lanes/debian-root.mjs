import { spawn } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cached } from '../natives/folders.mjs';
import { fetchDebian } from '../natives/foreign-usr.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun, say } from '../setup/run.mjs';
import { thisSystem } from '../systems/this-system.mjs';
import { LeftOut } from './run-lane.mjs';

/** A Debian with its required packages alone, fetched once. */
function smallDebian(suite) {
  return cached(`debian-${suite}-minimal`, async (folder) => {
    say(`Fetching Debian ${suite}; it is kept for the next time`);
    await fetchDebian(suite, folder);
  });
}

/**
 * Makes a fresh Debian below out/systems. Its apt keeps what it fetches in the user's cache.
 * @param {string} suite such as "bullseye"
 * @returns {Promise<{ root: string, archives: string }>} its root folder, and the one with packages that apt has fetched
 * @throws LeftOut for a user who is not root on a Debian
 */
export async function freshDebian(suite) {
  if (!thisSystem.isRoot()) throw new LeftOut('only root may install into another Debian');
  const root = inProject('out/systems', suite);
  await rm(root, { recursive: true, force: true });
  await mkdir(dirname(root), { recursive: true });
  await expectRun('cp', 'cp', ['-a', await smallDebian(suite), root]);
  const archives = await cached(`debian-${suite}-archives`, async (folder) => {
    await mkdir(join(folder, 'partial'));
  });
  await cp('/etc/resolv.conf', join(root, 'etc/resolv.conf'), { dereference: true, force: true });
  return { root, archives };
}

/** Mounts what programs expect, in a space that ends with them, and changes the root. */
const enter = `set -e
root=$1 archives=$2 shared=$3; shift 3
mount -t proc proc "$root/proc"
mount --bind "$archives" "$root/var/cache/apt/archives"
mkdir -p "$root/shared"
mount --bind "$shared" "$root/shared"
exec chroot "$root" "$@"`;

const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  HOME: '/root',
};

/**
 * Runs a program inside of a Debian, which sees a folder of this machine as /shared.
 * @param {{ root: string, archives: string }} debian
 * @param {readonly string[]} command
 * @param {{ shared: string, input?: string }} options input: what the program reads
 * @returns {Promise<{ status: number | null, output: string }>} output: what it printed to either stream
 */
export function runInside({ root, archives }, command, { shared, input = '' }) {
  const space = ['--mount', '--pid', '--fork', '--propagation', 'private'];
  const args = [...space, 'sh', '-c', enter, 'sh', root, archives, shared, ...command];
  return new Promise((resolve, reject) => {
    const child = spawn('unshare', args, { env: environment });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output: Buffer.concat(parts).toString('utf8') }));
    // A program that reads nothing may have ended before.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
