import { mkdir, writeFile } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';
import { totalOf } from './run-lane.mjs';
import { judgeReport, table } from './suite-table.mjs';
import { leftOutOf } from './wine-left-out.mjs';
import { makeCheckout } from './wine-checkout.mjs';
import { runInSlices } from './wine-slices.mjs';
import { placeTools } from './wine-tools.mjs';
import { prepareWine } from './wine.mjs';

/** The suites of pure code and of the command line. A loaded machine needs half of the time for a slice. */
const plans = [
  { suite: 'unit', filesInSlice: 48, timeoutMs: 900_000 },
  { suite: 'command-line', filesInSlice: 6, timeoutMs: 1_800_000 },
];

async function runSuite(plan) {
  const { printed, report } = await runInSlices(plan);
  await writeFile(inProject('out/proof', `wine-${plan.suite}.txt`), printed);
  return judgeReport(plan.suite, report, leftOutOf(plan.suite));
}

/**
 * Runs the suites of pure code and of the command line in a checkout for Windows under Wine. The table and the names of
 * what failed or was left out stand in `out/proof`. The bundles must be current.
 * @throws LeftOut where the machine has no Wine
 */
export async function wineSuites() {
  await prepareWine();
  await makeCheckout();
  await placeTools();
  await mkdir(inProject('out/proof'), { recursive: true });
  const rows = [];
  for (const plan of plans) rows.push(await runSuite(plan));
  await writeFile(inProject('out/proof/wine-suites.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
  await writeFile(inProject('out/proof/wine-suites.md'), table(rows));
  say(table(rows));
  return totalOf(rows.map(({ passed, failed }) => ({ passed, failed: failed.length })));
}
