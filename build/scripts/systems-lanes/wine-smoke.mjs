import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { answerOf } from '../setup/run.mjs';
import { stageForWindows } from '../stage/windows.mjs';
import { driveC, prepareWine, runInWine, windowsPath, withWine } from './wine/wine.mjs';

const staged = inProject('out/systems/win32-x64');
/** A folder as people have it: a name in two scripts with a space. */
const folder = join(driveC, '用户 张三');
const world = join(folder, 'world');
const sealed = 'sealed.pdf';

/** Runs `sealdesk` under Wine in the folder. @throws Error with its words when it fails */
async function sealdesk(args, input = '') {
  const options = { cwd: folder, env: { SEALDESK_HOME: windowsPath(world) }, input };
  const command = [windowsPath(join(staged, 'dist/cli/cli.js')), ...args];
  const { status, stdout, stderr } = await runInWine(windowsPath(join(staged, 'node.exe')), command, options);
  if (status !== 0)
    throw new Error(`sealdesk ${args[0]} under Wine ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** The bundles of this checkout judge the same file by the same trust; the world names it by its path in Windows. */
function verdictHere() {
  const args = [inProject('dist/cli/cli.js'), 'verify', '--json', sealed, '--trust', 'world/trust'];
  return answerOf(pinnedNode, args, { cwd: folder, env: { ...process.env, SEALDESK_HOME: world } });
}

/** Makes a demonstration, seals its contract, and verifies it on both systems. */
async function sealAndVerify() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { seals, contract, pin } = JSON.parse(await sealdesk(['demo', windowsPath(world)]));
  const place = ['--seal', seals[0].esId, '--at', '120,200'];
  await sealdesk(['seal', contract, '-o', sealed, ...place, '--pin-stdin'], `${pin}\n`);
  return { windows: await sealdesk(['verify', '--json', sealed]), linux: verdictHere() };
}

async function leaveProof(verdicts) {
  await mkdir(inProject('out/proof'), { recursive: true });
  for (const [system, verdict] of Object.entries(verdicts))
    await writeFile(inProject('out/proof', `main-job-${system}.json`), verdict);
}

/**
 * Does the main job under Wine: demonstration, seal, verdict. The verdict must be "valid" and equal that of Linux, byte
 * for byte; both are left in `out/proof`. The bundles must be current.
 * @throws LeftOut where the machine has no Wine; Error when a step fails
 */
export async function wineSmoke() {
  await prepareWine();
  await stageForWindows({ folder: staged, isDemonstration: true });
  const verdicts = await withWine(sealAndVerify);
  await leaveProof(verdicts);
  if (JSON.parse(verdicts.windows).verdict !== 'valid') throw new Error(`not valid: ${verdicts.windows}`);
  if (verdicts.windows !== verdicts.linux)
    throw new Error(`Windows and Linux differ:\n${verdicts.windows}${verdicts.linux}`);
  return { passed: 1, failed: 0 };
}
