import { existsSync } from 'node:fs';
import { chromium as playwright } from 'playwright';
import { runSuite } from '../check/vitest.mjs';
import { provide } from '../setup/system-packages.mjs';
import { LeftOut } from './run-lane.mjs';

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

/**
 * Drives the window in Debian's Chromium, which is of the pinned Electron's age: pages, answers, texts and headers are those of
 * the program, whose main process runs in Node with a double of Electron. The bundles must be current.
 * @throws LeftOut where the machine has no such Chromium
 */
export const chromium = () =>
  withChromium((environment) => runSuite('chromium', { env: { ...process.env, ...environment } }));
