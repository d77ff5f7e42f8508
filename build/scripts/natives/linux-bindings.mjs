import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHeaders } from '../setup/node-headers.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun, say } from '../setup/run.mjs';
import { forOlderRuntimes } from '../setup/store-binding.mjs';
import { cached } from './folders.mjs';
import { expectLoadable } from './library-versions.mjs';
import { oldDebianRunner } from './old-debian.mjs';

const pkcs11 = inProject('node_modules/pkcs11js');
const sqlite = inProject('node_modules/better-sqlite3');
const oldNames = inProject('build/scripts/natives/old-names.h');
const madeOf = [
  ...['pkcs11js', 'better-sqlite3', 'node-addon-api', 'node'].map(
    (name) => `node_modules/${name}/package.json`,
  ),
  ...['natives/linux-bindings.mjs', 'natives/old-names.h', 'setup/store-binding.mjs'].map(
    (name) => `build/scripts/${name}`,
  ),
].map((path) => inProject(path));

/** The C++ library goes into the module: vendors of systems and of drivers bring their own versions. */
const linkFlags = [
  ...['-shared', '-s', '-static-libstdc++', '-static-libgcc', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'],
  '-Wl,-z,relro,-z,now',
];
const compileFlags = ['-fPIC', '-DNDEBUG', '-fvisibility=hidden', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-w'];

/** The settings of SQLite that better-sqlite3's own build takes. */
function sqliteDefines() {
  const text = readFileSync(join(sqlite, 'deps/defines.gypi'), 'utf8');
  return [...text.matchAll(/^\s*'(\w+(?:=[\w-]+)?)',$/gm)].map(([, name]) => `-D${name}`);
}

/** The version of Node-API that better-sqlite3's own build asks for, or the one that older runtimes have. */
function nodeApiDefines(isForOlderRuntimes) {
  const gyp = readFileSync(join(sqlite, 'binding.gyp'), 'utf8');
  const text = isForOlderRuntimes ? forOlderRuntimes(gyp) : gyp;
  const [, names] = /'defines': \[(.*NAPI_DISABLE_CPP_EXCEPTIONS.*)\]/.exec(text);
  return [...names.matchAll(/'([^']+)'/g)].map(([, name]) => `-D${name}`);
}

/** What GNU's tools call a processor, before their own names. */
export const gnuPrefixes = { x64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' };

/** A compiler of the older Debian. */
const compilerOf = (runner, prefix) => (name, args) =>
  expectRun(`${prefix}${name}`, runner, [`${prefix}${name}`, ...args]);

async function compilePkcs11(compile, output) {
  const include = [await nodeHeaders(), join(pkcs11, 'includes'), join(pkcs11, 'src')];
  await compile('g++', [
    ...['-std=c++17', '-O2', ...compileFlags, ...include.map((folder) => `-I${folder}`)],
    ...['dl', 'common', 'main'].map((name) => join(pkcs11, `src/${name}.cpp`)),
    ...[...linkFlags, '-ldl', '-o', output],
  ]);
}

/** Compiles SQLite once, and with it better-sqlite3 for current runtimes and for older ones. */
async function compileSqlite(compile, { folder, work, forOlderToo }) {
  const object = join(work, 'sqlite3.o');
  const source = join(sqlite, 'deps/sqlite3');
  // Files beyond 2 GB need no further functions on 64 bits; fcntl64 would ask for glibc 2.28.
  const settings = [...compileFlags, '-O3', ...sqliteDefines(), '-DSQLITE_DISABLE_LFS', '-include', oldNames];
  await compile('gcc', ['-std=c99', ...settings, '-c', join(source, 'sqlite3.c'), '-o', object]);
  const include = [await nodeHeaders(), inProject('node_modules/node-addon-api'), source];
  for (const isForOlder of forOlderToo ? [false, true] : [false]) {
    const name = isForOlder ? 'better-sqlite3-older-runtimes.node' : 'better-sqlite3.node';
    await compile('g++', [
      ...['-std=c++20', ...settings, ...nodeApiDefines(isForOlder)],
      ...include.map((folder) => `-I${folder}`),
      ...[join(sqlite, 'src/better_sqlite3.cpp'), object, ...linkFlags],
      ...['-lm', '-ldl', '-lpthread', '-o', join(folder, name)],
    ]);
  }
}

/** A name that changes with everything that the bindings are made of. */
function keyOfBindings(target) {
  const made = createHash('sha256');
  for (const path of madeOf) made.update(readFileSync(path));
  return `bindings-${target}-${made.digest('hex').slice(0, 16)}`;
}

/**
 * Builds the modules that the product ships, once for each version of what they are made of.
 * @returns {Promise<string>} the folder with `pkcs11.node`, `better-sqlite3.node` and, for the runtime of development
 *   (x64), `better-sqlite3-older-runtimes.node`
 */
export async function linuxBindings(processor) {
  const target = `linux-${processor}`;
  return cached(keyOfBindings(target), async (folder, work) => {
    const runner = await oldDebianRunner();
    say(`Building pkcs11js and better-sqlite3 for ${target}; they are kept for the next time`);
    const compile = compilerOf(runner, gnuPrefixes[processor]);
    await compilePkcs11(compile, join(folder, 'pkcs11.node'));
    await compileSqlite(compile, { folder, work, forOlderToo: processor === 'x64' });
    expectLoadable(folder, processor);
  });
}
