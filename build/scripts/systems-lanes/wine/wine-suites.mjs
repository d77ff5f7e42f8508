import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../../setup/project.mjs';
import { withChromium } from '../chromium.mjs';
import { judgeReport, leaveTable } from '../suite-table.mjs';
import { checkout, makeCheckout } from './wine-checkout.mjs';
import { leftOutOf } from './wine-left-out.mjs';
import { filesOf, runInSlices } from './wine-slices.mjs';
import { placeTools } from './wine-tools.mjs';
import { driveC, prepareWine } from './wine.mjs';

let preparation;

/** Makes the checkout for Windows, which the suites run in. The bundles must be current. */
const prepareOnce = () =>
  (preparation ??= (async () => {
    await prepareWine();
    await makeCheckout();
    await placeTools();
  })());

/**
 * Runs a suite, or some files of it, in a checkout for Windows under Wine. The table, and the names of what failed or was left
 * out, stand in `out/proof`; of some files alone, in files of their own, so that they do not pass for the whole.
 * @param {{ suite: 'unit' | 'command-line' | 'app', filesInSlice: number, timeoutMs: number, environment?: Record<string, string> }} plan
 * @param {readonly string[]} asked paths of test files in the project; none for all
 * @throws LeftOut where the machine has no Wine
 * @throws Error where a path is no test file of the suite
 */
async function runSuite(plan, asked) {
  const all = filesOf(plan.suite);
  const foreign = asked.filter((path) => !all.includes(path));
  if (foreign.length > 0) throw new Error(`not in the suite ${plan.suite}: ${foreign.join(', ')}`);
  await prepareOnce();
  const files = asked.length > 0 ? asked : all;
  const { printed, report } = await runInSlices(plan, files);
  const row = judgeReport(plan.suite, report, leftOutOf(plan.suite, files));
  const name = `wine-${plan.suite}${asked.length > 0 ? '-some-files' : ''}`;
  const counts = await leaveTable(name, row);
  await writeFile(inProject(`out/proof/${name}.txt`), printed);
  await writeFile(inProject(`out/proof/${name}.json`), `${JSON.stringify(row, undefined, 2)}\n`);
  return counts;
}

/** The suite of pure code. A loaded machine needs half of the time for a slice. */
export const wineUnit = (files) => runSuite({ suite: 'unit', filesInSlice: 48, timeoutMs: 1_800_000 }, files);

/** The suite of the command line, which starts Node some thousand times. */
export const wineCommandLine = (files) =>
  runSuite({ suite: 'command-line', filesInSlice: 15, timeoutMs: 3_600_000 }, files);

/** Takes the pictures that the suite of the window has left in the checkout over to `out/proof`. Some of its files may leave none. */
async function takePictures() {
  const [taken, pictures] = [join(checkout, 'out/proof/screenshots'), inProject('out/proof/wine-window')];
  await rm(pictures, { recursive: true, force: true });
  if (existsSync(taken)) await cp(taken, pictures, { recursive: true });
}

/**
 * The suite of the window: tests and main process run in Windows' Node, with a double of Electron, and its pages in this system's
 * Chromium, which finds dropped files on the drive that Wine shows as C. Its pictures are left in `out/proof`.
 */
export const wineWindow = (files) =>
  withChromium(async (browser) => {
    const environment = { ...browser, SEALDESK_TEST_BROWSER_DRIVE: driveC };
    const plan = { suite: 'app', filesInSlice: 15, timeoutMs: 3_600_000, environment };
    const counts = await runSuite(plan, files);
    await takePictures();
    return counts;
  });
