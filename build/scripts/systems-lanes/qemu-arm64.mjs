import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readElf } from '../natives/elf.mjs';
import { quickSoftToken } from '../natives/linux.mjs';
import { arm64Libraries } from '../natives/old-debian.mjs';
import { readFuses, wrongFuses } from '../package/fuses.mjs';
import { packageVersion } from '../package/product.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { answerOf, expectRun, run } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { stageForLinux } from '../stage/linux.mjs';
import { thisSystem } from '../systems/this-system.mjs';
import { highestNeeds, treeOfPackage } from './package-contents.mjs';
import { LeftOut } from './run-lane.mjs';
import { withElectrons } from './stand-in-electron.mjs';
import { withTranscript } from './transcript.mjs';

const folder = inProject('out/systems/linux-arm64');
const world = join(folder, 'world');
const sealed = join(folder, 'sealed.pdf');
const installed = join(folder, 'installed/opt/sealdesk');

/** The kernel hands programs of arm64 to qemu once this is registered. */
const registered = '/proc/sys/fs/binfmt_misc/qemu-aarch64';

/** @throws LeftOut where this machine cannot run programs of arm64 */
async function prepareQemu() {
  if (process.arch === 'arm64') throw new LeftOut('this machine is arm64 itself');
  if (!thisSystem.isRoot()) throw new LeftOut('only root may register qemu with the kernel');
  await provide(['qemu-user-static', 'binfmt-support']);
  const mount = ['-t', 'binfmt_misc', 'binfmt_misc', '/proc/sys/fs/binfmt_misc'];
  if (!existsSync('/proc/sys/fs/binfmt_misc/status')) await run('mount', mount, { quiet: true });
  if (!existsSync(registered)) await run('update-binfmts', ['--enable', 'qemu-aarch64'], { quiet: true });
  if (!existsSync(registered)) throw new LeftOut('the kernel takes no qemu-aarch64');
}

/**
 * Makes the package, with a window, unpacks it, and lays out the tree with the demonstration. Its soft token stretches PINs little,
 * or a login would outlast its deadline in the emulator.
 * @returns {Promise<boolean>} true if the window is a stand-in, which the emulator can start
 */
async function prepare() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const args = [inProject('build/scripts/package.mjs'), '--target', 'linux-arm64', '--format', 'deb'];
  const isStandIn = await withElectrons(['linux-arm64'], async (standIns) => {
    await expectRun('packages', pinnedNode, args);
    return standIns.length > 0;
  });
  const file = inProject('out/packages', `sealdesk_${packageVersion}_arm64.deb`);
  await treeOfPackage(file, join(folder, 'installed'));
  await allowForEmulator(join(installed, 'command/dist'));
  const demonstration = join(folder, 'demonstration');
  await stageForLinux({ processor: 'arm64', folder: demonstration, isDemonstration: true });
  await cp(await quickSoftToken('arm64'), join(demonstration, 'dist/native/sealdesk-soft-token.so'));
  return isStandIn;
}

/** What a document may cost is measured in seconds of a processor; the emulator takes some ten times as many. */
const [budget, moreGenerous] = ['processorSeconds: 4,', 'processorSeconds: 60,'];

/** Raises that limit in an unpacked package. @throws Error when the bundles do not name it */
async function allowForEmulator(dist) {
  let found = 0;
  for (const entry of await readdir(dist, { recursive: true })) {
    if (!entry.endsWith('.js')) continue;
    const text = await readFile(join(dist, entry), 'utf8');
    if (!text.includes(budget)) continue;
    found += 1;
    await writeFile(join(dist, entry), text.replaceAll(budget, moreGenerous));
  }
  if (found === 0) throw new Error(`no bundle has "${budget}"`);
}

/** Runs the program of a folder for arm64, and notes it. @throws Error when it fails */
function runArm64(transcript, libraries, program, args, input = '') {
  const env = { ...process.env, QEMU_LD_PREFIX: libraries, SEALDESK_HOME: world };
  const { status, stdout, stderr } = spawnSync(program, args, { env, input, encoding: 'utf8' });
  transcript.command([basename(program), ...args].join(' '), { status, output: stdout + stderr });
  if (status !== 0)
    throw new Error(`${basename(program)} ${args[0] ?? ''} for arm64 ended with ${status}: ${stderr}`);
  return stdout;
}

/** The bundles of this checkout judge the same file by the same trust. */
function verdictHere() {
  const args = [inProject('dist/cli/cli.js'), 'verify', '--json', sealed, '--trust', join(world, 'trust')];
  return answerOf(pinnedNode, args, { env: { ...process.env, SEALDESK_HOME: world } });
}

/** Looks at the window as it is packed. A stand-in says by its status whether the fuse that it asks for was set. */
async function examineWindow(transcript, libraries, isStandIn) {
  const program = join(installed, 'sealdesk');
  const fuses = await readFuses(program);
  transcript.expect(
    `the fuses of the window stand as they are to: ${JSON.stringify(fuses)}`,
    wrongFuses(fuses).length === 0,
  );
  transcript.expect('the window has its archive', existsSync(join(installed, 'resources/app.asar')));
  const { complaints } = highestNeeds(installed, 'linux-arm64');
  transcript.expect(`every program is for arm64 ${complaints}`, complaints === '');
  if (isStandIn) runArm64(transcript, libraries, program, []);
}

async function sealAndVerify(transcript, libraries) {
  const demonstration = join(folder, 'demonstration/sealdesk');
  const command = join(installed, 'command/sealdesk');
  const made = runArm64(transcript, libraries, demonstration, ['demo', world]);
  const { seals, contract, pin } = JSON.parse(made);
  const place = ['--seal', seals[0].esId, '--at', '120,200', '--pin-stdin'];
  runArm64(transcript, libraries, command, ['seal', contract, '-o', sealed, ...place], `${pin}\n`);
  const arm64 = runArm64(transcript, libraries, command, ['verify', '--json', sealed]);
  runArm64(transcript, libraries, command, ['register', 'verify']);
  transcript.expect('the document is valid', JSON.parse(arm64).verdict === 'valid');
  transcript.expect('arm64 and this machine give the same verdict, byte for byte', arm64 === verdictHere());
}

/**
 * Does the main job with the package for arm64 under qemu: demonstration, seal, verdict, register. The verdict must be
 * that of this machine, byte for byte. Its window is looked at, and a stand-in of one is started.
 * @throws LeftOut where this machine cannot run programs of arm64
 */
export async function qemuArm64() {
  await prepareQemu();
  const isStandIn = await prepare();
  const libraries = await arm64Libraries();
  const node = readElf(await readFile(join(installed, 'command/node')));
  return withTranscript('linux-arm64', async (transcript) => {
    transcript.expect('the Node of the package is for arm64', node?.processor === 'arm64');
    await examineWindow(transcript, libraries, isStandIn);
    await sealAndVerify(transcript, libraries);
  });
}
