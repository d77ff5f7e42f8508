import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkFolder } from '../../natives/folders.mjs';
import { makeArchive } from './archive.mjs';
import { makeDeb } from './deb.mjs';
import { addToSystem } from './layout.mjs';
import { makeProgram } from './payload.mjs';
import { appId, packageVersion, rpmProcessors, debianProcessors, version } from '../product.mjs';
import { electronFor } from '../window.mjs';
import { makeRpm } from './rpm.mjs';
import { signPackage } from './sign.mjs';
import { layOutForUos, storeVersion } from './uos.mjs';
import { inProject } from '../../setup/project.mjs';
import { say } from '../../setup/run.mjs';

const output = inProject('out/packages');

/** What a package says of itself in one line: what it holds, and whether it is for tests alone. */
function noteOn(electron) {
  if (electron === null) return 'The command line alone, without the window, with the Node that it runs on.';
  const runtime = `The window, on Electron ${electron.version}, and the command line, with the Node that it runs on.`;
  return electron.kind === 'registry'
    ? `${runtime} This Electron is for tests alone: not a product.`
    : runtime;
}

/** What lies below / once a package is installed. */
async function systemRoot(program, folder, facts) {
  await mkdir(join(folder, 'opt'), { recursive: true });
  await cp(program, join(folder, 'opt/sealdesk'), { recursive: true, verbatimSymlinks: true });
  await addToSystem(folder, facts);
  return folder;
}

const makers = {
  async deb(program, work, facts) {
    const file = join(output, `${facts.name}_${packageVersion}_${debianProcessors[facts.processor]}.deb`);
    await makeDeb(await systemRoot(program, join(work, 'deb'), facts), file, { ...facts, scripts: true });
    return file;
  },
  async rpm(program, work, facts) {
    const file = join(output, `${facts.name}-${packageVersion}-1.${rpmProcessors[facts.processor]}.rpm`);
    const root = await systemRoot(program, join(work, 'rpm'), facts);
    await makeRpm(root, file, facts, join(work, 'rpmbuild'));
    return file;
  },
  async 'tar.gz'(program, work, { name, processor }) {
    const folder = join(work, 'archive');
    await cp(program, folder, { recursive: true, verbatimSymlinks: true });
    const file = join(output, `${name}-${version}-linux-${processor}.tar.gz`);
    await makeArchive(folder, `${name}-${version}`, file);
    return file;
  },
  async uos(program, work, facts) {
    const root = join(work, 'uos');
    await layOutForUos(root, program, facts);
    const own = { name: appId, version: storeVersion(version), scripts: false };
    const file = join(output, `${appId}_${own.version}_${debianProcessors[facts.processor]}.deb`);
    await makeDeb(root, file, { ...facts, ...own });
    return file;
  },
};

/**
 * Makes packages for Linux of one program.
 * @param {{ target: 'linux-x64' | 'linux-arm64', formats: string[], command: boolean, key: string | undefined }} wanted whether the
 *   command line alone is packed, and the key of GnuPG's ring that signs
 * @returns {Promise<string[]>} their paths
 */
export async function makePackagesForLinux({ target, formats, command, key }) {
  const processor = target.replace('linux-', '');
  const electron = command ? null : electronFor(target);
  const hasWindow = electron !== null;
  const names = ['sealdesk', 'sealdesk-command'];
  const [name, ...conflicts] = hasWindow ? names : names.toReversed();
  const note = noteOn(electron);
  const facts = { name, version: packageVersion, processor, hasWindow, conflicts, note };
  say(`Packages for ${target}. ${note}`);
  await mkdir(output, { recursive: true });
  const made = [];
  await inWorkFolder(output, async (work) => {
    const program = join(work, 'sealdesk');
    await makeProgram(program, facts);
    for (const format of formats) {
      const file = await makers[format](program, work, facts);
      if (key !== undefined) await signPackage(file, key);
      made.push(file);
    }
  });
  return made;
}
