import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { filesThatHold, soPinAtPlatform, writeResetPapers } from '../fixtures/commands/pin-reset.ts';
import {
  keepNotifications,
  type KeptNotifications,
  launchApp,
  type RunningApp,
  answerDialogs,
} from '../fixtures/window/launch-app.ts';
import { openOperatorPage } from '../fixtures/servers/operator-page.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';
import { TokenPage } from '../fixtures/window/token-page.ts';

const NEW_PIN = 'Holder#2468';

describe('a locked PIN in the window', () => {
  const folder = temporaryFolder();
  const papers = writeResetPapers(folder);
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  let page: TokenPage;
  let notifications: KeptNotifications;
  let contract: string;
  let serial: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    await sealdesk(['sync'], { home: world.home });
    contract = join(folder, '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    notifications = await keepNotifications(running.app);
    serial = world.companies[0]?.tokenSerial ?? '';
    page = new TokenPage(running.window, serial);
  });
  afterAll(() => running.close());

  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `pin-reset-${name}.png`) });
  const button = (name: string) => running.window.getByRole('button', { name, exact: true });
  const field = (name: string) => running.window.getByLabel(name, { exact: true });
  const says = (text: string) => running.window.getByText(text).first().waitFor();
  const list = () => running.window.getByTestId('pin-resets');
  const sm3 = (path: string): string => createHash('sm3').update(readFileSync(path)).digest('hex');

  const findings = (): Promise<string[]> => axeFindings(running.window);

  async function fillForm(): Promise<void> {
    await button('申请重置口令').click();
    await field('姓名').fill('林知远');
    await running.window.getByRole('combobox', { name: '身份' }).selectOption('legalRepresentative');
    await field('联系方式（电话或邮箱）').fill('0755-0000 0001');
    await field('申请原因').fill('多次输错，口令已锁定');
  }

  async function addPaper(path: string): Promise<void> {
    await answerDialogs(running.app, path);
    await button('添加材料…').click();
  }

  /** Approves as an officer of the platform does, who sees the paper that was sent. */
  async function approveOnThePage(number: string): Promise<void> {
    const office = await openOperatorPage(running.app, platform);
    const card = office.locator(`[id="${number}"]`);
    await card.getByRole('link', { name: '身份证件' }).waitFor();
    await office.screenshot({ path: proofPath('screenshots', 'pin-reset-4-operator.png') });
    await card.getByRole('button', { name: '批准' }).click();
    await office.getByRole('status').getByText('已完成').waitFor();
    await office.close();
  }

  it('is reset: the holder applies, the platform approves, the holder sets a new PIN and seals with it', async () => {
    const accessibility: Record<string, string[]> = {};
    const before = sm3(papers.identity);
    await page.beginSealing(world.companies[0]?.seals[0]?.name ?? '');
    await page.forgetPin();
    await says('申请重置保护口令');
    accessibility['forgotten'] = await findings();
    await shot('0-forgotten');
    await button('取消').click();
    await page.goToDocument();
    await page.canSeal();
    await button('返回').click();
    await page.show();
    await page.begin('修改口令');
    await page.useUpTries('原口令', '确认修改', NEW_PIN);
    await says('保护口令已锁定，有两个办法');
    await shot('1-locked');

    await fillForm();
    await addPaper(papers.disguised);
    await says('不支持这种材料文件');
    await addPaper(papers.identity);
    await says('身份证.png');
    accessibility['request'] = await findings();
    await shot('2-request');
    await button('查看将要提交的材料').click();
    await running.window.getByRole('img', { name: '身份证.png 第 1 页，已加水印' }).waitFor();
    accessibility['review'] = await findings();
    await shot('3-review');
    await button('提交申请').click();
    await list().getByText('审核中').waitFor();
    await shot('4-under-review');

    const [filed] = await platform.operator.applications();
    const number = filed?.number ?? '';
    const copies = join(world.home, 'pin-resets', number);
    expect([filed?.state, existsSync(copies)]).toEqual(['underReview', true]);
    await approveOnThePage(number);
    await button('刷新状态').click();
    await list().getByText('已批准', { exact: false }).first().waitFor();
    expect(await notifications.read()).toEqual([`申请 ${number} 已批准：请插入 USB Key，设置新口令。`]);
    expect(existsSync(copies)).toBe(false);
    await shot('5-approved');

    await button('设置新口令').click();
    await field('新口令').fill(NEW_PIN);
    await field('再输一次新口令').fill(NEW_PIN);
    accessibility['newPin'] = await findings();
    await shot('6-new-pin');
    await button('启用新口令').click();
    await says('新口令已启用。请牢记新口令');
    accessibility['done'] = await findings();
    await shot('7-done');
    expect(await page.leftovers([NEW_PIN])).toEqual([]);

    await page.goToDocument();
    await button('盖章').click();
    await page.enterPin(NEW_PIN);
    await says('盖章完成');
    await shot('8-sealed');

    const soPin = soPinAtPlatform(world.home, platform.id, serial);
    const secrets = [soPin, NEW_PIN];
    expect(soPin).not.toBe(world.companies[0]?.soPin);
    expect(filesThatHold(world.home, secrets)).toEqual([]);
    expect(running.consoleLines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual(
      [],
    );
    expect(sm3(papers.identity)).toBe(before);
    expect(Object.values(accessibility).flat()).toEqual([]);
    writeProof('pin-reset-window', { number, accessibility, originalUnchanged: true, secretsOnDisk: [] });
  });
});

describe('a PIN under rules that demand an application for every change', () => {
  let running: RunningApp;
  afterAll(() => running.close());

  it('leads from the key to the application, also in English and in the dark theme', async () => {
    const world = await makeDemoWorld();
    await startPlatform(world, { profile: 'guangxi' });
    running = await launchApp([], { SEALDESK_HOME: world.home });
    const { window } = running;
    const page = new TokenPage(window, world.companies[0]?.tokenSerial ?? '');
    await page.show();
    expect(await page.card.getByRole('button', { name: '修改口令', exact: true }).count()).toBe(0);
    await page.card.getByRole('button', { name: '申请修改口令' }).click();
    await window.getByText('申请修改保护口令').waitFor();
    expect(await window.getByRole('button', { name: '查看将要提交的材料' }).isDisabled()).toBe(true);
    await window.screenshot({ path: proofPath('screenshots', 'pin-reset-9-change.png') });
    await window.getByRole('button', { name: '取消', exact: true }).click();
    await window.getByRole('button', { name: '设置', exact: true }).click();
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.getByText('English', { exact: true }).click();
    await window.getByText('Dark', { exact: true }).click();
    await window.getByRole('button', { name: 'Seals', exact: true }).click();
    await page.card.getByRole('button', { name: 'Apply to change the PIN' }).click();
    await window.getByRole('button', { name: 'Look at what will be sent' }).waitFor();
    await window.screenshot({ path: proofPath('screenshots', 'pin-reset-10-change-en-dark.png') });
  });
});
