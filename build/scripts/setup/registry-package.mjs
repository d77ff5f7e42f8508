import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run, runNpm } from './run.mjs';

/** @throws Error when the file is not byte for byte the examined one */
export async function expectIntegrity(file, integrity) {
  const [algorithm, expected] = integrity.split(/-(.*)/s);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== expected)
    throw new Error(`${file} does not match ${integrity}; nothing was unpacked`);
}

/**
 * Fetches a package from the registry that npm uses, and unpacks it without running anything of it.
 * @param {{ package: string, integrity: string }} source name@version, and the hash of the archive that was examined
 * @param {string} folder an empty folder
 * @param {readonly string[]} [members] the only files wanted, each beginning with "package/"
 * @returns {Promise<string>} the folder with the package's files
 * @throws Error when it cannot be had or differs
 */
export async function fetchPackage(source, folder, members = []) {
  const pack = ['pack', source.package, '--ignore-scripts', '--silent', '--pack-destination', folder];
  if ((await runNpm(pack, { quiet: true })) !== 0) throw new Error(`npm pack ${source.package} failed`);
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  const file = join(folder, name);
  await expectIntegrity(file, source.integrity);
  if ((await run('tar', ['-xzf', file, '-C', folder, ...members], { quiet: true })) !== 0)
    throw new Error(`${source.package} could not be unpacked`);
  return join(folder, 'package');
}
