import { writeFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { isInBrowser } from '../fixtures/in-browser/named-browser.ts';
import { inMain, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';

let world: DemoWorld;
let running: RunningApp;

beforeAll(async () => {
  world = await makeDemoWorld();
});
beforeEach(async () => {
  running = await launchApp([], { SEALDESK_HOME: world.home });
  await running.window.getByRole('navigation').waitFor();
  await inMain(running.app, ({ dialog }) => {
    const told: string[] = [];
    Reflect.set(globalThis, 'told', told);
    const tell = async (_window: unknown, { message }: { readonly message: string }) => {
      told.push(message);
      return { response: 0, checkboxChecked: false };
    };
    Reflect.set(dialog, 'showMessageBox', tell);
  });
});
afterEach(() => running.close());

const TOLD = ['窗口出错，已重新打开。'];
const told = () => inMain(running.app, () => Reflect.get(globalThis, 'told') as readonly string[]);

it.skipIf(isInBrowser())(
  'a window whose process ends is opened again, the person is told, and it is on record',
  async () => {
    await inMain(running.app, ({ BrowserWindow }) => {
      // Asked again for a lost answer, it ends the process once.
      if (Reflect.get(globalThis, 'hasCrashed') === true) return;
      Reflect.set(globalThis, 'hasCrashed', true);
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await vi.waitFor(
      async () => {
        expect(await told()).toEqual(TOLD);
        const shown: unknown = await inMain(running.app, ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
        );
        expect(shown).toContain('打开要盖章的文件');
      },
      { timeout: 30_000, interval: 250 },
    );
    const picture = await inMain(running.app, async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // The picture is of what is painted, which comes a little after what is there.
      await contents?.executeJavaScript('new Promise((painted) => setTimeout(painted, 500))');
      const image = await contents?.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    writeFileSync(proofPath('screenshots', 'window-opened-again.png'), Buffer.from(picture, 'base64'));
    const { stdout } = await sealdesk(['doctor', '--all', '--json'], { home: world.home });
    const runs = (JSON.parse(stdout) as { findings: { check: string }[] }).findings.find(
      ({ check }) => check === 'runs',
    );
    // A start that hung on a busy machine was ended and tried again, which is on record as well.
    expect(runs).toMatchObject({
      state: 'attention',
      problems: expect.arrayContaining([{ code: 'WINDOW_CRASHED' }]) as unknown,
    });
  },
);

it('a page that cannot go on is opened again in the same way', async () => {
  const { window } = running;
  // What a mistake in the page would be: an effect that throws.
  await window.evaluate(() => {
    HTMLElement.prototype.focus = () => {
      throw new Error('broken');
    };
  });
  await showSealsPlace(window, 'keys');
  await window.getByRole('button', { name: '修改口令', exact: true }).first().click();
  await expect.poll(told, { timeout: 30_000 }).toEqual(TOLD);
  await window.getByText('打开要盖章的文件').waitFor();
});
