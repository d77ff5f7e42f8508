import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectRun, say } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { thisSystem } from '../systems/this-system.mjs';
import { cached } from './folders.mjs';

/** Debian 11 has glibc 2.31 and GCC 10, the first with C++20: the oldest Debian that apt still serves and that suffices. */
const suite = 'bullseye';
const packages = ['g++', 'g++-aarch64-linux-gnu'];

/**
 * Runs a program with the /usr of another Debian, in a mount space of its own: every other folder stays what it is, so that
 * paths mean the same to both. The mount ends with the program.
 */
const runner = `#!/bin/sh
exec unshare --mount --propagation private sh -c 'mount --bind "$0" /usr && exec "$@"' "\${0%/*}/usr" "$@"
`;

/** Only /usr is kept: compilers, headers and libraries. */
async function makeOldDebian(folder, work) {
  say(`Fetching the compilers of Debian ${suite}; they are kept for the next time`);
  const system = join(work, 'system');
  await provide(['debootstrap']);
  const include = `--include=${packages.join(',')}`;
  await expectRun('debootstrap', 'debootstrap', ['--variant=minbase', include, suite, system]);
  await rename(join(system, 'usr'), join(folder, 'usr'));
  await writeFile(join(folder, 'run'), runner, { mode: 0o755 });
  await Promise.all(
    ['share/doc', 'share/man', 'share/locale'].map((name) =>
      rm(join(folder, 'usr', name), { recursive: true, force: true }),
    ),
  );
  await mkdir(join(folder, 'usr/share/doc'), { recursive: true });
}

/** The folder with the /usr of the older Debian and the program that runs others with it. */
function oldDebian() {
  if (!thisSystem.isRoot()) throw new Error('building against an older C library needs root, on Debian');
  return cached(`debian-${suite}-compilers`, makeOldDebian);
}

/** Returns the folder of the C library for arm64, as programs of that processor want it. */
export const arm64Libraries = async () => join(await oldDebian(), 'usr/aarch64-linux-gnu');

/**
 * Returns the program that runs another one with the compilers and the C library of an older Debian. They are fetched once.
 * @throws Error when this is not root on a Debian, since only root may mount
 */
export const oldDebianRunner = async () => join(await oldDebian(), 'run');
