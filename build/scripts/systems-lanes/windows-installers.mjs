import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readFuses, wrongFuses } from '../package/fuses.mjs';
import { makeMsi } from '../package/windows/msi.mjs';
import { makeNsis } from '../package/windows/nsis.mjs';
import { windowsPayload } from '../package/windows/payload.mjs';
import { inProject } from '../setup/project.mjs';
import { stageForWindows } from '../stage/windows.mjs';
import { examineOtherFolders } from './other-folders.mjs';
import { highestNeeds } from './package-contents.mjs';
import { withElectrons } from './stand-in-electron.mjs';
import { expectSigned } from './test-certificate.mjs';
import { examineFailedUpgrades, examineRunningCommand, examineTables } from './windows-upgrades.mjs';
import { WineTranscript } from './wine/wine-transcript.mjs';
import { driveC, prepareWine, windowsPath, withWine } from './wine/wine.mjs';

const OLDER = '0.0.9';
const testTree = inProject('out/systems/win32-x64');
const person = join(driveC, 'users', process.env.USER ?? 'root');
const data = join(person, 'AppData/Local/SealDesk');
const folders = {
  person: join(person, 'AppData/Local/Programs/SealDesk'),
  computer: join(driveC, 'Program Files/SealDesk'),
};
/** The window in the Start menu. Windows Installer of Wine knows that of the person alone, also where it installs for the computer. */
const shortcut = join(person, 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/SealDesk 印签台.lnk');
const environmentKeys = {
  person: 'HKCU\\Environment',
  computer: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment',
};

/** Where the associations of each lie; HKEY_CLASSES_ROOT shows both. */
const classes = { person: 'HKCU\\Software\\Classes', computer: 'HKLM\\Software\\Classes' };

/** Windows Installer of Wine knows no folder for programs of one person, and is told. */
const folderOfPerson = `INSTALLFOLDER=${windowsPath(folders.person)}`;

/** How each format is installed and removed in silence. */
const ways = {
  nsis: (file) => ({
    install: { person: [file, ['/S', '/CurrentUser']], computer: [file, ['/S', '/AllUsers']] },
    // It goes on from a copy of itself, and its first process ends at once.
    remove: (scope) => [
      join(folders[scope], 'Uninstall.exe'),
      [scope === 'person' ? '/CurrentUser' : '/AllUsers', '/S'],
    ],
    host32: '/HOST32=1',
    refusal: 2,
  }),
  msi: (file) => ({
    install: {
      person: [
        'msiexec',
        ['/i', windowsPath(file), '/qn', 'ALLUSERS=2', 'MSIINSTALLPERUSER=1', folderOfPerson],
      ],
      computer: ['msiexec', ['/i', windowsPath(file), '/qn']],
    },
    remove: () => ['msiexec', ['/x', windowsPath(file), '/qn']],
    host32: 'ADDLOCAL=Main,Host32',
    // ERROR_INSTALL_FAILURE, which a condition of the package gives too; Linux sees its last eight bits.
    refusal: 1603 % 256,
  }),
};

/** What the window's program is to check of its archive before it runs it: the hash of the list of files in it. */
async function hashOfArchive(archive) {
  const bytes = await readFile(archive);
  const list = bytes.subarray(16, 16 + bytes.readUInt32LE(12));
  return createHash('sha256').update(list).digest('hex');
}

/** Looks at the window as it is packed. */
async function examineWindow({ payload }, proof) {
  const program = join(payload, 'SealDesk.exe');
  const fuses = await readFuses(program);
  await proof.expect(
    `every fuse stands as it is to: ${JSON.stringify(fuses)}`,
    () => wrongFuses(fuses).length === 0,
  );
  const hash = await hashOfArchive(join(payload, 'resources/app.asar'));
  const text = await readFile(program, 'latin1');
  await proof.expect(`SealDesk.exe names the hash of its archive, ${hash}`, () => text.includes(hash));
  const { complaints } = highestNeeds(payload, 'win32-x64');
  await proof.expect(`every program in it is for Windows ${complaints}`, () => complaints === '');
}

/** A package of an older version: small, with a part that the newer one has not. */
async function olderPayload(newer) {
  const payload = inProject('out/package/windows/older');
  await rm(payload, { recursive: true, force: true });
  await mkdir(join(payload, 'host32'), { recursive: true });
  await writeFile(join(payload, 'host32/node.exe'), 'MZ stand-in');
  for (const part of ['bin', 'icons'])
    await cp(join(newer.payload, part), join(payload, part), { recursive: true });
  await mkdir(join(payload, 'command/dist'), { recursive: true });
  await writeFile(join(payload, 'command/dist/older-part.js'), '');
  await writeFile(join(payload, 'LICENSE.txt'), '');
  await cp(join(newer.payload, 'SealDesk.exe'), join(payload, 'SealDesk.exe'));
  return { ...newer, payload, version: OLDER, name: `${newer.name}-older` };
}

/** Installs, seals, upgrades and removes by one format. */
async function examine(format, { older, newer, olderParts, proof, seal }) {
  const [first, second] = [ways[format](older), ways[format](newer)];
  const main = format === 'nsis' ? 'person' : 'computer';
  const other = format === 'nsis' ? 'computer' : 'person';
  const installed = folders[main];

  await proof.windows('win7');
  await proof.run(`${format}: a Windows 7 is refused`, ...second.install[main], { status: second.refusal });
  await proof.expect('nothing is installed', () => !existsSync(installed));
  await proof.windows('win10');

  await proof.run(`${format}: an older version for the ${main}, in silence`, ...first.install[main]);
  await proof.expect('its part is there', () => existsSync(join(installed, 'command/dist/older-part.js')));
  await proof.expectPath(
    `the PATH of the ${main} names it once`,
    environmentKeys[main],
    windowsPath(join(installed, 'bin')),
    1,
  );

  await proof.expect('the host for 32-bit drivers is not', () => !existsSync(join(installed, 'host32')));
  const install = (file) => ways[format](file).install[main];
  const next =
    format === 'nsis' ? await examineFailedUpgrades(proof, { older: olderParts, installed, install }) : null;
  if (format === 'msi') await examineTables(proof, newer);
  const [program, args] = second.install[main];
  await proof.run(`${format}: the newer version over it, with that host`, program, [...args, second.host32]);
  await proof.expect('that host is there', () => existsSync(join(installed, 'host32/node.exe')));
  await proof.expect(
    'the older part is gone',
    () => !existsSync(join(installed, 'command/dist/older-part.js')),
  );
  await proof.expect('the data are kept', () => existsSync(join(data, 'home/world.json')));
  await proof.expectPath(
    `the PATH of the ${main} names it once`,
    environmentKeys[main],
    windowsPath(join(installed, 'bin')),
    1,
  );
  await proof.expect('the Start menu has the window', () => existsSync(shortcut));
  await proof.expectValue(
    'links lead to the window',
    `${classes[main]}\\sealdesk\\shell\\open\\command`,
    'SealDesk.exe" -- "%1"',
  );
  await proof.expectValue(
    'requests lead to it',
    `${classes[main]}\\SealDesk.Request\\shell\\open\\command`,
    'SealDesk.exe" -- "%1"',
  );
  await proof.expectValue(
    'PDF files may be opened with it',
    `${classes[main]}\\.pdf\\OpenWithProgids`,
    'SealDesk.Pdf',
  );
  await proof.expectValue('OFD files too', `${classes[main]}\\.ofd\\OpenWithProgids`, 'SealDesk.Ofd');
  await proof.expectValue(
    'they lead to it',
    `${classes[main]}\\SealDesk.Ofd\\shell\\open\\command`,
    '-- "%1"',
  );
  // Wine's cmd finds no command on the PATH in a folder with a blank in its name: there its two parts are called.
  const parts = ['node.exe', 'dist/cli/cli.js'].map((part) => windowsPath(join(installed, 'command', part)));
  const command = main === 'person' ? ['cmd', '/c', 'sealdesk'] : parts;
  await seal(format, command);
  if (next !== null) await examineRunningCommand(proof, installed, next);

  await proof.run(`${format}: removed in silence`, ...second.remove(main));
  await proof.expect('the program is gone', () => !existsSync(join(installed, 'command/node.exe')));
  await proof.expect('the data are kept', () => existsSync(join(data, 'home/world.json')));
  await proof.expectPath(`the PATH of the ${main} has lost it`, environmentKeys[main], 'SealDesk', 0);
  await proof.expect('the Start menu has lost it', () => !existsSync(shortcut));
  await proof.expectValue('links lead nowhere', `${classes[main]}\\sealdesk\\shell\\open\\command`, null);
  await proof.expectValue('OFD files are not offered', `${classes[main]}\\.ofd\\OpenWithProgids`, null);
  await proof.expectValue('PDF files are not offered', `${classes[main]}\\.pdf\\OpenWithProgids`, null);

  await proof.run(`${format}: for the ${other}, in silence`, ...first.install[other]);
  await proof.expect('it is there', () => existsSync(join(folders[other], 'bin/sealdesk.cmd')));
  await proof.run(`${format}: removed in silence`, ...first.remove(other));
  await proof.expect('the program is gone', () => !existsSync(folders[other]));
  if (format === 'msi') await examineFolders(first, proof);
}

/** A folder that a person has once chosen for themselves is none for everybody. */
async function examineFolders({ install, remove }, proof) {
  const chosen = ['/v', 'PackageFolder', '/d', 'C:\\chosen\\'];
  await proof.run('a person once chose a folder', 'reg', [
    'add',
    'HKCU\\Software\\SealDesk',
    '/f',
    ...chosen,
  ]);
  await proof.run('msi: for the computer, in silence', ...install.computer);
  const command = join(folders.computer, 'bin/sealdesk.cmd');
  await proof.expect('it is in the folder of programs', () => existsSync(command));
  await proof.run('msi: removed in silence', ...remove('computer'));
  await proof.expect('the program is gone', () => !existsSync(command));
}

/** Makes a demonstration by the test tree, in the place of a person's own data. @returns what seals in it by the installed command */
async function demonstration(proof) {
  await rm(data, { recursive: true, force: true });
  await stageForWindows({ folder: testTree, isDemonstration: true });
  const command = [windowsPath(join(testTree, 'dist/cli/cli.js')), 'demo', windowsPath(join(data, 'home'))];
  const made = await proof.run('the test tree makes a demonstration', join(testTree, 'node.exe'), command);
  const { seals, contract, pin } = JSON.parse(made.stdout);
  return async (format, [program, ...first]) => {
    const sealed = windowsPath(join(person, `${format} 已盖章.pdf`));
    await proof.run('the installed command tells its version', program, [...first, '--version']);
    const order = [
      'seal',
      contract,
      '-o',
      sealed,
      '--seal',
      seals[0].esId,
      '--at',
      '120,200',
      '--pin-env',
      'PIN',
    ];
    await proof.run('it seals with the soft token', program, [...first, ...order], {
      env: { PIN: pin },
    });
    const { stdout } = await proof.run('it verifies', program, [...first, 'verify', '--json', sealed]);
    await proof.expect('the verdict is valid', () => JSON.parse(stdout).verdict === 'valid');
  };
}

/**
 * Proves the installers under Wine: silent installation, sealing by the installed command, upgrade, removal, for a person and for a
 * computer, the refusal of a Windows 7, and the signatures of packages. The transcript is left in `out/proof`. The bundles must be current.
 * @throws LeftOut where the machine has no Wine; Error at the first step that fails
 */
export async function windowsInstallers() {
  // What a run that failed has installed would be there still.
  await rm(dirname(driveC), { recursive: true, force: true });
  await prepareWine();
  const newer = await withElectrons(['win32-x64'], windowsPayload);
  const older = await olderPayload(newer);
  const makers = Object.entries({ nsis: makeNsis, msi: makeMsi });
  const files = {};
  await expectSigned(async () => {
    for (const [format, make] of makers) files[format] = { older: await make(older) };
    return Object.values(files).map((made) => made.older);
  });
  const proof = new WineTranscript('windows-installers');
  return withWine(async () => {
    await examineWindow(newer, proof);
    await examineOtherFolders(proof, files.nsis.older);
    const seal = await demonstration(proof);
    for (const [format, make] of makers) {
      files[format].newer = await make({ ...newer, name: `${newer.name}-wine` });
      await examine(format, { ...files[format], olderParts: older, proof, seal });
    }
    return { passed: proof.count, failed: 0 };
  }).finally(() => proof.write());
}
