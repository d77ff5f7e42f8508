import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoWorld, makeDemoWorld } from '../fixtures/worlds/demo-world.ts';
import { answerDialogs, launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';
import { sealsTabs, showSealsPlace } from '../fixtures/window/seals-place.ts';

describe('the panel for the life of a seal, in the real app', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  let name: string;
  const seen: Record<string, readonly string[]> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    name = world.seals[0]?.name ?? '';
    platform = await startPlatform(world, { profile: 'suqian' });
    running = await launchApp([], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    await running.window.getByText('平台 已同步').waitFor();
    await showSealsPlace(running.window, 'seals');
  });
  afterAll(() => running.close());

  const button = (text: string): Locator => running.window.getByRole('button', { name: text, exact: true });
  const look = async (what: string): Promise<void> => {
    await running.window.screenshot({ path: proofPath('screenshots', `manage-seal-${what}.png`) });
    seen[what] = await screenFindings(running.window);
  };
  const panel = (): Locator => running.window.locator('.form-panel');
  const enterPin = (): Promise<void> => panel().getByLabel('保护口令', { exact: true }).fill(world.pin);

  it('lists every action with its meaning', async () => {
    await button(`办理 ${name}`).click();
    const actions = ['续期', '换领', '注销', '授权', '挂失'];
    const listed = () => panel().locator('li strong').allInnerTexts();
    await expect.poll(listed, { timeout: 20_000 }).toEqual(actions);
    await look('1-all');
  });

  const dayFromNow = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it('authorises somebody within limits, shows that on the card, and withdraws it', async () => {
    await button(`授权 ${name}`).click();
    await panel().getByLabel('被授权人').fill('李小强');
    await panel().getByLabel('联系方式（电话或邮箱）').fill('0755-0000 0008');
    await panel().getByLabel('次数').fill('5');
    await panel().getByLabel('开始日期').fill(dayFromNow(-30));
    await panel().getByLabel('结束日期').fill(dayFromNow(400));
    await enterPin();
    // Unlimited is not offered: neither without a purpose nor for more than a year.
    expect(await button('办理授权').isDisabled()).toBe(true);
    await panel().getByLabel('用途（一行一个）').fill('采购合同');
    expect(await button('办理授权').isDisabled()).toBe(true);
    await panel().getByLabel('结束日期').fill(dayFromNow(30));
    await look('2-authorise');
    await button('办理授权').click();
    await panel().getByText('李小强').waitFor();
    await look('3-authorised');
    await sealsTabs(running.window).nth(1).click();
    await running.window.getByText('已授权 1 人').waitFor();
    await sealsTabs(running.window).nth(2).click();
    await button('终止授权 李小强').click();
    await enterPin();
    await button('确认终止').click();
    await panel().getByText('已终止').waitFor();
    await button('取消').click();
    await button(`办理 ${name}`).waitFor();
    expect(await running.window.getByText('已授权 1 人').count()).toBe(0);
  });

  it('applies for a replacement with a reason and papers from the rules, and shows the refusal', async () => {
    await showSealsPlace(running.window, 'seals');
    await button(`办理 ${name}`).click();
    await button(`换领 ${name}`).click();
    await panel().getByLabel('理由').selectOption({ label: '名称变更' });
    await panel().getByLabel('姓名').fill('王小敏');
    await panel().getByLabel('联系方式（电话或邮箱）').fill('0755-0000 0009');
    await enterPin();
    await look('4-replacement');
    await button('下一步：添加材料').click();
    await answerDialogs(running.app, world.contract);
    for (const kind of ['营业执照', '经办人身份证件', '授权书']) {
      await button(`添加${kind}`).click();
      await button(`添加${kind}`).waitFor({ state: 'detached' });
    }
    await look('4-replacement-papers');
    await button('提交申请').click();
    const applications = running.window.getByTestId('applications');
    await applications.getByText('审核中').waitFor();
    const [filed] = await platform.operator.applications();
    await platform.operator.reject(filed?.number ?? '', '名称与营业执照不符');
    await button('立即同步').first().click();
    await applications.getByText('名称与营业执照不符').waitFor();
    await look('5-rejected');
  });

  it('works in English and in the dark theme, passes axe and cuts no text off', async () => {
    const { window } = running;
    await window.emulateMedia({ colorScheme: 'dark' });
    await setPreferences(window, { language: 'en', theme: 'dark', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.locator('.empty-state').waitFor();
    await showSealsPlace(window, 'seals');
    await button('Report a lost seal').click();
    await panel()
      .getByText(world.seals[0]?.esId ?? '')
      .waitFor();
    await look('6-loss-en-dark');
    await button('Cancel').click();
    await button(`Manage… ${name}`).click();
    await look('7-all-en-dark');
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((each) => [each, []])));
  });
});
