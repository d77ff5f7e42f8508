import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder } from '../fixtures/demo-world.ts';
import { answerDialogs, launchApp, type RunningApp, setPreferences } from '../fixtures/launch-app.ts';
import { startPlatform } from '../fixtures/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/screen-findings.ts';

const SIZE = { width: 1366, height: 768 };

describe('the settings', () => {
  let running: RunningApp;
  let home: string;

  const screenshot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `settings-${name}.png`) });

  beforeAll(async () => {
    const world = await makeDemoWorld();
    home = world.home;
    await startPlatform(world, { name: '广东省电子印章平台（演示）', binds: false });
    const file = join(temporaryFolder(), '平台设置.json');
    renameSync(join(home, 'platforms.json'), file);
    const policy = join(temporaryFolder(), 'policy.json');
    writeFileSync(policy, JSON.stringify({ outputPattern: '{name}_已盖章_{date}', approval: true }));
    running = await launchApp([], { SEALDESK_HOME: home, SEALDESK_POLICY: policy });
    await running.window.setViewportSize(SIZE);
    await answerDialogs(running.app, file);
  });
  afterAll(() => running.close());

  it('say what the administrator has fixed', async () => {
    const { window } = running;
    await window.getByRole('button', { name: '设置', exact: true }).click();
    const fixed = window.getByTestId('work-settings').getByTestId('fixed-setting');
    expect(await fixed.innerText()).toMatch(/\{name\}_已盖章_\{date\}\s*由管理员设定/);
    const approval = window.getByTestId('enterprise-rules').getByRole('checkbox').first();
    await approval.waitFor();
    expect([await approval.isChecked(), await approval.isDisabled()]).toEqual([true, true]);
    await screenshot('fixed');
  });

  it('scale the whole window, and keep it usable', async () => {
    const { window } = running;
    const width = (): Promise<number> => window.evaluate(() => innerWidth);
    const before = await width();
    await window.getByLabel('文字大小').selectOption('150');
    await expect.poll(width).toBeLessThan(before * 0.7);
    for (const [language, name] of [
      ['zh-CN', '文档'],
      ['en', 'Document'],
    ] as const) {
      await setPreferences(window, { language, theme: 'light', welcomed: true, verifyOnly: false });
      await window.reload();
      await window
        .getByRole('button', { name: language === 'en' ? 'Settings' : '设置', exact: true })
        .click();
      await window.getByTestId('work-settings').waitFor();
      await screenshot(`150-${language}`);
      expect(await screenFindings(window)).toEqual([]);
      await window.getByRole('button', { name, exact: true }).click();
      await screenshot(`150-document-${language}`);
      expect(await screenFindings(window)).toEqual([]);
    }
    await setPreferences(window, { language: 'zh-CN', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.getByRole('button', { name: '设置', exact: true }).click();
    await window.getByLabel('文字大小').selectOption('100');
    await expect.poll(width).toBe(before);
  });

  it('add a platform by its file once the fingerprint of its root is confirmed', async () => {
    const { window } = running;
    const section = window.getByTestId('add-platform');
    await section.getByRole('button', { name: '添加平台' }).click();
    await section.getByLabel('平台地址（https）').fill('http://127.0.0.1');
    await section.getByRole('button', { name: '查询' }).click();
    await section.getByText('PLATFORM_ADDRESS_NOT_HTTPS').waitFor();
    await screenshot('platform-not-https');
    await section.getByRole('button', { name: '选择设置文件…' }).click();
    const add = section.getByRole('button', { name: '添加并绑定' });
    expect(await add.isDisabled()).toBe(true);
    await screenshot('platform-confirm');
    await section.getByRole('checkbox').check();
    await add.click();
    await window.locator('[data-testid="status-platform"][data-state="synced"]').waitFor();
    await section.getByRole('status').waitFor();
    await screenshot('platform-added');
    await window.getByRole('button', { name: '台账', exact: true }).click();
    await window.getByRole('button', { name: '设置', exact: true }).click();
    await window.getByTestId('platform-list').waitFor();
    expect(await window.locator('main').innerText()).not.toContain('sandbox');
  });

  it('remove it again with a reason', async () => {
    const { window } = running;
    const binding = window.getByTestId('binding-sandbox');
    await binding.getByRole('button', { name: '移除平台' }).click();
    await binding.getByRole('textbox').fill('平台已停止服务');
    await binding.getByRole('button', { name: '移除平台' }).click();
    await window.locator('[data-testid="status-platform"][data-state="none"]').waitFor();
    expect(JSON.parse(readFileSync(join(home, 'platforms.json'), 'utf8'))).toEqual({ platforms: [] });
    await screenshot('platform-removed');
  });
});
