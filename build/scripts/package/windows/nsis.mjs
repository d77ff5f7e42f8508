import { readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inProject } from '../../setup/project.mjs';
import { expectRun } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';
import { datedAs, kilobytesOf } from '../files.mjs';
import { appId, sourceDate } from '../product.mjs';
import { productName, publisher } from '../publisher.mjs';
import { authenticodeCommand, signAuthenticode } from './authenticode.mjs';
import { rightsOfComputer, rightsOfPersonBefore } from './folder-rights.mjs';
import { expectSafeMakensis } from './makensis-version.mjs';
import { windowsVersion } from './version.mjs';

const script = inProject('build/windows/sealdesk.nsi');

/** Parts that a version may have, also where this one has not: who upgrades is rid of them. */
const POSSIBLE_PARTS = ['command', 'host32', 'resources', 'locales'];

/** Writes what a version has at the top of its folder, where a person may keep files of their own, as a macro that does something with each. */
async function writeFileList(payload, file) {
  const parts = new Set([...POSSIBLE_PARTS, ...(await readdir(payload))]);
  const lines = [...parts].sort().map((part) => `  !insertmacro \${DO} "${part}"`);
  // Three bytes that tell makensis that the file is UTF-8.
  await writeFile(file, ['\ufeff!macro EachPart DO', ...lines, '!macroend', ''].join('\r\n'));
}

/**
 * Makes the installer of NSIS (`…-setup.exe`) with Debian's makensis: for one person or for all of a computer, silent with /S. Without
 * a signature it is equal byte for byte each time.
 * @param staged what is installed
 * @returns its path
 */
export async function makeNsis({ payload, name, version, hasWindow }) {
  await provide(['nsis']);
  expectSafeMakensis();
  const { name: giver, address, homepage } = publisher();
  const output = inProject('out/package', `${name}-setup.exe`);
  const list = inProject('out/package/windows/files.nsh');
  await writeFileList(payload, list);
  await datedAs(payload, sourceDate());
  const sign = await authenticodeCommand('%1');
  const defines = {
    VERSION: version,
    NUMBERS: windowsVersion(version).join('.'),
    OUTPUT: output,
    PAYLOAD: payload,
    FILE_LIST: list,
    SIZE_KB: await kilobytesOf(payload),
    PUBLISHER: giver ?? productName,
    ...(homepage === null ? {} : { HOMEPAGE: homepage }),
    ...(address === null ? {} : { CONTACT: address }),
    APP_ID: appId,
    RIGHTS_OF_COMPUTER: rightsOfComputer,
    RIGHTS_OF_PERSON: rightsOfPersonBefore,
    ...(hasWindow ? { WINDOW: 1 } : {}),
    ...(sign === null ? {} : { SIGN: sign }),
  };
  const given = Object.entries(defines).map(([key, value]) => `-D${key}=${String(value)}`);
  // A warning is an error; texts are UTF-8.
  const args = ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', ...given, script];
  await expectRun('makensis', 'makensis', args, { cwd: dirname(script) });
  await signAuthenticode(output);
  return output;
}
