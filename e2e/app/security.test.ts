import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { contract } from '../../electron/wire/window/contract.ts';
import { codeThatRan } from '../fixtures/window/code-attempts.ts';
import { makeDemoWorld } from '../fixtures/worlds/demo-world.ts';
import { isInBrowser } from '../fixtures/in-browser/named-browser.ts';
import { inMain, launchApp, windowApi, type RunningApp } from '../fixtures/window/launch-app.ts';

/** A page under foreign control would try each of these; every attempt must fail. */
describe('the page in the window', () => {
  let running: RunningApp;

  beforeAll(async () => {
    const world = await makeDemoWorld();
    running = await launchApp([world.contract], { SEALDESK_HOME: world.home });
    await running.window.locator('.page canvas').first().waitFor();
  });
  afterAll(() => running.close());

  it.skipIf(isInBrowser())('lives on app:// in a sandbox, isolated from Node', async () => {
    const page = await windowApi(running.window);
    const facts = await page.evaluate((api) => ({
      origin: location.origin,
      isolated: crossOriginIsolated,
      secure: isSecureContext,
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      bridge: Object.keys(api).sort(),
    }));
    expect(facts).toEqual({
      origin: 'app://sealdesk',
      isolated: true,
      secure: true,
      node: [],
      bridge: Object.keys(contract).sort(),
    });
    const preferences = await inMain(running.app, ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const all: unknown =
        window === undefined ? {} : Reflect.get(window.webContents, 'getLastWebPreferences');
      return typeof all === 'function' ? (Reflect.apply(all, window?.webContents, []) as unknown) : null;
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  });

  it.each([
    'https://example.com/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'app://other/index.html',
    'app://sealdesk/../package.json',
    'app://sealdesk/%2e%2e/%2e%2e/package.json',
  ])('receives nothing from %s', async (url) => {
    const outcome = await running.window.evaluate(
      (target) =>
        fetch(target).then(
          (response) => response.status,
          () => 'refused',
        ),
      url,
    );
    expect(['refused', 404]).toContain(outcome);
  });

  it.skipIf(isInBrowser())('can neither leave nor open a window', async () => {
    const opened = await running.window.evaluate(() => window.open('https://example.com/') !== null);
    await running.window.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await running.window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    const windows = await inMain(running.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect({ opened, windows, url: running.window.url() }).toEqual({
      opened: false,
      windows: 1,
      url: 'app://sealdesk/index.html',
    });
  });

  it.skipIf(isInBrowser())(
    'cannot run inline scripts, strings as code, or scripts that it creates',
    async () => {
      expect(await codeThatRan(running.window)).toEqual([]);
    },
  );

  it.skipIf(isInBrowser())('is refused every permission', async () => {
    const answers = await running.window.evaluate(async () => [
      await Notification.requestPermission(),
      await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      ),
    ]);
    expect(answers).toEqual(['denied', 'denied', 'denied']);
  });

  it('gets INTERNAL for messages that break the contract', async () => {
    const api = await windowApi(running.window);
    const answers = await api.evaluate(({ documents, verify }) =>
      Promise.all([
        documents.read({ id: '/etc/passwd', offset: 0, length: 10 }),
        documents.openDropped(new File(['%PDF-1.7'], 'made-up.pdf')),
        verify.document({ id: 7 as never }),
      ]),
    );
    expect(answers).toEqual(answers.map(() => ({ ok: false, error: { code: 'INTERNAL' } })));
  });
});
