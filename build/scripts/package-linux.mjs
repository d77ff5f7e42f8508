import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inWorkFolder } from './natives/folders.mjs';
import { makeArchive } from './packages/archive.mjs';
import { makeDeb } from './packages/deb.mjs';
import { addToSystem } from './packages/layout.mjs';
import { makeProgram } from './packages/payload.mjs';
import { appId, packageVersion, rpmProcessors, debianProcessors, version } from './packages/product.mjs';
import { makeRpm } from './packages/rpm.mjs';
import { signPackage } from './packages/sign.mjs';
import { layOutForUos, storeVersion } from './packages/uos.mjs';
import { currentElectron } from './setup/electron-runtime.mjs';
import { inProject } from './setup/project.mjs';
import { say } from './setup/run.mjs';

const output = inProject('out/packages');
const usual = ['deb', 'rpm', 'tar.gz'];

function asked() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: `linux-${process.arch}` },
      kinds: { type: 'string', default: usual.join(',') },
      variant: { type: 'string' },
      command: { type: 'boolean', default: false },
      'sign-with': { type: 'string' },
    },
  });
  const [, processor] = /^linux-(x64|arm64)$/.exec(values.target) ?? [];
  if (processor === undefined)
    throw new Error(`no package for ${values.target}; there are linux-x64, linux-arm64`);
  if (![undefined, 'uos'].includes(values.variant))
    throw new Error(`no variant ${values.variant}; there is uos`);
  const wanted = values.variant === 'uos' ? ['uos'] : values.kinds.split(',');
  const unknown = wanted.find((kind) => !Object.hasOwn(makers, kind));
  if (unknown !== undefined) throw new Error(`no kind ${unknown}; there are ${usual.join(', ')}`);
  // Electron is at hand for the processor of this machine alone.
  const hasWindow = processor === process.arch && !values.command;
  return {
    processor,
    kinds: wanted,
    isForUos: values.variant === 'uos',
    hasWindow,
    key: values['sign-with'],
  };
}

/** What a package says of itself in one line: what it holds, and whether it is for tests alone. */
function noteOn(hasWindow) {
  if (!hasWindow) return 'The command line alone, without the window, with the Node that it runs on.';
  const electron = currentElectron();
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

async function main() {
  const { processor, kinds: wanted, hasWindow, key } = asked();
  const names = ['sealdesk', 'sealdesk-command'];
  const [name, ...conflicts] = hasWindow ? names : names.toReversed();
  const note = noteOn(hasWindow);
  const facts = { name, version: packageVersion, processor, hasWindow, conflicts, note };
  say(`Packages for linux-${processor}. ${note}`);
  await mkdir(output, { recursive: true });
  await inWorkFolder(output, async (work) => {
    const program = join(work, 'sealdesk');
    await makeProgram(program, facts);
    for (const kind of wanted) {
      const file = await makers[kind](program, work, facts);
      if (key !== undefined) await signPackage(file, key);
      process.stdout.write(`${file}\n`);
    }
  });
}

await main().catch((error) => {
  say(`Packages: ${error.message}`);
  process.exitCode = 1;
});
