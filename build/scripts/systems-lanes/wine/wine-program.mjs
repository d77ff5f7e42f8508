import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../../natives/folders.mjs';
import { foreignUsr } from '../../natives/foreign-usr.mjs';
import { expectRun, say } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';
import { thisSystem } from '../../systems/this-system.mjs';
import { LeftOut } from '../run-lane.mjs';

/** Wine 8, which Debian 12 has, lacks two functions that Node imports, and its TLS on one's own computer fails. */
const OLDEST = 10;

/** Debian's package wine64 has no command on the PATH. */
const folder = '/usr/lib/wine';

/** Wine as Debian 13 has it. */
const ofDebian13 = { suite: 'trixie', purpose: 'wine', packages: ['wine64'] };

/** Returns the number that a program answers with; 0 when it names none or is not there. */
function numberFrom(program, args, pattern) {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return Number(pattern.exec(stdout ?? '')?.[1] ?? 0);
}

/** The main number of the Wine that this machine has. */
const installedVersion = () => numberFrom(join(folder, 'wine64'), ['--version'], /wine-(\d+)/);

/** The main number of the Wine that apt would install here. */
const offeredVersion = () => numberFrom('apt-cache', ['policy', 'wine64'], /Candidate: (?:\d+:)?(\d+)/);

async function find() {
  if (installedVersion() < OLDEST && offeredVersion() >= OLDEST) await provide(['wine64']);
  const [loader, server] = ['wine64', 'wineserver64'].map((name) => join(folder, name));
  if (installedVersion() >= OLDEST) return { loader: [loader], server: [server] };
  if (!thisSystem.isRoot() || !existsSync('/etc/debian_version'))
    throw new LeftOut(`Wine ${OLDEST} is missing, and root alone may fetch it, on Debian`);
  const runner = join(await foreignUsr(ofDebian13), 'run');
  return { loader: [runner, loader], server: [runner, server] };
}

/** Where Debian has Wine's own libraries, and those of 32 bits in its package for such machines. */
const libraries = {
  here: '/usr/lib/x86_64-linux-gnu/wine',
  of32Bits: 'usr/lib/i386-linux-gnu/wine/i386-windows',
};

/**
 * Returns a folder for WINEDLLPATH with the half of Wine that runs 32-bit programs for Windows in a 64-bit process. Debian packs it for
 * 32-bit machines alone, so that the package is fetched, once, and none is installed.
 * @throws LeftOut for a user who is not root on a Debian
 */
export async function wineLibrariesOf32Bits() {
  if (!thisSystem.isRoot()) throw new LeftOut('root alone may fetch the half of Wine for 32 bits, on Debian');
  const { suite } = ofDebian13;
  return cached(`debian-${suite}-wine-32-bit`, async (kept, work) => {
    await provide(['debootstrap']);
    say(`Fetching the half of Wine for 32 bits of Debian ${suite}; what comes is kept for the next time`);
    const [system, unpacked] = [join(work, 'system'), join(work, 'unpacked')];
    const options = ['--arch=i386', '--variant=minbase', '--include=libwine', '--no-resolve-deps'];
    await expectRun('debootstrap', 'debootstrap', [...options, '--download-only', suite, system]);
    const archives = join(system, 'var/cache/apt/archives');
    const name = (await readdir(archives)).find((each) => each.startsWith('libwine_'));
    await expectRun('dpkg-deb', 'dpkg-deb', ['-x', join(archives, name), unpacked]);
    await rename(join(unpacked, libraries.of32Bits), join(kept, 'i386-windows'));
    // Wine looks for the other halves of a library beside it.
    for (const half of ['x86_64-unix', 'x86_64-windows'])
      await symlink(join(libraries.here, half), join(kept, half));
  });
}

let found;

/**
 * Returns the commands that run a Windows program and Wine's server: of this system where its Wine is new enough, which is installed
 * on Debian as root, else of Debian 13, which is fetched once and runs beside this system's own programs.
 * @returns {Promise<{ loader: readonly string[], server: readonly string[] }>}
 * @throws LeftOut where there is no such Wine and it cannot be fetched
 */
export const wineCommands = () => (found ??= find());
