import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtPath } from '../../../native/build-module.mjs';
import { buildSoftSkf } from '../../../native/soft-skf/build.mjs';
import { buildSoftToken } from '../../../native/soft-token/build.mjs';
import { nodeHeaders } from '../setup/node-headers.mjs';
import { inProject } from '../setup/project.mjs';
import { answerOf, expectRun, say } from '../setup/run.mjs';
import { fingerprint, readStamp, writeStamp } from '../setup/stamp.mjs';
import { provide } from '../setup/system-packages.mjs';
import { inWorkFolder, nativesFolder } from './folders.mjs';
import { libcryptoFor } from './openssl.mjs';

/** What mingw-w64 and OpenSSL call a processor. */
const processors = {
  x64: { prefix: 'x86_64-w64-mingw32', configuration: 'mingw64', package: 'g++-mingw-w64-x86-64-win32' },
  ia32: { prefix: 'i686-w64-mingw32', configuration: 'mingw', package: 'g++-mingw-w64-i686-win32' },
};

const bindingFolder = inProject('node_modules/pkcs11js');
const hook = inProject('build/scripts/natives/delay-load-hook.c');
const bindingName = 'pkcs11.node';
const bindingSources = ['node_modules/pkcs11js/package.json', 'build/scripts/natives/windows.mjs', hook];

/** The functions of Node-API that objects use. 32-bit symbols begin with one more underscore. */
function usedNodeApi(prefix, objects) {
  const listing = answerOf(`${prefix}-nm`, ['-u', ...objects]);
  const names = listing.matchAll(/ U (?:__imp_)?_?(n(?:api|ode_api)_\w+)$/gm);
  return [...new Set([...names].map(([, name]) => name))].sort();
}

/** Makes the library by which a linker finds Node-API in the running program. */
async function importLibrary(prefix, objects, work) {
  const [definition, library] = [join(work, 'node.def'), join(work, 'libnode.a')];
  const names = usedNodeApi(prefix, objects);
  if (names.length === 0) throw new Error('pkcs11js seems to use nothing of Node-API');
  await writeFile(definition, ['NAME NODE.EXE', 'EXPORTS', ...names, ''].join('\n'));
  // The linker sorts by names of parts, which dlltool draws by chance unless it is told how they begin; it makes them where it runs.
  const named = ['--deterministic-libraries', '--temp-prefix', 'node_api'];
  await expectRun('dlltool', `${prefix}-dlltool`, [...named, '-d', definition, '-y', library], { cwd: work });
  return library;
}

/** Compiles pkcs11js, as its own binding.gyp says, with mingw's compiler. */
async function compileBinding(prefix, work) {
  const compiler = `${prefix}-g++`;
  const include = [await nodeHeaders(), join(bindingFolder, 'includes')].flatMap((name) => ['-I', name]);
  // Functions that are declared as imported are called past the parts of the library that find them at their first use; for 32 bits the
  // linker then drops those parts, and the first call leads nowhere. So nothing is declared as imported.
  const flags = ['-std=c++17', '-O2', '-w', '-fno-rtti', '-fno-exceptions', '-DNAPI_DISABLE_CPP_EXCEPTIONS'];
  const objects = [];
  for (const name of ['dl', 'common', 'main']) {
    const object = join(work, `${name}.o`);
    const source = join(bindingFolder, 'src', `${name}.cpp`);
    const args = [...flags, '-DNAPI_EXTERN=', ...include, '-c', source, '-o', object];
    await expectRun(compiler, compiler, args);
    objects.push(object);
  }
  const hookObject = join(work, 'hook.o');
  await expectRun(prefix, `${prefix}-gcc`, [
    '-O2',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-c',
    hook,
    '-o',
    hookObject,
  ]);
  const library = await importLibrary(prefix, objects, work);
  const parts = [...objects, hookObject, library, '-ldelayimp'];
  // The linker makes the address of a library from its path as it is told it, and this folder has another name each time.
  const linking = ['-shared', '-static', '-s', '-Wl,--no-insert-timestamp'];
  await expectRun(compiler, compiler, [...linking, ...parts, '-o', bindingName], { cwd: work });
  return join(work, bindingName);
}

/** Builds pkcs11js unless what it is made of is unchanged. */
async function buildBinding(target, prefix) {
  const output = join(nativesFolder(target), bindingName);
  const [stamp, current] = [`natives-${target}`, fingerprint(bindingSources)];
  if (existsSync(output) && readStamp(stamp) === current) return output;
  say(`Building pkcs11js for ${target}`);
  await mkdir(nativesFolder(target), { recursive: true });
  await inWorkFolder(inProject('out/natives'), async (work) => {
    await rename(await compileBinding(prefix, work), output);
  });
  writeStamp(stamp, current);
  return output;
}

/** Builds pkcs11.node alone for Windows. @returns its path */
export async function buildWindowsBinding(arch) {
  const { prefix, package: compilerPackage } = processors[arch];
  await provide(['build-essential', compilerPackage]);
  return buildBinding(`win32-${arch}`, prefix);
}

/** Builds pkcs11.node, the soft token and its SKF library for Windows. */
async function build(arch) {
  const { prefix, configuration } = processors[arch];
  const target = `win32-${arch}`;
  const binding = await buildWindowsBinding(arch);
  const openssl = { target, configuration, options: [`--cross-compile-prefix=${prefix}-`] };
  const toolchain = {
    platform: 'win32',
    folder: nativesFolder(target),
    compiler: [`${prefix}-gcc`],
    library: join(await libcryptoFor(openssl), 'lib/libcrypto.a'),
  };
  return [binding, builtPath(buildSoftToken({}, toolchain)), builtPath(buildSoftSkf({}, toolchain))];
}

/** Builders of the native modules for Windows by mingw-w64. On Debian as root they install the compiler. */
export const windowsBuilders = { 'win32-x64': () => build('x64'), 'win32-ia32': () => build('ia32') };
