import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../../fixtures/window/document-window.ts';
import { isInBrowser } from '../../fixtures/in-browser/named-browser.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { lookFor, processTree, roleOf } from '../../fixtures/measures/process-memory.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

/** Bytes of a PIN that occur nowhere else. They reach the app key by key, as numbers, and never as a text. */
const CODES = [90, 113, 55, 118, 75, 50, 119, 57, 120, 77, 51, 106, 84, 54, 112, 82] as const;
const PIN = String.fromCharCode(...CODES);
const LIFETIME_MS = 1_000;

/** Reads the memory of other processes, which only root may. */
const isReadable = process.platform === 'linux' && process.getuid?.() === 0 && !isInBrowser();
describe.runIf(isReadable)('the bytes of a PIN', () => {
  let world: DemoWorld;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
    const serial = world.companies[0]?.tokenSerial ?? '';
    const changed = await sealdesk(
      ['pin', 'change', '--token', serial, '--pin-env', 'OLD', '--new-pin-env', 'NEW'],
      { home: world.home, env: { OLD: world.pin, NEW: PIN } },
    );
    if (changed.status !== 0) throw new Error(changed.stderr);
  });
  beforeEach(async () => {
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
  });
  afterEach(() => running.close());

  /** Presses keys as a person does; the test's own connection to the app carries single numbers. */
  async function typePin(codes: readonly number[]): Promise<void> {
    await running.window.getByLabel('保护口令', { exact: true }).focus();
    for (const code of codes) {
      await running.app.evaluate(({ BrowserWindow }, number) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.webContents.sendInputEvent({ type: 'char', keyCode: String.fromCharCode(number) });
      }, code);
    }
  }

  it('are gone from main and token host a second after sealing, and from all that the page has made', async () => {
    const documentWindow = new DocumentWindow(running.window);
    await documentWindow.showPage(4);
    await documentWindow.chooseSeal(world.seals[0]?.name ?? '');
    await documentWindow.clickPage(4, 50, 96);
    await documentWindow.askPin();
    await typePin(CODES);
    const processes = processTree(running.app.process().pid ?? 0);
    await running.window.getByRole('button', { name: '确认盖章' }).click();
    await documentWindow.waitForText('盖章完成');
    await new Promise((resolve) => setTimeout(resolve, LIFETIME_MS));
    const all = [...new Set([...processes, ...processTree(running.app.process().pid ?? 0)])];
    const found = all.map((id) => ({ process: roleOf(id), sightings: lookFor(PIN, id) }));
    writeProof('attack-15-pin-memory', {
      reproduction: "A PIN's bytes stay in the memory of the app's processes after sealing",
      before: {
        commit: 'bf234e7',
        seen: 'on a later state, before its mending',
        answer:
          'one in main, six in the token host, two in the page: texts for pkcs11js, message buffers (shared memory of main and host among them)',
      },
      now: { afterMs: LIFETIME_MS, processes: found },
    });
    expect(found.length).toBeGreaterThan(3);
    // See electron/token-host/README.md: the browser's own text of the field, and nothing that the app has made.
    const inPage = found
      .filter(({ process }) => process === 'renderer')
      .flatMap(({ sightings }) => sightings);
    expect(found.filter(({ process, sightings }) => process !== 'renderer' && sightings.length > 0)).toEqual(
      [],
    );
    expect(inPage.length).toBeLessThanOrEqual(1);
    expect(inPage.filter(({ around }) => around.includes('pin'))).toEqual([]);
  });
});
