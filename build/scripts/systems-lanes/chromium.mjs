import { existsSync } from 'node:fs';
import { runSuite } from '../check/vitest.mjs';
import { provide } from '../setup/system-packages.mjs';
import { LeftOut } from './run-lane.mjs';

const browser = '/usr/bin/chromium';

/**
 * Drives the window in Debian's Chromium, which is of the pinned Electron's age: pages, answers, texts and headers are those of
 * the program, whose main process runs in Node with a double of Electron. The bundles must be current.
 * @throws LeftOut where the machine has no such Chromium
 */
export async function chromium() {
  await provide(['chromium']);
  if (!existsSync(browser))
    throw new LeftOut(`${browser} is missing, and root alone may install it, on Debian`);
  return runSuite('chromium');
}
