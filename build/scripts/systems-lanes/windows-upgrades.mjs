import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { node } from '../components/runtimes.mjs';
import { complaintAboutRemoval, rowsOf } from '../package/windows/msi-upgrade.mjs';
import { makeNsis } from '../package/windows/nsis.mjs';
import { answerOf } from '../setup/run.mjs';
import { driveC, runInWine, windowsPath } from './wine/wine.mjs';

/** Parts of the older version and of the small one that is to follow it. */
const [OLDER_PART, NEXT_PART] = ['command/dist/older-part.js', 'command/dist/next-part.js'];
const [ICON, LICENCE] = ['icons/sealdesk.ico', 'LICENSE.txt'];

/** Made by a program as soon as it does what it is started for. */
const sign = join(driveC, 'started.txt');

/**
 * Has a program run while work goes on, and ends it.
 * @param {{ name: string, program: string, args: string[] }} run name: of its file
 */
async function whileRunning(proof, what, { name, program, args }, work) {
  await rm(sign, { force: true });
  const ended = runInWine(program, args, { cwd: driveC });
  await proof.expect(what, () => existsSync(sign));
  await work();
  await runInWine('taskkill', ['/f', '/im', name], { cwd: driveC });
  await ended;
}

/** Holds a file, so that nobody may move it: a file and the sign are opened one after the other. */
const holding = (file) => ({
  ...{ name: 'ping.exe', program: 'cmd' },
  args: ['/c', `ping -n 100 127.0.0.1 < ${windowsPath(file)} > ${windowsPath(sign)}`],
});

/** A small version with another part than the older one has: unpacking the real one takes its time. */
async function nextInstaller(older) {
  const payload = `${older.payload}-next`;
  await rm(payload, { recursive: true, force: true });
  await cp(older.payload, payload, { recursive: true });
  await rename(join(payload, OLDER_PART), join(payload, NEXT_PART));
  return makeNsis({ ...older, payload, name: `${older.name}-next` });
}

/**
 * Upgrades by an installer of NSIS that cannot finish, over an older version, and expects every part of that afterwards.
 * @param {{ older: object, installed: string, install: (file: string) => [string, string[]] }} how older: what its installer was made of;
 *   installed: its folder
 * @returns {Promise<[string, string[]]>} the installer of the small version
 */
export async function examineFailedUpgrades(proof, { older, installed, install }) {
  const next = install(await nextInstaller(older));
  const [added, aside, unpacked] = [NEXT_PART, '.old', '.new'].map((part) => join(installed, part));
  const expectOlder = (what) =>
    proof.expect(what, () => {
      const parts = ['bin/sealdesk.cmd', OLDER_PART, ICON, LICENCE, 'SealDesk.exe'];
      const areThere = parts.every((part) => existsSync(join(installed, part)));
      return areThere && ![added, aside].some((path) => existsSync(path));
    });

  await whileRunning(proof, 'a program holds a file', holding(join(installed, LICENCE)), async () => {
    await proof.run('nsis: a newer version while a program holds a file', ...next, { status: 2 });
    await expectOlder('the older version is whole, and nothing of the newer one is there');
  });

  await writeFile(unpacked, 'A file where a folder is to be.');
  await proof.run('nsis: a newer version that cannot be unpacked', ...next, { status: 2 });
  await expectOlder('the older version is whole');

  await mkdir(aside);
  for (const part of ['bin', LICENCE]) await rename(join(installed, part), join(aside, part));
  await proof.run('nsis: again, after a replacement that was cut off', ...next, { status: 2 });
  await expectOlder('the older version is whole again');
  await rm(unpacked);
  return next;
}

/** Installs over a version whose command runs. @param {[string, string[]]} next the installer of another version */
export async function examineRunningCommand(proof, installed, next) {
  const name = 'node.exe';
  const program = windowsPath(join(installed, 'command', name));
  const script = "require('fs').writeFileSync(process.argv[1], ''); setTimeout(() => undefined, 100_000)";
  const command = { name, program, args: ['-e', script, windowsPath(sign)] };
  await whileRunning(proof, 'the installed command runs', command, async () => {
    await proof.run('nsis: another version while it runs', ...next, { status: 2 });
    await proof.expect('it is not replaced', () => !existsSync(join(installed, NEXT_PART)));
  });
}

/** Looks into a package of Windows Installer for what an upgrade on Windows hangs on: Wine does neither. */
export async function examineTables(proof, file) {
  const table = (name) => rowsOf(answerOf('msiinfo', ['export', file, name]));
  const complaint = complaintAboutRemoval(table('InstallExecuteSequence'));
  await proof.expect(
    'msi: the older version is removed in the transaction, before any other step',
    () => complaint === null,
  );
  const versions = table('File').filter(([, , name, , version]) => name === 'node.exe' && version !== '');
  const { version } = node();
  await proof.expect(
    `it names the version of each node.exe: ${versions.map((row) => row[4]).join(', ')}`,
    () => versions.length === 2 && versions.some((row) => row[4] === `${version}.0`),
  );
}
