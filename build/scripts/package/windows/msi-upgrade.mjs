import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf } from '../../setup/run.mjs';
import { programVersion } from './program-version.mjs';

/** Where the transaction begins that Windows Installer takes back as a whole when something fails. */
const BEGIN = 'InstallInitialize';
const REMOVAL = 'RemoveExistingProducts';

/**
 * Reads a table as `msiinfo export` prints it: three lines about its columns, then its rows.
 * @returns {string[][]} the fields of each row
 */
export const rowsOf = (exported) =>
  exported
    .split(/\r?\n/)
    .slice(3)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

/**
 * Tells why a failed upgrade would leave nobody with the older version. That is removed within the transaction only if it is so before
 * any other step of it: the documentation of RemoveExistingProducts names this place, "after InstallInitialize and before any actions
 * that generate execution script".
 * @param {string[][]} sequence rows of InstallExecuteSequence: action, condition, number
 * @returns {string | null} null where it would be brought back
 */
export function complaintAboutRemoval(sequence) {
  const numbers = new Map(sequence.map(([action, , number]) => [action, Number(number)]));
  const [begin, removal] = [numbers.get(BEGIN), numbers.get(REMOVAL)];
  if (begin === undefined || removal === undefined) return `${BEGIN} or ${REMOVAL} is missing`;
  if (removal <= begin) return `${REMOVAL} comes before ${BEGIN}`;
  const before = [...numbers].find(([action, at]) => action !== REMOVAL && at > begin && at <= removal);
  return before === undefined ? null : `${before[0]} comes before ${REMOVAL}`;
}

/**
 * Looks at a package as it was made: another wixl may number the steps otherwise.
 * @throws Error where a failed upgrade would not bring back the older version
 */
export function expectUpgradeTakenBack(file) {
  const complaint = complaintAboutRemoval(
    rowsOf(answerOf('msiinfo', ['export', file, 'InstallExecuteSequence'])),
  );
  if (complaint !== null) throw new Error(`a failed upgrade would not be taken back: ${complaint}`);
}

/** Reads which files of a payload tell a version. @returns {Promise<{ path: string, version: string, language: number }[]>} */
export async function versionedFiles(payload, files) {
  const found = [];
  for (const path of files) {
    const told = programVersion(await readFile(join(payload, path)));
    if (told !== null) found.push({ path, ...told });
  }
  return found;
}

/**
 * Makes an upgrade one transaction, in which every file arrives. Windows Installer decides what to install before it removes the older
 * version, and leaves a file out if that on the disk has a higher version than the package says: wixl says none, so that node.exe would
 * be gone afterwards. A version says what a repair is to find; "a" has every file installed, also where a release goes back to an older Node.
 * @param {readonly { id: string, version: string, language: number }[]} versioned files by their keys in the table File
 * @returns {string[]} queries; a file with a version needs no hash (ICE60)
 */
export const upgradeQueries = (versioned) => [
  `UPDATE \`InstallExecuteSequence\` SET \`Sequence\` = 1501 WHERE \`Action\` = '${REMOVAL}'`,
  "INSERT INTO `Property` (`Property`, `Value`) VALUES ('REINSTALLMODE', 'amus')",
  ...versioned.flatMap(({ id, version, language }) => [
    `UPDATE \`File\` SET \`Version\` = '${version}', \`Language\` = '${language}' WHERE \`File\` = '${id}'`,
    `DELETE FROM \`MsiFileHash\` WHERE \`File_\` = '${id}'`,
  ]),
];
