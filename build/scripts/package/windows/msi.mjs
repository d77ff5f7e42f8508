import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../../setup/project.mjs';
import { answerOf, expectRun } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';
import { datedAs, filesOf } from '../files.mjs';
import { sourceDate } from '../product.mjs';
import { publisher } from '../publisher.mjs';
import { signAuthenticode } from './authenticode.mjs';
import { tableChanges } from './msi-tables.mjs';
import { expectUpgradeTakenBack, upgradeQueries, versionedFiles } from './msi-upgrade.mjs';
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
/** Tools that write times write them in that of the machine. */
const inUtc = { ...process.env, TZ: 'UTC' };

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

/**
 * Replaces what wixl takes from the clock and by chance in the summary of a package: its code and its two times.
 * @param {string} code the package's, without braces
 */
async function settleSummary(file, code) {
  const date = new Date(sourceDate() * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')
    .replaceAll('-', '/');
  const settled = { 9: `{${code}}`, 12: date, 13: date };
  const lines = answerOf('msiinfo', ['export', file, '_SummaryInformation'], { env: inUtc }).split('\r\n');
  const changed = lines.map((line) => {
    const [property] = line.split('\t');
    return property in settled ? `${property}\t${settled[property]}` : line;
  });
  const table = inProject('out/package/windows/_SummaryInformation.idt');
  await writeFile(table, changed.join('\r\n'));
  await expectRun('msibuild', 'msibuild', [file, '-i', table], { env: inUtc });
}

/** Makes the texts of a package UTF-8; without it msibuild ends at the first Chinese one. */
async function makeUtf8(file) {
  const table = inProject('out/package/windows/_ForceCodepage.idt');
  await writeFile(table, '\r\n\r\n65001\t_ForceCodepage\r\n');
  await expectRun('msibuild', 'msibuild', [file, '-i', table]);
}

/** Returns what is changed in the tables that wixl has made. */
async function queriesFor(payload, files, hasWindow) {
  const versioned = await versionedFiles(payload, files);
  return [
    ...tableChanges({ bin: idOf('d', 'bin'), hasWindow }),
    ...upgradeQueries(versioned.map((one) => ({ ...one, id: idOf('f', one.path) }))),
  ];
}

/** Writes the source of the package, without the code of the product. Associations belong to the window alone. */
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

/** The hash of everything that a package holds: packages of the same content are the same product, and no others are. */
async function contentHash(source, queries, payload, files) {
  const hash = createHash('sha256')
    .update(source)
    .update(JSON.stringify([queries, publisher()]));
  for (const path of files) hash.update(await readFile(join(payload, path)));
  return hash.digest('hex');
}

/**
 * Makes the installer of Windows Installer (.msi) with Debian's wixl, for all of a computer or, by MSIINSTALLPERUSER=1, for one person.
 * Without a signature it is equal byte for byte each time.
 * @param staged what is installed
 * @returns its path
 */
export async function makeMsi(staged) {
  const { payload, name } = staged;
  await provide(['wixl', 'msitools']);
  const source = inProject('out/package/windows/sealdesk.wxs');
  const output = inProject('out/package', `${name}.msi`);
  await datedAs(payload, sourceDate());
  const files = await filesOf(payload);
  const text = await sourceOf(files, staged);
  const queries = await queriesFor(payload, files, staged.hasWindow);
  const content = await contentHash(text, queries, payload, files);
  await writeFile(source, text.replace('@PRODUCT@', guidOf(`product ${content}`)));
  // wixl finds the files from where it runs.
  await expectRun('wixl', 'wixl', ['-a', 'x64', '-o', output, source], { cwd: payload, env: inUtc });
  await makeUtf8(output);
  await expectRun('changing the tables of the package', 'msibuild', [output, '-q', ...queries]);
  expectUpgradeTakenBack(output);
  await settleSummary(output, guidOf(`package ${content}`));
  await signAuthenticode(output);
  return output;
}
