import { readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { builtPath } from '../../../native/build-module.mjs';
import { buildSoftSkf } from '../../../native/soft-skf/build.mjs';
import { buildSoftToken } from '../../../native/soft-token/build.mjs';
import { nativesFolder } from './folders.mjs';
import { expectLoadable } from './library-versions.mjs';
import { gnuPrefixes, linuxBindings } from './linux-bindings.mjs';
import { oldDebianRunner } from './old-debian.mjs';
import { libcryptoFor } from './openssl.mjs';

/** What OpenSSL calls a processor. */
const configurations = { x64: 'linux-x86_64', arm64: 'linux-aarch64' };

/** The compiler of the older Debian with a libcrypto for a processor. */
async function toolchainFor(processor) {
  const runner = await oldDebianRunner();
  const [prefix, configuration] = [gnuPrefixes[processor], configurations[processor]];
  const target = `linux-${processor}`;
  const tool = (variable, name) => `${variable}=${runner} ${prefix}${name}`;
  const tools = [tool('CC', 'gcc'), tool('AR', 'ar'), tool('RANLIB', 'ranlib')];
  return {
    platform: 'linux',
    folder: nativesFolder(target),
    compiler: [runner, `${prefix}gcc`],
    library: join(await libcryptoFor({ target, configuration, options: tools }), 'lib/libcrypto.a'),
  };
}

/**
 * Builds the soft token and its SKF library, for tests in older systems and on other processors, unless they are newer
 * than their sources.
 * @returns {Promise<readonly string[]>} their paths
 */
export async function linuxSoftModules(processor) {
  const toolchain = await toolchainFor(processor);
  return [builtPath(buildSoftToken({}, toolchain)), builtPath(buildSoftSkf({}, toolchain))];
}

/** Builds a soft token that stretches PINs so little that a login takes no time in an emulator. @returns its path */
export async function quickSoftToken(processor) {
  return builtPath(buildSoftToken({ quickPins: true }, await toolchainFor(processor)));
}

async function build(processor) {
  const folder = nativesFolder(`linux-${processor}`);
  const bindings = await linuxBindings(processor);
  await cp(bindings, folder, { recursive: true });
  const soft = await linuxSoftModules(processor);
  expectLoadable(folder, processor);
  return [...readdirSync(bindings).map((name) => join(folder, name)), ...soft];
}

/** Builders of the native modules for Linux, against the C library of an older Debian. They need root, on Debian. */
export const linuxBuilders = { 'linux-x64': () => build('x64'), 'linux-arm64': () => build('arm64') };
