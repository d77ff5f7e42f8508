import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';

const SIZE = { width: 1366, height: 768 };

describe('the real app with a platform', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  const seen: Record<string, string> = {};

  const strip = (state: string) =>
    running.window.locator(`[data-testid="status-platform"][data-state="${state}"]`);
  const screenshot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `platform-${name}.png`) });

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { name: '广东省电子印章平台（演示）' });
    running = await launchApp([], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize(SIZE);
  });
  afterEach(() => writeProof('platform-window', { seen }));
  afterAll(() => running.close());

  it('synchronises at start, and says when and how old the lists are', async () => {
    await strip('synced').waitFor();
    seen['synced'] = await strip('synced').innerText();
    seen['lists'] = await running.window.getByTestId('status-lists').innerText();
    expect(seen['synced']).toMatch(/^平台 已同步 \d\d:\d\d$/);
    expect(seen['lists']).toMatch(/^撤销列表截至 \d\d-\d\d \d\d:\d\d$/);
    await strip('synced').click();
    await running.window.getByTestId('platform-sandbox').getByText(/截至/).first().waitFor();
    await screenshot('synced');
  });

  it('says why the platform is offline, goes on, and catches up on request', async () => {
    await platform.operator.offline();
    await running.window.getByTestId('sync-now').click();
    await strip('offline').waitFor();
    seen['offline'] = await strip('offline').innerText();
    expect(seen['offline']).toMatch(/^平台 离线 · \d\d:\d\d 同步$/);
    expect(await running.window.getByTestId('platforms').getByRole('alert').innerText()).toContain(
      '无法连接平台',
    );
    await screenshot('offline');
    await platform.operator.online();
    await running.window.getByTestId('sync-now').click();
    await strip('synced').waitFor();
  });

  it('says in both languages what is wrong with a list', async () => {
    await platform.operator.faults({ path: '/v1/seal-status', fault: { kind: 'forged' } });
    await running.window.getByTestId('sync-now').click();
    await strip('problem').waitFor();
    const alert = running.window.getByTestId('platforms').getByRole('alert');
    expect(await alert.innerText()).toMatch(/没有全部成功：印章状态[\s\S]+一份列表的签名不符，未被采用/);
    await screenshot('forged');
    await running.window.getByText('English', { exact: true }).click();
    await running.window.getByText('The signature of a list does not fit').waitFor();
    seen['problem'] = await strip('problem').innerText();
    await screenshot('forged-en');
    await running.window.getByText('简体中文', { exact: true }).click();
    await platform.operator.faults();
    await running.window.getByTestId('sync-now').click();
    await strip('synced').waitFor();
  });
});
