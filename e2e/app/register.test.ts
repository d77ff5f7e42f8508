import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';
import { alterEntry } from '../fixtures/registers/tamper-register.ts';

const LAST_PAGE = 4;

describe('the register in the window', () => {
  let world: DemoWorld;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  afterEach(() => running.close());

  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `register-${name}.png`) });
  const findings = (): Promise<string[]> => axeFindings(running.window);

  it('explains itself while empty, shows each use, and reports a changed entry', async () => {
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    const { window } = running;
    const documentWindow = new DocumentWindow(window);
    const go = (place: string): Promise<void> =>
      window.getByRole('navigation').getByRole('button', { name: place }).click();
    await documentWindow.showPage(LAST_PAGE);
    await go('台账');
    await documentWindow.waitForText('还没有用印记录');
    await shot('empty');
    expect(await findings()).toEqual([]);

    await go('文档');
    await documentWindow.showPage(LAST_PAGE);
    const seal = world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章');
    await documentWindow.chooseSeal(seal?.name ?? '');
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    await window.getByLabel('用途（记入台账）').fill('采购合同');
    await window.getByText('更多登记信息').click();
    await window.getByLabel('合同编号').fill('HT-2026-017');
    await window.getByLabel('份数').fill('4');
    await documentWindow.askPin();
    await documentWindow.enterPin('000000');
    await documentWindow.waitForText('PIN_WRONG');
    await documentWindow.enterPin(world.companies[0]?.pin ?? '');
    await documentWindow.waitForText('盖章完成');

    await window.getByRole('button', { name: '盖错了？登记作废' }).click();
    await window.getByTestId('entry').getByLabel('作废原因').waitFor();
    await shot('mistake');
    expect(await findings()).toEqual([]);
    await window.getByRole('button', { name: '不登记' }).click();
    await window.getByLabel('查找', { exact: true }).fill('');
    const rows = window.getByTestId('register').locator('tbody tr');
    await rows.filter({ hasText: '盖章' }).waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^2\s.*盖章.*合同\.pdf.*采购合同.*成功/su),
    ]);
    await window.getByLabel('显示').selectOption({ label: '操作日志（全部）' });
    await rows.nth(1).waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^2\s.*盖章.*合同\.pdf.*采购合同.*成功/su),
      expect.stringMatching(/^1\s.*盖章.*合同\.pdf.*采购合同.*口令/su),
    ]);
    await window.getByRole('button', { name: '第 2 条的详情' }).press('Enter');
    await window.getByTestId('entry').getByText('盖章后 SM3').waitFor();
    await window.getByTestId('entry').getByText('HT-2026-017').waitFor();
    await window.getByRole('button', { name: '核验台账' }).click();
    await window.getByTestId('audit').getByText('台账完整：2 条记录').waitFor();
    await shot('zh-CN-light');
    expect(await findings()).toEqual([]);

    await window.getByLabel('查找', { exact: true }).fill('没有这样的记录');
    await documentWindow.waitForText('没有符合条件的记录');
    await window.getByLabel('查找', { exact: true }).fill('');
    alterEntry(world.home, 1, '采购合同', '借款合同');
    await window.getByRole('button', { name: '核验台账' }).click();
    await window.getByTestId('audit').getByText('第 2 条记录被改动过').waitFor();
    await shot('tampered');
    expect(await findings()).toEqual([]);

    await setPreferences(window, {
      language: 'en',
      theme: 'dark',
      welcomed: true,
      verifyOnly: false,
    });
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.reload();
    await go('Register');
    await window.getByLabel('Show').selectOption({ label: 'Log of everything' });
    await window.getByRole('button', { name: 'Details of no. 1' }).click();
    await window.getByRole('button', { name: 'Check the register' }).click();
    await window.getByTestId('audit').getByText('not intact').waitFor();
    await shot('en-dark');
    expect(await findings()).toEqual([]);
  });
});
