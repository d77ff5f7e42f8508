import { cp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EXIT } from '../../../electron/cli/end/exit-status.ts';
import { windowsBuilders } from '../natives/windows.mjs';
import { inProject } from '../setup/project.mjs';
import { stageHost32 } from '../stage/host32.mjs';
import { stageForWindows } from '../stage/windows.mjs';
import { LeftOut } from './run-lane.mjs';
import { WineTranscript } from './wine/wine-transcript.mjs';
import { driveC, prepareWine32, runInWine, windowsPath, withWine } from './wine/wine.mjs';

const staged = inProject('out/systems/win32-x64-with-host32');
const host = join(staged, 'host32');
const folder = join(driveC, '32 位驱动');
const world = join(folder, 'world');
/** Where the demonstration has its driver of that name. */
const inWorld = (driver) => join(world, 'soft-token', basename(driver));

/** The command line in the world. @param {{ status?: number, pin?: string }} options the PIN that it is given */
function sealdesk(proof, what, args, { status = 0, pin = '' } = {}) {
  const command = [windowsPath(join(staged, 'dist/cli/cli.js')), ...args];
  const env = { SEALDESK_HOME: windowsPath(world), PIN: pin };
  return proof.run(what, join(staged, 'node.exe'), command, { status, env });
}

/** What the driver check says of the drivers of the demonstration, in one line each. */
async function examined(proof, what, status) {
  const { stdout } = await sealdesk(proof, what, ['doctor', '--json'], { status });
  const { modules } = JSON.parse(stdout);
  return modules.map(({ kind, state, error }) => [kind, state, error?.code ?? 'well'].join(' ')).sort();
}

/** Makes a demonstration, and puts drivers of 32 bits in the place of its own: its keys show through no other. */
async function makeWorld(proof, drivers) {
  await rm(folder, { recursive: true, force: true });
  const made = await sealdesk(proof, 'a demonstration', ['demo', windowsPath(world)]);
  for (const driver of drivers) await cp(driver, inWorld(driver));
  const modules = drivers.map((driver) => windowsPath(inWorld(driver)));
  await writeFile(join(world, 'keys.json'), JSON.stringify({ modules }));
  return JSON.parse(made.stdout);
}

async function sealAndVerify(proof, drivers, { companies, contract, pin }) {
  const [{ tokenSerial, seals }] = companies;
  const [{ esId }] = seals;
  for (const driver of drivers) {
    const name = basename(driver);
    const choice = ['tokens', '--driver', windowsPath(inWorld(driver)), '--token', tokenSerial];
    await sealdesk(proof, `${name} is chosen`, choice);
    const file = windowsPath(join(folder, `${name}.pdf`));
    const order = ['seal', contract, '-o', file, '--seal', esId, '--at', '120,200', '--pin-env', 'PIN'];
    await sealdesk(proof, 'it refuses a wrong PIN', order, { status: EXIT.pinRefused, pin: '000000' });
    await sealdesk(proof, 'it seals', order, { pin });
    const { stdout } = await sealdesk(proof, 'the seal is verified', ['verify', '--json', file]);
    await proof.expect('the verdict is valid', () => JSON.parse(stdout).verdict === 'valid');
  }
}

/**
 * Seals by drivers of 32 bits under Wine: without the host for them the driver check names them; with it the 64-bit program seals over
 * the named pipe, by PKCS#11 and by SKF. The transcript is left in `out/proof`. The bundles must be current.
 * @throws LeftOut where the machine has no Wine, or runs no programs of 32 bits; Error at the first step that fails
 */
export async function wine32Bit() {
  await prepareWine32();
  await stageForWindows({ folder: staged, isDemonstration: true });
  const [, ...drivers] = await windowsBuilders['win32-ia32']();
  const proof = new WineTranscript('wine-32-bit');
  return withWine(async () => {
    await stageHost32(host);
    const own = await runInWine(windowsPath(join(host, 'node.exe')), ['-p', 'process.arch'], { cwd: staged });
    if (own.stdout.trim() !== 'ia32') throw new LeftOut('this machine runs no programs of 32 bits');
    await rm(host, { recursive: true });
    const made = await makeWorld(proof, drivers);
    const without = await examined(proof, 'the driver check without the host', EXIT.keyUnavailable);
    const strange = ['pkcs11 rejected MODULE_WRONG_BITNESS', 'skf rejected MODULE_WRONG_BITNESS'];
    await proof.expect(`it says ${without.join(', ')}`, () => `${without}` === `${strange}`);
    await stageHost32(host);
    const withHost = await examined(proof, 'the driver check with it', 0);
    await proof.expect(
      `it says ${withHost.join(', ')}`,
      () => `${withHost}` === 'pkcs11 ready well,skf ready well',
    );
    await sealAndVerify(proof, drivers, made);
    return { passed: proof.count, failed: 0 };
  }).finally(() => proof.write());
}
