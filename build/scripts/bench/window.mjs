import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { processTree } from '../../../e2e/fixtures/measures/process-memory.ts';
import { electronLaunch, withDisplay } from '../launch-electron.mjs';
import { currentElectron } from '../setup/electron-runtime.mjs';
import { makeEmptyApp } from './empty-app.mjs';
import { median } from './median.mjs';
import { atMost, row } from './rows.mjs';

/** Milliseconds after the first screen when the memory is read: what comes later is there by then. */
const settledAfterMs = 3_000;

/** Waits for the address at which Chromium lets itself be watched. */
function watchedAt(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (piece) => {
      said += piece;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found !== null) resolve(found[1]);
    });
    child.on('error', reject);
    child.on('exit', (status) => reject(new Error(`Electron ended with status ${status}: ${said}`)));
  });
}

/** Proportional set size of a process and of all below it, in bytes (proc_pid_smaps(5)). */
function sharedOutBytes(root) {
  const sizes = processTree(root).map((id) => {
    try {
      return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'latin1'))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
      return 0;
    }
  });
  return sizes.reduce((sum, kilobytes) => sum + kilobytes * 1024, 0);
}

async function firstPageOf(browser) {
  for (;;) {
    const page = browser.contexts()[0]?.pages()[0];
    if (page !== undefined) return page;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * Starts an app as a person does, and watches its page from outside.
 * @param useful text of a heading that a person waits for
 * @returns milliseconds from the start to dom-ready and to that heading, and the memory of all processes
 */
async function startOnce({ executablePath, args, env, cwd }, useful, settleMs) {
  const start = Date.now();
  const watched = [...args, '--remote-debugging-port=0'];
  const child = spawn(executablePath, watched, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const browser = await chromium.connectOverCDP(await watchedAt(child));
    const page = await firstPageOf(browser);
    await page.getByRole('heading', { name: useful }).first().waitFor();
    const usefulMs = Date.now() - start;
    const readyAt = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      return performance.timeOrigin + navigation.domContentLoadedEventStart;
    });
    await page.waitForTimeout(settleMs);
    const bytes = sharedOutBytes(child.pid);
    return { readyMs: readyAt - start, usefulMs, bytes };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Compares the start of the window with that of an empty app in the same Electron. */
export function benchWindow(bench) {
  return withDisplay(async (display) => {
    const { home } = await bench.world();
    const folder = join(bench.folder, 'empty-electron');
    const executablePath = makeEmptyApp(currentElectron(), folder);
    const launchOf = (name, environment) => {
      const data = `--user-data-dir=${join(bench.folder, `profile-${name}`)}`;
      return electronLaunch([data], { ...display, ...environment });
    };
    const empty = { ...launchOf('empty', {}), executablePath, cwd: folder };
    const ours = launchOf('ours', { SEALDESK_HOME: home });
    const results = { empty: [], ours: [] };
    const settleMs = bench.isTiny ? 0 : settledAfterMs;
    for (let round = 0; round < bench.rounds; round += 1) {
      results.empty.push(await startOnce(empty, 'empty', settleMs));
      results.ours.push(await startOnce(ours, '打开要盖章的文件', settleMs));
    }
    const middle = (name, key) => median(results[name].map((result) => result[key]));
    const of = (subject, key, most) =>
      row({
        ...{ part: 'window', subject, peer: 'an empty Electron' },
        ...{ ratio: middle('ours', key) / middle('empty', key), target: atMost(most) },
        peakMegabytes: middle('ours', 'bytes') / 1e6,
      });
    return [
      of('dom-ready', 'readyMs', 1.3),
      of('first useful screen', 'usefulMs', 2),
      of('memory of all processes (PSS)', 'bytes', 1.4),
    ];
  });
}
