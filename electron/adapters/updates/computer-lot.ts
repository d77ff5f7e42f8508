import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

const FILE = 'installation';
const RANGE = 2 ** 32;

/**
 * Returns what draws this computer's lot for a version, for releases that go out step by step. It comes from a random number that is
 * kept here and sent to nobody, so that a server cannot single a computer out.
 * @param folder of updates; it is made
 */
export function computerLot(folder: string): (version: string) => number {
  const path = join(folder, FILE);
  if (!existsSync(path)) replaceFile(folder, FILE, randomBytes(16).toString('hex'));
  const own = readRegularText(path);
  return (version) => createHash('sha256').update(`${own} ${version}`).digest().readUInt32BE(0) / RANGE;
}
