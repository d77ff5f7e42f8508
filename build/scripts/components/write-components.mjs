import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { inProject } from '../setup/project.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';
import { noticesText } from './notices.mjs';
import { electron } from './runtimes.mjs';
import { lockedPackages, shippedPackages } from './shipped-packages.mjs';

/** SQLite comes as source in better-sqlite3, whose lockfile entry does not name it. */
function sqlite() {
  const database = new Database(':memory:');
  const version = database.prepare('select sqlite_version()').pluck().get();
  database.close();
  return { name: 'sqlite', version, licence: 'blessing', purl: `pkg:generic/sqlite@${version}` };
}

/**
 * Writes what a product says of the packages of others in it: THIRD-PARTY-NOTICES.txt and sealdesk.cdx.json (CycloneDX).
 * @param {string} folder is made
 * @param {import('./shipped-packages.mjs').Target} target
 * @param {import('./runtimes.mjs').Runtime[]} runtimes the programs that it runs on and carries
 * @returns {string[]} the files
 */
export function writeComponents(folder, target, runtimes = [electron()]) {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const shipped = shippedPackages(lockedPackages(), target);
  mkdirSync(folder, { recursive: true });
  const files = {
    'THIRD-PARTY-NOTICES.txt': noticesText(shipped, runtimes),
    'sealdesk.cdx.json': billOfMaterials({ version }, [...shipped, sqlite()], runtimes),
  };
  return Object.entries(files).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}
