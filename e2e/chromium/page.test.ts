import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../electron/wire/window/contract.ts';
import { codeThatRan } from '../fixtures/window/code-attempts.ts';
import { makeDemoWorld } from '../fixtures/worlds/demo-world.ts';
import { setPreferences } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';
import { type BrowserApp, openInBrowser } from '../fixtures/in-browser/browser-app.ts';

const SETTINGS = { 'zh-CN': '设置', en: 'Settings' } as const;
const PLACES = {
  'zh-CN': ['文档', '验章', '印章', '台账', '设置'],
  en: ['Document', 'Verify', 'Seals', 'Register', 'Settings'],
} as const;

describe('the page on a newer Chromium', () => {
  let opened: BrowserApp;

  beforeAll(async () => {
    const world = await makeDemoWorld();
    opened = await openInBrowser([world.contract], { SEALDESK_HOME: world.home });
    await opened.window.locator('.page canvas').first().waitFor();
  });
  afterAll(() => opened.close());

  it.each(['zh-CN', 'en'] as const)(
    'is legible and usable by all in %s, at every text size',
    async (language) => {
      const { window } = opened;
      const width = (): Promise<number> => window.evaluate(() => innerWidth);
      await setPreferences(window, { language, theme: 'light', welcomed: true, verifyOnly: false });
      await window.reload();
      await window.getByRole('button', { name: SETTINGS[language], exact: true }).click();
      const size = window.getByTestId('work-settings').getByRole('combobox').first();
      for (const percent of ['100', '150']) {
        await size.selectOption(percent);
        await expect.poll(width).toBe(Math.round(136_600 / Number(percent)));
        for (const place of PLACES[language]) {
          await window.getByRole('button', { name: place, exact: true }).click();
          await window.locator('main').waitFor();
          await window.screenshot({
            path: proofPath('chromium', `page-${language}-${percent}-${place}.png`),
          });
          expect(await screenFindings(window), `${place} at ${percent} %`).toEqual([]);
        }
      }
      await size.selectOption('100');
    },
  );

  it('is isolated, and reaches main by the functions of the contract alone', async () => {
    const facts = await opened.window.evaluate(() => ({
      isolated: crossOriginIsolated,
      secure: isSecureContext,
      bridge: Object.keys(window.api).sort(),
    }));
    expect(facts).toEqual({ isolated: true, secure: true, bridge: Object.keys(contract).sort() });
  });

  it('gave the browser nothing to complain about', () => {
    expect(opened.problems).toEqual([]);
  });

  it('runs no code but the app’s own files, and fetches nothing else', async () => {
    const { window, problems } = opened;
    expect(await codeThatRan(window)).toEqual([]);
    const fetched = await window.evaluate(() =>
      fetch('http://127.0.0.1:1/').then(
        () => 'fetched',
        () => 'refused',
      ),
    );
    expect(fetched).toBe('refused');
    await expect
      .poll(() => problems.filter((line) => line.includes('Content Security Policy')).length)
      .toBe(2);
  });

  it('gets nothing but files of the app, each with the headers of every answer', async () => {
    const answers = await opened.window.evaluate(async () =>
      Promise.all(
        ['/index.html', '/', '/../package.json', '/%2e%2e/package.json', '/none.js'].map(async (path) => {
          const { status, headers } = await fetch(path);
          return [path, status, (headers.get('content-security-policy') ?? '').split(';')[0]];
        }),
      ),
    );
    const policy = "default-src 'none'";
    expect(answers).toEqual([
      ['/index.html', 200, policy],
      ...['/', '/../package.json', '/%2e%2e/package.json', '/none.js'].map((path) => [path, 404, policy]),
    ]);
  });
});
