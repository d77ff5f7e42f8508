import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectRun } from '../../setup/run.mjs';
import { electronLibraries } from '../../systems/debian-packages.mjs';
import { filesOf } from '../files.mjs';
import { filled } from './desktop.mjs';
import { settle } from './layout.mjs';
import { maintainerOf, publisher } from '../publisher.mjs';
import { debianProcessors, sourceDate, summary } from '../product.mjs';

/** Node 24 and our modules need glibc 2.28; Electron's libraries are those that it loads, under the names of Debian 11. */
const ofCommand = ['libc6 (>= 2.28)', 'libstdc++6', 'libgcc-s1 | libgcc1'];
const ofWindow = [
  ...electronLibraries,
  ...['libxkbcommon0', 'libxcomposite1', 'libxdamage1', 'libxrandr2', 'libxfixes3', 'libpango-1.0-0'],
  'xdg-utils',
];

/** Returns the text of the control file. The size is in units of 1024 bytes. */
function control({ name, version, processor, hasWindow, conflicts, note, kilobytes }) {
  const givenBy = publisher();
  return [
    `Package: ${name}`,
    `Version: ${version}`,
    `Architecture: ${debianProcessors[processor]}`,
    `Maintainer: ${maintainerOf(givenBy)}`,
    `Installed-Size: ${kilobytes}`,
    `Depends: ${[...ofCommand, ...(hasWindow ? ofWindow : [])].join(', ')}`,
    `Recommends: ${hasWindow ? 'fonts-noto-cjk, ' : ''}pcscd`,
    `Conflicts: ${conflicts.join(', ')}`,
    `Replaces: ${conflicts.join(', ')}`,
    'Section: text',
    'Priority: optional',
    ...(givenBy.homepage === null ? [] : [`Homepage: ${givenBy.homepage}`]),
    `Description: ${summary}`,
    ` ${note}`,
    '',
  ].join('\n');
}

/** The sums by which `dpkg --verify` finds changed files; MD5 is the only kind that it knows. */
async function sumsAndSize(root) {
  let bytes = 0;
  const lines = [];
  for (const path of await filesOf(root)) {
    const content = await readFile(join(root, path));
    bytes += content.length;
    lines.push(`${createHash('md5').update(content).digest('hex')}  ${path}\n`);
  }
  return { sums: lines.join(''), kilobytes: Math.ceil(bytes / 1024) };
}

/**
 * Makes a deb of a root folder, equal byte for byte each time. dpkg itself renews the caches of menus, types and icons,
 * so that nothing runs at installation.
 * @param {string} root what lies below /; gets a folder DEBIAN
 * @param {string} output
 * @param {{ name: string, version: string, processor: 'x64' | 'arm64', hasWindow: boolean, conflicts: readonly string[],
 *   note: string, scripts: boolean }} facts conflicts: packages that cannot be there beside it; note: one line of the
 *   description; scripts: false where a store admits none
 */
export async function makeDeb(root, output, facts) {
  const { sums, kilobytes } = await sumsAndSize(root);
  const folder = join(root, 'DEBIAN');
  await mkdir(folder);
  await writeFile(join(folder, 'control'), control({ ...facts, kilobytes }));
  await writeFile(join(folder, 'md5sums'), sums);
  if (facts.scripts) {
    const script = join(folder, 'postrm');
    await writeFile(script, await filled('postrm.sh', { FOLDER: '/opt/sealdesk', CACHES: ':' }));
    await chmod(script, 0o755);
  }
  await settle(root);
  // One thread, because xz's result depends on their number.
  const options = ['--root-owner-group', '-Zxz', '-z1', '--threads-max=1', '--build', root, output];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(sourceDate()) };
  await expectRun('dpkg-deb', 'dpkg-deb', options, { env });
}
