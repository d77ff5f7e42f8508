import { readFileSync } from 'node:fs';
import semver from 'semver';
import { inProject } from '../setup/project.mjs';
import { nameOf } from './shipped-packages.mjs';

/**
 * A known weakness of versions of a package.
 * @typedef {{ id: string, package: string, affected: string, summary: string, source: string }} Advisory
 */

/**
 * Reads the list of advisories that the repository keeps, and the day it was made.
 * @returns {{ asOf: string, advisories: Advisory[] }}
 */
export function keptAdvisories() {
  return JSON.parse(readFileSync(inProject('build/advisories.json'), 'utf8'));
}

/**
 * Finds locked packages that an advisory names.
 * @param {Record<string, { version?: string }>} packages as the lockfile has them, by folder
 * @param {Advisory[]} advisories
 * @returns {string[]} one line each
 */
export function affectedPackages(packages, advisories) {
  return Object.entries(packages).flatMap(([folder, each]) => {
    const [name, { version }] = [nameOf(folder, each), each];
    return advisories
      .filter((advisory) => advisory.package === name && semver.satisfies(version ?? '', advisory.affected))
      .map(({ id, summary, source }) => `${name} ${version}: ${id}, ${summary} (${source})`);
  });
}

/**
 * Makes the list of advisories from what `npm audit --json` printed where a registry answers it.
 * @param {{ vulnerabilities: Record<string, { via: (string | Record<string, unknown>)[] }> }} audit
 * @returns {Advisory[]} in the order of packages and names
 */
export function advisoriesOfAudit({ vulnerabilities }) {
  const found = Object.values(vulnerabilities).flatMap(({ via }) =>
    via.filter((each) => typeof each === 'object'),
  );
  const advisories = found.map(({ name, range, title, url }) => ({
    id: String(url).split('/').at(-1),
    package: name,
    affected: range,
    summary: title,
    source: url,
  }));
  const key = (each) => `${each.package} ${each.id}`;
  const distinct = new Map(advisories.map((each) => [key(each), each]));
  return [...distinct.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
