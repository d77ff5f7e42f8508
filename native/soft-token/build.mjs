// Compiles the soft token to dist/native. Needs a C compiler and libcrypto of OpenSSL 3 as a static library.
// Run as a program it prints the module's path; imported it answers with a value and throws nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const sourceFolder = dirname(fileURLToPath(import.meta.url));
const outputFolder = resolve(sourceFolder, '../../dist/native');
const extension = { win32: 'dll', darwin: 'dylib' }[process.platform] ?? 'so';

/** Where the built module lies, whether it is there or not. */
export const softTokenPath = join(outputFolder, `sealdesk-soft-token.${extension}`);

function sources() {
  const foreign = process.platform === 'win32' ? 'platform-posix.c' : 'platform-windows.c';
  return readdirSync(sourceFolder)
    .filter((name) => name.endsWith('.c') && name !== foreign)
    .map((name) => join(sourceFolder, name));
}

function newestChange() {
  const names = readdirSync(sourceFolder).filter((name) => /\.(c|h|mjs)$/.test(name));
  return Math.max(...names.map((name) => statSync(join(sourceFolder, name)).mtimeMs));
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

// Symbols of libcrypto stay inside, so that they cannot meet those of the host's own OpenSSL; the module stays
// in memory once loaded, because libcrypto's thread-exit handlers may run after the host unloads it.
const linkFlags = {
  linux: ['-Wl,--exclude-libs,ALL', '-Wl,-z,nodelete', '-Wl,-z,relro,-z,now', '-Wl,--no-undefined'],
  darwin: ['-Wl,-exported_symbol,_C_*'],
  win32: ['-Wl,--exclude-libs,ALL', '-static'],
};
const systemLibraries = {
  linux: ['-ldl', '-lpthread'],
  darwin: [],
  win32: ['-lws2_32', '-lcrypt32', '-ladvapi32', '-luser32'],
};

function compileArguments(library, sanitize, output) {
  const headers = resolve(dirname(library), '../include');
  return [
    ...[
      '-std=c11',
      '-O2',
      '-g',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-fPIC',
      '-fvisibility=hidden',
      '-fstack-protector-strong',
    ],
    ...(sanitize
      ? ['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined', '-fno-omit-frame-pointer']
      : []),
    ...(existsSync(join(headers, 'openssl')) ? ['-I', headers] : []),
    '-shared',
    ...sources(),
    library,
    // The sanitizer's run-time library comes with the process that loads the module: its symbols stay open.
    ...(linkFlags[process.platform] ?? linkFlags.linux).filter(
      (flag) => !sanitize || flag !== '-Wl,--no-undefined',
    ),
    ...(systemLibraries[process.platform] ?? systemLibraries.linux),
    '-o',
    output,
  ];
}

/**
 * Builds the module unless it is newer than its sources.
 * @param {{ sanitize?: boolean }} [options] sanitize: a second module with address and undefined-behaviour checks
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildSoftToken({ sanitize = false } = {}) {
  const output = sanitize ? join(outputFolder, `sealdesk-soft-token-checked.${extension}`) : softTokenPath;
  if (existsSync(output) && statSync(output).mtimeMs > newestChange()) return { ok: true, path: output };
  const compiler = findCompiler();
  if (compiler === null)
    return { ok: false, reason: 'no C compiler (Debian: apt-get install build-essential)' };
  const library = findLibrary(compiler);
  if (library === null)
    return { ok: false, reason: 'no static libcrypto of OpenSSL 3 (Debian: apt-get install libssl-dev)' };
  mkdirSync(outputFolder, { recursive: true });
  const temporary = `${output}.${process.pid}`;
  const compiled = run(compiler, compileArguments(library, sanitize, temporary));
  if (compiled.status !== 0) return { ok: false, reason: compiled.stderr || String(compiled.error) };
  renameSync(temporary, output);
  return { ok: true, path: output };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = buildSoftToken();
  process.stdout.write(`${built.ok ? built.path : built.reason}\n`);
  process.exitCode = built.ok ? 0 : 1;
}
