import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { renderDocument } from './render-document.ts';

/** Writes the contract for people to the file that is named, or to out/platform-contract.html. */
const usual = fileURLToPath(new URL('../../../out/platform-contract.html', import.meta.url));
const [given] = process.argv.slice(2);
if (given?.startsWith('-') === true) {
  process.stderr.write('npm run contract-document -- [FILE.html]\n');
  process.exitCode = given === '--help' ? 0 : 64;
} else {
  const path = given === undefined ? usual : resolve(given);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, renderDocument());
  process.stdout.write(`${path}\n`);
}
