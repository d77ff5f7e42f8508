import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { inProject } from '../setup/project.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';
import { noticesText } from './notices.mjs';
import { lockedPackages, shippedPackages } from './shipped-packages.mjs';

/** Programs that a product carries beside its packages. The window's runtime has its own notices beside it. */
const WINDOW = ['electron'];

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
 * @param {string[]} runtimes names of packages of the lockfile that are the programs it runs on: `electron`, `node`
 * @returns {string[]} the files
 */
export function writeComponents(folder, target, runtimes = WINDOW) {
  const packages = lockedPackages();
  const shipped = shippedPackages(packages, target);
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const carried = runtimes.map((name) => {
    const { version: own, license } = packages[`node_modules/${name}`];
    return { name, version: own, licence: license };
  });
  mkdirSync(folder, { recursive: true });
  const files = {
    'THIRD-PARTY-NOTICES.txt': noticesText(shipped),
    'sealdesk.cdx.json': billOfMaterials({ version }, [...shipped, sqlite()], carried),
  };
  return Object.entries(files).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}
