import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inProject } from '../../setup/project.mjs';
import { productName, publisher } from '../publisher.mjs';
import { appId, sourceDate, version } from '../product.mjs';

/** Reads a file of build/linux and fills its places, which are words between @ signs. */
export async function filled(name, values) {
  const text = await readFile(inProject('build/linux', name), 'utf8');
  return text.replace(/@([A-Z]+)@/g, (place, word) => {
    if (!(word in values)) throw new Error(`${name} has ${place}, which nothing fills`);
    return values[word];
  });
}

async function write(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** The program's icon in every size, and that of a request file. */
async function writeIcons(folder) {
  const source = inProject('dist/icons');
  for (const file of await readdir(source)) {
    const [, size] = /^(\d+)\.png$/.exec(file) ?? [];
    if (size === undefined) continue;
    await cp(join(source, file), join(folder, `hicolor/${size}x${size}/apps/${appId}.png`));
  }
  const request = 'hicolor/256x256/mimetypes/application-x-sealdesk-request.png';
  await cp(join(source, 'file-256.png'), join(folder, request));
}

/**
 * Writes what makes a desktop know the window: entries of its menu, types of files and addresses, icons. The entry for links is
 * one of its own, because files come as paths and links as addresses.
 * @param {string} folder such as /usr/share; has applications, icons and mime below it
 * @param {string} window the window's path on the installed system
 */
export async function writeDesktop(folder, window) {
  const values = { APPID: appId, WINDOW: window };
  await write(join(folder, `applications/${appId}.desktop`), await filled('app.desktop', values));
  await write(join(folder, `applications/${appId}.link.desktop`), await filled('link.desktop', values));
  await write(join(folder, `mime/packages/${appId}.xml`), await filled('mime.xml', {}));
  await writeIcons(join(folder, 'icons'));
}

/** What software centres show of the publisher. An id of a developer is a domain turned round, and the program's is the publisher's. */
function inMetadata({ name, homepage }) {
  const escaped = (text) => text.replaceAll('&', '&amp;');
  const address = homepage === null ? [] : [`  <url type="homepage">${escaped(homepage)}</url>`];
  const developer = `  <developer id="${appId}"><name>${escaped(name ?? productName)}</name></developer>`;
  return [...address, developer].join('\n');
}

/** Writes the description that software centres show (AppStream). */
export async function writeMetadata(folder) {
  const date = new Date(sourceDate() * 1000).toISOString().slice(0, 10);
  const values = { APPID: appId, VERSION: version, DATE: date, PUBLISHER: inMetadata(publisher()) };
  await write(join(folder, `metainfo/${appId}.metainfo.xml`), await filled('metainfo.xml', values));
}
