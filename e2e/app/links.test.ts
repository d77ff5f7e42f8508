import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { electronLaunch } from '../../build/scripts/launch-electron.mjs';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { isInBrowser } from '../fixtures/in-browser/named-browser.ts';
import { inMain, launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

const linkTo = (action: string, address: string): string =>
  `sealdesk:${action}?file=${encodeURIComponent(address)}`;

describe('a link to the app', () => {
  const folder = temporaryFolder();
  const contract = join(folder, '采购 合同.pdf');
  let world: DemoWorld;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
    copyFileSync(world.contract, contract);
    const first = linkTo('open', pathToFileURL(contract).href);
    // A link that holds a quote comes as several arguments: the others are not looked at.
    running = await launchApp([contract, first], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(() => running.close());

  const look = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `link-${name}.png`) });

  it('at a start asks first, and opens the file once the person has had time to read', async () => {
    const { window } = running;
    const question = window.getByTestId('link-question');
    await question.getByText(contract).waitFor();
    const open = question.getByRole('button', { name: '打开', exact: true });
    expect(await window.locator('.page').count()).toBe(0);
    expect(await question.innerText()).toMatch(
      /一个链接请求打开文件[\s\S]*本机[\s\S]*系统不告知[\s\S]*不能盖章/,
    );
    await expect.poll(() => open.isEnabled()).toBe(true);
    await look('file-zh-CN');
    expect(await screenFindings(window)).toEqual([]);
    await open.click();
    await window.locator('.page').first().waitFor();
    expect(await question.count()).toBe(0);
  });

  it.skipIf(isInBrowser())(
    'from a second start asks too, and another one meanwhile changes nothing of the question',
    async () => {
      const { window } = running;
      const { welcomed, verifyOnly } = { welcomed: true, verifyOnly: false };
      await setPreferences(window, { language: 'en', theme: 'light', welcomed, verifyOnly });
      await window.reload();
      const display = await inMain(running.app, () => process.env['DISPLAY'] ?? '');
      const address = linkTo('verify', 'https://oa.xn--fiqs8s.example:8443/contracts/7?version=2');
      for (const link of [address, linkTo('open', 'https://evil.example/x.pdf')]) {
        const { executablePath, args, env } = electronLaunch([link], {
          SEALDESK_HOME: world.home,
          DISPLAY: display,
        });
        expect(spawnSync(executablePath, args, { env, timeout: 60_000 }).status).toBe(0);
      }
      const question = window.getByTestId('link-question');
      await question.getByText('https://oa.xn--fiqs8s.example:8443/contracts/7?version=2').waitFor();
      expect(await question.innerText()).not.toContain('evil.example');
      await look('web-en');
      expect(await screenFindings(window)).toEqual([]);
      await question.getByRole('button', { name: 'Do not open' }).click();
      await expect.poll(() => question.count()).toBe(0);
    },
  );

  it('that is not well formed says so and leads nowhere', async () => {
    const { window } = running;
    await setPreferences(window, { language: 'en', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await running.app.evaluate(({ app }) => {
      app.emit('open-url', { preventDefault: () => undefined }, 'sealdesk:seal?file=https://a.example/x.pdf');
    });
    const refused = window.getByTestId('link-refused');
    await refused.getByText('LINK_INVALID').waitFor();
    await look('refused-en');
    expect(await screenFindings(window)).toEqual([]);
    await refused.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => refused.count()).toBe(0);
    await window.getByRole('button', { name: 'Settings', exact: true }).click();
    await window.getByTestId('about').scrollIntoViewIfNeeded();
    await look('about-en');
  });
});
