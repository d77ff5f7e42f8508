import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';
import { totalOf } from './run-lane.mjs';
import { checkout, makeCheckout } from './wine-checkout.mjs';
import { judgeReport, table } from './suite-table.mjs';
import { prepareWine, runInWine, windowsPath, withWine } from './wine.mjs';

/** A loaded machine needs an hour for the longer one. */
const suiteTimeoutMs = 7_200_000;
const suites = ['unit', 'command-line'];

/** Runs a suite of build/config/vitest.config.ts by node.exe. @throws Error when it leaves no report */
async function runSuite(suite) {
  say(`Suite ${suite} under Wine`);
  const report = `out/test/${suite}.json`;
  await rm(join(checkout, report), { force: true });
  const args = ['run', '--retry=0', '--config', 'build/config/vitest.config.ts', '--project', suite];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const node = windowsPath(join(checkout, 'node_modules/node/bin/node.exe'));
  const options = { cwd: checkout, timeoutMs: suiteTimeoutMs };
  const vitest = ['node_modules/vitest/vitest.mjs', ...args, ...reporters];
  const { stdout, stderr } = await runInWine(node, vitest, options);
  await writeFile(inProject('out/proof', `wine-${suite}.txt`), stdout + stderr);
  return judgeReport(suite, JSON.parse(await readFile(join(checkout, report), 'utf8')));
}

/**
 * Runs the suites of pure code and of the command line in a checkout for Windows under Wine. The table and the names of
 * what failed or was left out stand in `out/proof`. The bundles must be current.
 * @throws LeftOut where the machine has no Wine; Error when a suite leaves no report
 */
export async function wineSuites() {
  await prepareWine();
  await makeCheckout();
  await mkdir(inProject('out/proof'), { recursive: true });
  const rows = await withWine(async () => {
    const done = [];
    for (const suite of suites) done.push(await runSuite(suite));
    return done;
  });
  await writeFile(inProject('out/proof/wine-suites.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
  await writeFile(inProject('out/proof/wine-suites.md'), table(rows));
  say(table(rows));
  return totalOf(rows.map(({ passed, failed }) => ({ passed, failed: failed.length })));
}
