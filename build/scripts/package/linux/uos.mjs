import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDesktop } from './desktop.mjs';
import { appId, debianProcessors, version } from '../product.mjs';

/** Four numbers: a release candidate has no form of its own there, so that its number is the last one, and 1000 is the release. */
export function storeVersion(text) {
  const [numbers, candidate] = text.split('-rc.');
  return `${numbers}.${candidate ?? '1000'}`;
}

/** What the store asks each program to declare. SealDesk needs none of these rights. */
const permissions = {
  ...{ autostart: false, notification: false, trayicon: false, clipboard: false, account: false },
  ...{ bluetooth: false, camera: false, audio_record: false, installed_apps: false },
};

const info = (processor) => ({
  appid: appId,
  name: 'SealDesk 印签台',
  version: storeVersion(version),
  arch: [debianProcessors[processor]],
  permissions,
  'support-plugins': [],
  plugins: [],
});

/**
 * Copies a program's folder to where the stores of UOS want it, below /opt/apps, and adds the description and the entries that the
 * system links into its menus. No script runs at installation and nothing lies elsewhere, so there is no command on the PATH.
 * @param {string} root gets opt/apps
 * @param {string} program the program's folder
 */
export async function layOutForUos(root, program, { processor, hasWindow }) {
  const folder = join(root, 'opt/apps', appId);
  await mkdir(folder, { recursive: true });
  await cp(program, join(folder, 'files'), { recursive: true, verbatimSymlinks: true });
  await writeFile(join(folder, 'info'), `${JSON.stringify(info(processor), null, 2)}\n`);
  if (hasWindow) await writeDesktop(join(folder, 'entries'), `/opt/apps/${appId}/files/sealdesk`);
}
