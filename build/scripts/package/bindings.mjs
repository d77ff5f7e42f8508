import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { linuxBindings } from '../natives/linux-bindings.mjs';
import { buildWindowsBinding } from '../natives/windows.mjs';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';
import { koffiFor } from '../stage/stage-tree.mjs';
import { here } from '../systems/this-system.mjs';

/** The binding for the runtime of development (setup/store-binding.mjs). A current runtime has none. */
const olderRuntimes = 'better-sqlite3-older-runtimes.node';

/** Where the modules of this machine are in the checkout; better-sqlite3 brings those of every system. */
const ownBindings = (target) => ({
  'pkcs11.node': inProject('node_modules/pkcs11js/build/Release/pkcs11.node'),
  'better-sqlite3.node': inProject(`node_modules/better-sqlite3/prebuilds/${target}.node`),
  [olderRuntimes]: inProject('dist/native', olderRuntimes),
});

/** Those for an old C library. Where they cannot be built, which a word says, this machine has its own. */
async function forOldSystems(target) {
  try {
    const built = await linuxBindings(target.replace('linux-', ''));
    return Object.fromEntries(
      Object.entries(ownBindings(target))
        // Whether the runtime needs the last one, the checkout tells.
        .filter(([name, own]) => name !== olderRuntimes || (target === here && existsSync(own)))
        .map(([name]) => [name, join(built, name)]),
    );
  } catch (error) {
    if (target !== here) throw error;
    say(`${error.message}. This package takes the modules of this machine, which older systems may refuse.`);
    return ownBindings(target);
  }
}

/** The paths of the modules for a target, by their names. */
async function bindingsFor(target) {
  if (target.startsWith('linux-')) return forOldSystems(target);
  const own = ownBindings(target);
  if (target === here) return own;
  return {
    'pkcs11.node': await buildWindowsBinding(target.replace('win32-', '')),
    'better-sqlite3.node': own['better-sqlite3.node'],
  };
}

/** Koffi as npm has installed it for this machine, or as the lockfile has it for another. */
async function copyKoffi(target, folder) {
  const own = inProject('node_modules/@koromix', `koffi-${target}`);
  const source = existsSync(own) ? own : await koffiFor(target);
  const filter = (path) => !path.split(sep).some((name) => name.startsWith('musl_'));
  await cp(source, join(folder, `koffi-${target}`), { recursive: true, filter });
}

/**
 * Gathers the native modules that electron-builder packs, in the folders that build/config/electron-builder.yml names.
 * @param {string} target such as win32-x64
 * @param {string} folder is made anew
 * @throws Error where those of another system cannot be built
 */
export async function gatherBindings(target, folder) {
  await rm(folder, { recursive: true, force: true });
  const found = await bindingsFor(target);
  const parts = [
    ['pkcs11js', 'pkcs11.node', found['pkcs11.node']],
    ['better-sqlite3', `${target}.node`, found['better-sqlite3.node']],
    ['older-runtimes', olderRuntimes, found[olderRuntimes]],
  ];
  for (const [part, name, file] of parts) {
    await mkdir(join(folder, part), { recursive: true });
    if (file !== undefined && existsSync(file)) await cp(file, join(folder, part, name));
  }
  await copyKoffi(target, join(folder, 'koffi'));
}
