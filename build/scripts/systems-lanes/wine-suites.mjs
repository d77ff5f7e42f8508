import { mkdir, writeFile } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';
import { judgeReport, table } from './suite-table.mjs';
import { makeCheckout } from './wine-checkout.mjs';
import { leftOutOf } from './wine-left-out.mjs';
import { runInSlices } from './wine-slices.mjs';
import { placeTools } from './wine-tools.mjs';
import { prepareWine } from './wine.mjs';

/**
 * Runs a suite in a checkout for Windows under Wine. The table, and the names of what failed or was left out, stand in
 * `out/proof`. The bundles must be current.
 * @throws LeftOut where the machine has no Wine
 */
async function runSuite(plan) {
  await prepareWine();
  await makeCheckout();
  await placeTools();
  const { printed, report } = await runInSlices(plan);
  const row = judgeReport(plan.suite, report, leftOutOf(plan.suite));
  const proof = inProject('out/proof');
  await mkdir(proof, { recursive: true });
  await writeFile(`${proof}/wine-${plan.suite}.txt`, printed);
  await writeFile(`${proof}/wine-${plan.suite}.json`, `${JSON.stringify(row, undefined, 2)}\n`);
  await writeFile(`${proof}/wine-${plan.suite}.md`, table([row]));
  say(table([row]));
  return { passed: row.passed, failed: row.failed.length };
}

/** The suite of pure code. A loaded machine needs half of the time for a slice. */
export const wineUnit = () => runSuite({ suite: 'unit', filesInSlice: 48, timeoutMs: 1_800_000 });

/** The suite of the command line, which starts Node some thousand times. */
export const wineCommandLine = () =>
  runSuite({ suite: 'command-line', filesInSlice: 6, timeoutMs: 3_600_000 });
