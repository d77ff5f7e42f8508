import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { utf8Text } from '../../electron/core/bytes/encodings.ts';
import { readZip } from '../../electron/services/packages/zip-reader.ts';
import { makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { answerDialogs, launchApp, type RunningApp, setPreferences } from '../fixtures/window/launch-app.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

const SIZE = { width: 1366, height: 768 };

/** Lists short labels of buttons that stand on two lines, as 详/情. */
function wrappedButtons(window: Page): Promise<string[]> {
  return window.evaluate(() =>
    [...document.querySelectorAll('main button')]
      .filter(({ childElementCount, textContent }) => {
        const length = textContent.trim().length;
        return childElementCount === 0 && length > 1 && length <= 6;
      })
      .filter((button) => {
        const range = document.createRange();
        range.selectNodeContents(button);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      })
      .map(({ textContent }) => textContent),
  );
}

describe('the settings', () => {
  let running: RunningApp;
  let home: string;
  let platformFile: string;

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
    platformFile = file;
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

  it('say of updates what can be done, in this runtime too', async () => {
    const updates = running.window.getByTestId('updates');
    await updates.getByRole('button', { name: '检查更新' }).click();
    await updates.getByText(/UPDATE_RUNTIME_OLD|UPDATES_NOT_SET_UP/).waitFor();
    await updates.scrollIntoViewIfNeeded();
    await screenshot('updates');
  });

  it('scale the whole window, and keep it usable', async () => {
    const { window } = running;
    const width = (): Promise<number> => window.evaluate(() => innerWidth);
    const before = await width();
    await window.getByLabel('文字大小').selectOption('150');
    await expect.poll(width).toBeLessThan(before * 0.7);
    for (const [language, places] of [
      ['zh-CN', ['文档', '验章', '印章', '台账']],
      ['en', ['Document', 'Verify', 'Seals', 'Register']],
    ] as const) {
      await setPreferences(window, { language, theme: 'light', welcomed: true, verifyOnly: false });
      await window.reload();
      await window
        .getByRole('button', { name: language === 'en' ? 'Settings' : '设置', exact: true })
        .click();
      await window.getByTestId('work-settings').waitFor();
      await screenshot(`150-${language}`);
      expect(await screenFindings(window)).toEqual([]);
      for (const place of places) {
        await window.getByRole('button', { name: place, exact: true }).click();
        await window.locator('main').waitFor();
        await screenshot(`150-${place}`);
        expect([place, await screenFindings(window), await wrappedButtons(window)]).toEqual([place, [], []]);
      }
    }
    await setPreferences(window, { language: 'zh-CN', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.getByRole('button', { name: '设置', exact: true }).click();
    await window.getByLabel('文字大小').selectOption('100');
    await expect.poll(width).toBe(before);
  });

  it('make a support bundle of what is shown, without the parts that are left out', async () => {
    const { window } = running;
    const file = join(temporaryFolder(), '诊断包.zip');
    await answerDialogs(running.app, file);
    const section = window.getByTestId('support-bundle');
    await section.getByRole('button', { name: '查看内容' }).click();
    await section.getByText('drivers.json').click();
    await section.getByLabel('drivers.json').waitFor();
    await section.scrollIntoViewIfNeeded();
    await screenshot('support');
    const shown = await section.getByLabel('drivers.json').textContent();
    await section.getByRole('checkbox', { name: '最近的错误代码' }).uncheck();
    await section.getByRole('button', { name: '保存诊断包…' }).click();
    await section.getByRole('status').waitFor();
    const files = readZip(new Uint8Array(readFileSync(file)));
    expect(utf8Text(files.get('drivers.json') ?? new Uint8Array())).toBe(shown);
    expect([...files.keys()]).not.toContain('problems.log');
    await answerDialogs(running.app, platformFile);
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

  it('leave dates to be typed in the order of the language', async () => {
    const { window } = running;
    await window.getByRole('button', { name: '台账', exact: true }).click();
    await window.locator('input[type=date]').first().waitFor();
    await screenshot('dates');
    // The fields of Chromium go by the language that the app was started with.
    expect(await window.evaluate(() => navigator.language)).toBe('zh-CN');
    await window.getByRole('button', { name: '设置', exact: true }).click();
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
