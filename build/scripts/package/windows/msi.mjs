import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { inProject } from '../../setup/project.mjs';
import { expectRun } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';
import { filesOf } from '../files.mjs';
import { signAuthenticode } from './authenticode.mjs';
import { installerVersion } from './version.mjs';

const ofWindows = (name) => readFile(inProject('build/windows', name), 'utf8');

/** Returns an identifier that stays the same as long as the name does, so that an upgrade knows its parts again. */
function guidOf(name) {
  const hex = createHash('sha256').update(`cn.sealdesk.app ${name}`).digest('hex').slice(0, 32);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  return parts.join('-').toUpperCase();
}

const idOf = (kind, path) => `${kind}${createHash('sha256').update(path).digest('hex').slice(0, 16)}`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Makes the tree of folders that a list of files lies in. */
function treeOf(files) {
  const root = { folders: new Map(), files: [] };
  for (const path of files) {
    const names = path.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) {
      if (!folder.folders.has(name)) folder.folders.set(name, { folders: new Map(), files: [] });
      folder = folder.folders.get(name);
    }
    folder.files.push({ path, name: names.at(-1) });
  }
  return root;
}

/** Writes a folder's components, one a file, and its folders. */
function directories({ folders, files }, path) {
  const components = files.map(
    (file) =>
      `<Component Id="${idOf('c', file.path)}" Guid="${guidOf(file.path)}" Win64="yes"><File Id="${idOf('f', file.path)}" Source="${escaped(file.path)}" Name="${escaped(file.name)}" KeyPath="yes"/></Component>`,
  );
  const below = [...folders].map(([name, folder]) => {
    const own = path === '' ? name : `${path}/${name}`;
    return `<Directory Id="${idOf('d', own)}" Name="${escaped(name)}">${directories(folder, own)}</Directory>`;
  });
  return [...components, ...below].join('\n');
}

const insert = (table, columns, values) =>
  `INSERT INTO \`${table}\` (${columns.map((name) => `\`${name}\``).join(', ')}) VALUES (${values.join(', ')})`;

/** An entry of a folder on the PATH. "=-*PATH": set it, take it away again, of the computer; "[~]" is what is there. */
const environment = (id, name, bin) =>
  insert(
    'Environment',
    ['Environment', 'Name', 'Value', 'Component_'],
    [`'${id}'`, `'${name}'`, `'[~];[${bin}]'`, `'${id}'`],
  );
const sequence = (action, number) =>
  insert('InstallExecuteSequence', ['Action', 'Sequence'], [`'${action}'`, number]);

/**
 * What wixl 0.101 has no words for, in the SQL of Windows Installer: the folder on the PATH, of the computer or of the person,
 * and texts in Chinese.
 */
const additions = (bin) => [
  'CREATE TABLE `Environment` (`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE, `Value` CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Environment`)',
  environment('PathOfComputer', '=-*PATH', bin),
  environment('PathOfPerson', '=-PATH', bin),
  sequence('RemoveEnvironmentStrings', 3300),
  sequence('WriteEnvironmentStrings', 5200),
  "UPDATE `Component` SET `Condition` = 'NOT (MSIINSTALLPERUSER = 1)' WHERE `Component` = 'PathOfComputer'",
  "UPDATE `Component` SET `Condition` = 'MSIINSTALLPERUSER = 1' WHERE `Component` = 'PathOfPerson'",
  "UPDATE `Property` SET `Value` = 'SealDesk 印签台' WHERE `Property` = 'ProductName'",
  "UPDATE `LaunchCondition` SET `Description` = 'SealDesk 印签台需要 Windows 10 或更新的系统，请联系管理员。SealDesk needs Windows 10 or later: please ask your administrator.' WHERE `Condition` = 'Installed OR WINDOWSBUILDNUMBER >= 10240'",
  "UPDATE `LaunchCondition` SET `Description` = '已安装更新的版本。A newer version is installed.' WHERE `Condition` = 'NOT WIX_DOWNGRADE_DETECTED'",
];

/** Makes the texts of a package UTF-8; without it msibuild ends at the first Chinese one. */
async function makeUtf8(file) {
  const table = inProject('out/package/windows/_ForceCodepage.idt');
  await writeFile(table, '\r\n\r\n65001\t_ForceCodepage\r\n');
  await expectRun('msibuild', 'msibuild', [file, '-i', table]);
}

async function add(file) {
  await makeUtf8(file);
  for (const query of additions(idOf('d', 'bin'))) await expectRun(query, 'msibuild', [file, '-q', query]);
}

/** Writes the source of the package. Associations belong to the window alone. */
async function sourceOf(files, { version, hasWindow }) {
  const isOptional = (path) => path.startsWith('host32/');
  const references = (paths) => paths.map((path) => `<ComponentRef Id="${idOf('c', path)}"/>`).join('\n');
  const [template, associations] = [
    await ofWindows('msi-package.xml'),
    await ofWindows('msi-associations.xml'),
  ];
  return template
    .replaceAll('@VERSION@', installerVersion(version))
    .replace('@WINDOW@', () => (hasWindow ? associations : ''))
    .replace('@WINDOW_REFERENCE@', hasWindow ? '<ComponentRef Id="Associations"/>' : '')
    .replace('@FILES@', directories(treeOf(files), ''))
    .replace('@HOST32_REFERENCES@', references(files.filter(isOptional)))
    .replace('@REFERENCES@', references(files.filter((path) => !isOptional(path))));
}

/**
 * Makes the installer of Windows Installer (.msi) with Debian's wixl, for all of a computer or, by MSIINSTALLPERUSER=1, for one person.
 * @param staged what is installed
 * @returns its path
 */
export async function makeMsi(staged) {
  const { payload, name } = staged;
  await provide(['wixl', 'msitools']);
  const source = inProject('out/package/windows/sealdesk.wxs');
  const output = inProject('out/package', `${name}.msi`);
  await writeFile(source, await sourceOf(await filesOf(payload), staged));
  // wixl finds the files from where it runs.
  await expectRun('wixl', 'wixl', ['-a', 'x64', '-o', output, source], { cwd: payload });
  await add(output);
  await signAuthenticode(output);
  return output;
}
