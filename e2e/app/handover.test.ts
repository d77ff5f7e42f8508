import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { answerDialogs, launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';
import { TokenPage } from '../fixtures/window/token-page.ts';

const NEW_PIN = 'Keeper#2468';

describe('the handover of a post in the real app', () => {
  let world: DemoWorld;
  let running: RunningApp;
  let serial: string;
  const seen: Record<string, readonly string[]> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    serial = world.companies[0]?.tokenSerial ?? '';
    await sealdesk(['register', 'take', '--token', serial, '--user', '孙小丽'], { home: world.home });
    running = await launchApp([], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
    running.window.setDefaultTimeout(20_000);
  });
  afterAll(() => running.close());

  const button = (text: string): Locator => running.window.getByRole('button', { name: text, exact: true });
  const look = async (what: string): Promise<void> => {
    await running.window.screenshot({ path: proofPath('screenshots', `handover-${what}.png`) });
    seen[what] = await screenFindings(running.window);
  };
  const key = (index: number): Locator => running.window.locator('.handed-key').nth(index);

  it('guides from the three people to the list, and returns from the change of a PIN by itself', async () => {
    const { window } = running;
    await showSealsPlace(window, 'cases');
    await look('0-none');
    await button('岗位交接…').click();
    await window.getByLabel('移交人').fill('王小敏');
    await window.getByLabel('接收人').fill('李小强');
    await window.getByLabel('监交人').fill('李小强');
    await button('开始交接').click();
    await window.getByText('移交人、接收人和监交人不能是同一人').waitFor();
    await window.getByLabel('监交人').fill('赵主任');
    await look('1-begin');
    await button('开始交接').click();
    await window.getByText('未归还，在 孙小丽 处').waitFor();
    expect(await button('办结并生成交接清单').isDisabled()).toBe(true);
    await button('登记归还').click();
    await window.getByText('未归还').waitFor({ state: 'detached' });
    await look('2-guide');
    const page = new TokenPage(window, serial);
    await key(0)
      .getByRole('button', { name: /由接收人修改口令/ })
      .click();
    await page.fill('原口令', world.companies[0]?.pin ?? '', NEW_PIN);
    await page.confirm('确认修改');
    await key(0).getByText('口令已修改').waitFor();
    await key(1).getByRole('textbox').fill('口令须向平台申请修改，已提交');
    await look('3-ready');
  });

  it('fits a small screen at 150 %, in English and in the dark, with nothing lost', async () => {
    const { window } = running;
    await button('以后再办').click();
    await window.getByTestId('handover').getByText('王小敏 → 李小强').waitFor();
    await window.emulateMedia({ colorScheme: 'dark' });
    await setPreferences(window, { language: 'en', theme: 'dark', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.setViewportSize({ width: 911, height: 512 });
    await showSealsPlace(window, 'cases');
    await button('Go on').click();
    await key(0).getByText('PIN changed').waitFor();
    await look('4-guide-en-dark');
    await window.setViewportSize({ width: 1366, height: 768 });
  });

  it('writes the list, and is an act of the register with its three people', async () => {
    const { window } = running;
    await key(1).getByRole('textbox').fill('the platform decides');
    const list = join(temporaryFolder(), 'list.pdf');
    await answerDialogs(running.app, list);
    await button('Complete and write the list').click();
    await window.getByText('is completed and in the register').waitFor();
    await look('5-completed-en-dark');
    expect(existsSync(list)).toBe(true);
    await window.locator('.rail-button').nth(3).click();
    await window.getByTestId('register').waitFor();
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((each) => [each, []])));
  });
});
