import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { chromium as playwright } from 'playwright';
import { runSuite } from '../check/vitest.mjs';
import { inProject } from '../setup/project.mjs';
import { provide } from '../setup/system-packages.mjs';
import { LeftOut, totalOf } from './run-lane.mjs';
import { judgeReport, leaveTable } from './suite-table.mjs';

const browser = '/usr/bin/chromium';

/**
 * Keeps Debian's Chromium for the work of a lane.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work receives what tells tests to open windows there
 * @returns {Promise<T>}
 * @throws LeftOut where the machine has no such Chromium
 */
export async function withChromium(work) {
  await provide(['chromium']);
  if (!existsSync(browser))
    throw new LeftOut(`${browser} is missing, and root alone may install it, on Debian`);
  // Chromium reads file names by the locale.
  const env = { ...process.env, LANG: 'C.UTF-8' };
  const options = { executablePath: browser, args: ['--lang=zh-CN'], host: '127.0.0.1', env };
  const server = await playwright.launchServer(options);
  try {
    return await work({ SEALDESK_TEST_BROWSER: server.wsEndpoint() });
  } finally {
    await server.close();
  }
}

/** Longer than the suite takes on a machine that is busy. */
const timeoutMs = 3_600_000;

/** The suite of the window, of which tests skip themselves that need Electron itself. Its table is left in `out/proof`. */
async function runApp(environment) {
  const outcomes = inProject('out/test/app-in-chromium.json');
  await rm(outcomes, { force: true });
  // Its own counts are not those of the lane: here a test may skip itself.
  await runSuite('app', {
    timeoutMs,
    env: { ...process.env, ...environment, SEALDESK_TEST_OUTCOMES: outcomes },
    reporters: ['./build/scripts/systems-lanes/outcome-reporter.mjs'],
  });
  const report = JSON.parse(await readFile(outcomes, 'utf8'));
  const files = report.map((each) => ({ ...each, file: relative(inProject(), each.file) }));
  return leaveTable('chromium-app', judgeReport('app', files));
}

/**
 * Drives the window in Debian's Chromium, which is of the pinned Electron's age: pages, answers, texts and headers are those of
 * the program, whose main process runs in Node with a double of Electron. The bundles must be current.
 * @throws LeftOut where the machine has no such Chromium
 */
export const chromium = () =>
  withChromium(async (environment) =>
    totalOf([
      await runSuite('chromium', { env: { ...process.env, ...environment } }),
      await runApp(environment),
    ]),
  );
