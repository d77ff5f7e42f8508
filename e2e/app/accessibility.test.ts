import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Preferences } from '../../electron/shared/model/app-info.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';

describe.each<[Preferences['language'], Preferences['theme']]>([
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
])('every screen in %s, %s', (language, theme) => {
  let world: DemoWorld;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  afterEach(() => running.close());

  it('passes axe and cuts no text off', async () => {
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    const { window } = running;
    await window.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
    await window.locator('.page canvas').first().waitFor();
    await setPreferences(window, {
      language,
      theme,
      welcomed: true,
      verifyOnly: false,
    });
    await window.reload();
    await window.waitForSelector('.empty-state');

    const seen: Record<string, readonly string[]> = {};
    const look = async (name: string): Promise<void> => {
      await window.screenshot({ path: proofPath('screenshots', `${language}-${theme}-${name}.png`) });
      seen[name] = await screenFindings(window);
    };
    await look('empty');
    await window.getByRole('button', { name: /示例合同|sample contract/ }).click();
    await window.locator('.page[data-loaded="true"]').first().waitFor();
    await window.getByRole('radio', { name: world.seals[0]?.name ?? '' }).click();
    await look('choosing');
    await window.getByRole('button', { name: /放到第 1 页|Put it on page 1/ }).click();
    await look('placed');
    await window.keyboard.press('Control+Enter');
    await look('pin');
    await window.locator('input[type=password]').fill(world.pin);
    await window.keyboard.press('Enter');
    await window.getByTestId('result').waitFor();
    await look('sealed');
    const rail = window.locator('.rail-button');
    for (const [index, place] of ['verify', 'seals', 'register', 'settings'].entries()) {
      await rail.nth(index + 1).click();
      if (place === 'register') await window.getByTestId('register').waitFor();
      await look(place);
    }
    await showSealsPlace(window, 'seals');
    await look('seals-seals');
    await showSealsPlace(window, 'cases');
    await look('seals-cases');
    await window.getByRole('button', { name: /^(挂失印章|Report a lost seal)$/ }).click();
    await window.locator('.life-seal').first().waitFor();
    await look('seals-loss');
    await window.getByRole('button', { name: /^(取消|Cancel)$/ }).click();
    await showSealsPlace(window, 'keys');
    await window
      .getByRole('button', { name: /(的详情$|^Details of)/ })
      .first()
      .click();
    await look('seals-details');
    await window
      .getByRole('button', { name: /^(修改口令|Change PIN)$/ })
      .first()
      .click();
    await look('seals-pin');
    await window.getByRole('button', { name: /^(驱动检测|Check drivers)$/ }).click();
    await window.locator('.module-card').first().waitFor();
    await look('drivers');
    // 1366 by 768 at 150 %.
    await window.setViewportSize({ width: 911, height: 512 });
    await window.getByRole('button', { name: /^(返回 USB Key|Back to the USB keys)$/ }).click();
    for (const view of ['keys', 'seals', 'cases'] as const) {
      await showSealsPlace(window, view);
      await look(`enlarged-${view}`);
    }
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((name) => [name, []])));
  });
});
