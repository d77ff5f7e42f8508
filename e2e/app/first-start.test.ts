import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { configurePlatform } from '../fixtures/servers/synced-platform.ts';

describe('the first start of the real app', () => {
  let world: DemoWorld;
  let running: RunningApp | null = null;

  beforeAll(async () => {
    world = await makeDemoWorld();
    configurePlatform(world, 'guangdong', '广东印章平台（演示）');
  });
  afterEach(async () => {
    await running?.close();
    running = null;
  });

  const open = async (): Promise<RunningApp> => {
    running = await launchApp([], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
    await running.window.getByRole('button', { name: '打开文档' }).waitFor();
    return running;
  };

  it('shows the state of key and platform, and says once what the app is not for', async () => {
    const { window } = await open();
    const welcome = window.getByTestId('welcome');
    await welcome.getByText('2 个 USB Key · 已插入').waitFor();
    const text = await welcome.innerText();
    expect(text).toContain('广东印章平台（演示）');
    expect(text).toContain('（征求意见稿，尚未施行）');
    expect(text).toContain('本程序不用于处理涉及国家秘密的文件');
    await window.screenshot({ path: proofPath('screenshots', 'first-start.png') });
    await welcome.getByRole('button', { name: '知道了' }).click();
    await welcome.waitFor({ state: 'detached' });
    await running?.close();
    const again = await open();
    await again.window.getByTestId('status-key').getByText('2 个 USB Key').waitFor();
    expect(await again.window.getByTestId('welcome').count()).toBe(0);
  });
});
