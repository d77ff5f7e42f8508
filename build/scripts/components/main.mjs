import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { advisoriesOfAudit, affectedPackages, keptAdvisories } from './advisories.mjs';
import { licenceFault, licenceTexts } from './licences.mjs';
import { lockedPackages, shippedPackages } from './shipped-packages.mjs';
import { writeComponents } from './write-components.mjs';
import { inProject } from '../setup/project.mjs';
import { runScript, say } from '../setup/run.mjs';

const USAGE = 'npm run components -- [--check | --audit FILE] [--os linux|win32|darwin] [--cpu x64|arm64]';

/** Systems of products, so that what one of them alone carries is checked too. */
const TARGETS = ['linux', 'win32', 'darwin'].flatMap((os) => ['x64', 'arm64'].map((cpu) => ({ os, cpu })));

function faults() {
  const packages = lockedPackages();
  const shipped = TARGETS.flatMap((target) => shippedPackages(packages, target));
  const distinct = new Map(shipped.map((each) => [each.folder, each]));
  const licences = [...distinct.values()].flatMap((each) => {
    const fault = licenceFault(each);
    const hasText = licenceTexts(each).length > 0;
    return [
      ...(fault === null ? [] : [fault]),
      ...(hasText ? [] : [`${each.name} carries no text of its licence`]),
    ];
  });
  const { asOf, advisories } = keptAdvisories();
  const affected = affectedPackages(packages, advisories);
  say(`${distinct.size} packages in products; ${advisories.length} advisories, as of ${asOf}`);
  return [...licences, ...affected];
}

/**
 * What a product owes for the packages of others:
 * `npm run components` writes the notices and the bill of materials of a product for this system to out/components/;
 * `npm run components -- --check` checks licences, their texts, and the lockfile against the list of advisories;
 * `npm run components -- --audit FILE` makes that list anew from `npm audit --json`, run where a registry answers it.
 */
function main() {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      audit: { type: 'string' },
      os: { type: 'string', default: process.platform },
      cpu: { type: 'string', default: process.arch },
    },
  });
  if (values.audit !== undefined) {
    const advisories = advisoriesOfAudit(JSON.parse(readFileSync(values.audit, 'utf8')));
    const kept = keptAdvisories().advisories.filter(
      ({ id, package: name }) => !advisories.some((each) => each.id === id && each.package === name),
    );
    const list = { asOf: new Date().toISOString().slice(0, 10), advisories: [...kept, ...advisories] };
    writeFileSync(inProject('build/advisories.json'), `${JSON.stringify(list, undefined, 2)}\n`);
  } else if (values.check === true) {
    const found = faults();
    for (const each of found) say(each);
    process.exitCode = found.length === 0 ? 0 : 1;
  } else {
    for (const file of writeComponents(inProject('out/components'), { os: values.os, cpu: values.cpu }))
      say(file);
  }
}

await runScript('Components', main, USAGE);
