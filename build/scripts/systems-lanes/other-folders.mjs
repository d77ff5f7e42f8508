import { existsSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { driveC } from './wine/wine.mjs';

/** Folders at the top of a drive, which every user of a computer may make there. */
const [own, planted, open, person] = ['SealDesk', 'Planted', 'Open', 'Person'].map((name) =>
  join(driveC, name),
);

/**
 * Wine shows rights as modes. It makes a folder with 755; one whose list of rights names neither everybody nor the group is closed to
 * others. What icacls of a real Windows shows was not seen.
 */
const isClosed = (folder) => (statSync(folder).mode & 0o007) === 0;

/**
 * Proves where the installer by NSIS puts programs whose place gives them no rights, and where it does not: under Wine, which keeps no
 * access control lists.
 * @param {import('./wine/wine-transcript.mjs').WineTranscript} proof
 * @param {string} file the installer
 */
export async function examineOtherFolders(proof, file) {
  const into = (folder, scope = '/AllUsers') => [file, ['/S', scope, `/D=C:\\${folder}`]];
  const remove = (folder, scope = '/AllUsers') => [join(folder, 'Uninstall.exe'), [scope, '/S']];
  for (const folder of [own, planted, open, person]) await rm(folder, { recursive: true, force: true });

  // It is another user's, and empty: it makes way for a folder of the installer's own.
  await mkdir(own);
  await proof.run('nsis: for all, at the top of a drive', ...into('SealDesk'));
  await proof.expect('nobody else may write there', () => isClosed(own));
  await proof.run('nsis: over itself', ...into('SealDesk'));
  await proof.run('nsis: removed in silence', ...remove(own));
  await proof.expect('the folder is gone', () => !existsSync(own));

  await mkdir(join(planted, 'bin'), { recursive: true });
  await writeFile(join(planted, 'bin/sealdesk.cmd'), '');
  const refused = { status: 2 };
  await proof.run('nsis: not into a folder that only looks installed', ...into('Planted'), refused);
  await proof.expect('nothing is put there', () => !existsSync(join(planted, 'command')));

  await mkdir(open);
  await proof.run('nsis: not below a folder that others may rename', ...into('Open\\SealDesk'), refused);
  const around = `users\\${process.env.USER ?? 'root'}\\..\\..\\Open\\SealDesk`;
  await proof.run('nsis: nor by a way around', ...into(around, '/CurrentUser'), refused);
  await proof.expect('nothing is put there', () => !existsSync(join(open, 'SealDesk')));

  await proof.run('nsis: for one person, at the top of a drive', ...into('Person', '/CurrentUser'));
  await proof.expect('nobody else may write there', () => isClosed(person));
  await proof.run('nsis: removed in silence', ...remove(person, '/CurrentUser'));
  await proof.expect('the folder is gone', () => !existsSync(person));
}
