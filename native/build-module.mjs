// Compiles C modules that carry libcrypto: to dist/native for this system, or with another toolchain for another.
// Needs a C compiler and libcrypto of OpenSSL 3 as a static library.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const builder = fileURLToPath(import.meta.url);
const hostFolder = resolve(dirname(builder), '../dist/native');
const extensions = { win32: 'dll', darwin: 'dylib' };

/** Returns the path of a module built for this system, whether it exists or not. */
export const modulePath = (name, { platform, folder } = { platform: process.platform, folder: hostFolder }) =>
  join(folder, `${name}.${extensions[platform] ?? 'so'}`);

/** Lists the C sources of a folder for a platform, by Node's name of it. */
export function sourcesIn(folder, platform = process.platform) {
  const foreign = platform === 'win32' ? 'platform-posix.c' : 'platform-windows.c';
  return readdirSync(folder)
    .filter((name) => name.endsWith('.c') && name !== foreign)
    .map((name) => join(folder, name));
}

function newestChange(folders) {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const sources = files.filter((path) => /\.(c|h|mjs)$/.test(path));
  return Math.max(...[builder, ...sources].map((path) => statSync(path).mtimeMs));
}

function run(command, args) {
  return spawnSync(command, args, { encoding: 'utf8', windowsHide: true });
}

function findCompiler() {
  const named = process.env.CC ? [process.env.CC] : ['cc', 'gcc', 'clang'];
  return named.find((name) => run(name, ['--version']).status === 0) ?? null;
}

function libraryFolders(compiler) {
  const known = process.env.OPENSSL_DIR
    ? ['lib64', 'lib'].map((name) => join(process.env.OPENSSL_DIR, name))
    : [];
  const asked = run('pkg-config', ['--variable=libdir', 'libcrypto']);
  if (asked.status === 0) known.push(asked.stdout.trim());
  const printed = run(compiler, ['-print-file-name=libcrypto.a']).stdout?.trim();
  if (printed) known.push(dirname(printed));
  return [...known, '/opt/homebrew/opt/openssl@3/lib', '/usr/local/opt/openssl@3/lib'];
}

function findLibrary(compiler) {
  const folder = libraryFolders(compiler).find((name) => existsSync(join(name, 'libcrypto.a')));
  return folder === undefined ? null : join(folder, 'libcrypto.a');
}

// Symbols of libcrypto stay inside, so that they cannot meet those of the host's own OpenSSL; a module stays in
// memory once loaded, because libcrypto's thread-exit handlers may run after the host unloads it.
const linkFlags = {
  linux: ['-Wl,--exclude-libs,ALL', '-Wl,-z,nodelete', '-Wl,-z,relro,-z,now', '-Wl,--no-undefined'],
  darwin: [],
  // Names without the suffix that stdcall has on 32 bits, because hosts look functions up by their bare names.
  win32: ['-Wl,--exclude-libs,ALL', '-Wl,--kill-at', '-static'],
};
const systemLibraries = {
  linux: ['-ldl', '-lpthread'],
  darwin: [],
  win32: ['-lws2_32', '-lcrypt32', '-ladvapi32', '-luser32'],
};
const warnings = ['-Wall', '-Wextra', '-Werror'];
const sanitizers = [
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=undefined',
  '-fno-omit-frame-pointer',
];

function compileArguments(
  { platform, library },
  output,
  { sources, folders, defines = [], sanitize = false },
) {
  const headers = resolve(dirname(library), '../include');
  return [
    ...['-std=c11', '-O2', '-g', ...warnings],
    ...['-fPIC', '-fvisibility=hidden', '-fstack-protector-strong'],
    ...(sanitize ? sanitizers : []),
    ...folders.flatMap((folder) => ['-I', folder]),
    ...(existsSync(join(headers, 'openssl')) ? ['-I', headers] : []),
    ...defines.map((name) => `-D${name}`),
    '-shared',
    ...sources,
    library,
    // The sanitizer's run-time library comes with the process that loads the module: its symbols stay open.
    ...(linkFlags[platform] ?? linkFlags.linux).filter((flag) => !sanitize || flag !== '-Wl,--no-undefined'),
    ...(systemLibraries[platform] ?? systemLibraries.linux),
    '-o',
    output,
  ];
}

function hostToolchain() {
  const compiler = findCompiler();
  if (compiler === null) throw new Error('no C compiler (Debian: apt-get install build-essential)');
  const library = findLibrary(compiler);
  if (library === null)
    throw new Error('no static libcrypto of OpenSSL 3 (Debian: apt-get install libssl-dev)');
  return { platform: process.platform, folder: hostFolder, compiler: [compiler], library };
}

function compile(module, output, { compiler: [command, ...args], ...toolchain }) {
  mkdirSync(dirname(output), { recursive: true });
  const temporary = `${output}.${process.pid}`;
  const compiled = run(command, [...args, ...compileArguments(toolchain, temporary, module)]);
  if (compiled.status !== 0) throw new Error(compiled.stderr || String(compiled.error));
  renameSync(temporary, output);
}

/**
 * Builds a module unless it is newer than the sources, headers and builders in its folders.
 * @param {{ name: string, sources: readonly string[], folders: readonly string[], defines?: readonly string[],
 *   sanitize?: boolean }} module sanitize: with address and undefined-behaviour checks
 * @param {{ platform: string, folder: string, compiler: readonly string[], library: string }} [toolchain] what
 *   compiles it for another system: that platform by Node's name, the folder for the module, the compiler's command,
 *   and libcrypto.a in a folder beside the one with OpenSSL's headers, `include`. Without it, the compiler and
 *   libcrypto of this system
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildModule(module, toolchain) {
  const output = modulePath(module.name, toolchain);
  const current = existsSync(output) && statSync(output).mtimeMs > newestChange(module.folders);
  if (current) return { ok: true, path: output };
  try {
    compile(module, output, toolchain ?? hostToolchain());
  } catch (error) {
    return { ok: false, reason: error.message };
  }
  return { ok: true, path: output };
}

/**
 * Returns the path of a module that was to be built.
 * @param {ReturnType<typeof buildModule>} built
 * @throws Error with the reason when there is none
 */
export function builtPath(built) {
  if (!built.ok) throw new Error(built.reason);
  return built.path;
}

/** Prints the module's path, or the reason why there is none, for a builder that runs as a program. */
export function reportBuild(built) {
  process.stdout.write(`${built.ok ? built.path : built.reason}\n`);
  process.exitCode = built.ok ? 0 : 1;
}
