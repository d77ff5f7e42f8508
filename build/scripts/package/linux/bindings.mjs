import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { linuxBindings } from '../../natives/linux-bindings.mjs';
import { inProject } from '../../setup/project.mjs';
import { say } from '../../setup/run.mjs';

/** The binding for the runtime of development (setup/store-binding.mjs). A current runtime has none. */
const olderRuntimes = 'better-sqlite3-older-runtimes.node';

/** The folders that build/config/electron-builder.yml names, each with its one file, where it is in the checkout, and its name among built ones. */
const system = `${process.platform}-${process.arch}`;
const parts = [
  ['pkcs11js', 'pkcs11.node', 'node_modules/pkcs11js/build/Release', 'pkcs11.node'],
  ['better-sqlite3', `${system}.node`, 'node_modules/better-sqlite3/prebuilds', 'better-sqlite3.node'],
  ['older-runtimes', olderRuntimes, 'dist/native', olderRuntimes],
];

/** The folder of bindings for an old C library; undefined where they cannot be built, which a word says. */
async function builtBindings() {
  if (process.platform !== 'linux') return undefined;
  try {
    return await linuxBindings(process.arch);
  } catch (error) {
    say(`${error.message}. This package takes the modules of this machine, which older systems may refuse.`);
    return undefined;
  }
}

/**
 * Gathers the native modules that electron-builder packs for this system. On Linux they are those for an old C library.
 * @param {string} folder is made anew
 */
export async function gatherBindings(folder) {
  await rm(folder, { recursive: true, force: true });
  const built = await builtBindings();
  for (const [part, name, place, builtName] of parts) {
    await mkdir(join(folder, part), { recursive: true });
    const own = inProject(place, name);
    const better = built === undefined ? own : join(built, builtName);
    if (existsSync(own)) await cp(better, join(folder, part, name));
  }
}
