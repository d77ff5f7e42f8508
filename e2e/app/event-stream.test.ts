import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';

/** A suspension has to be in the window by then. */
const AT_ONCE_MS = 5_000;

describe('a platform that tells of news at once', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  const folder = temporaryFolder();

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan', tellsAtOnce: true });
    running = await launchApp([], { SEALDESK_HOME: world.home });
  });
  afterAll(() => running.close());

  it('has a suspension in the window within seconds, and again after the connection broke', async () => {
    const { window } = running;
    const [first, second] = world.seals;
    if (first === undefined || second === undefined) throw new Error('no seals');
    await window.getByTestId('status-platform').click();
    const view = window.getByTestId('platform-sandbox');
    await view.getByText('已连接，平台有新内容时几秒内同步').waitFor();
    await view.scrollIntoViewIfNeeded();
    await window.screenshot({ path: proofPath('screenshots', 'platform-listening.png') });

    const head = async (): Promise<number> =>
      Number(/印章状态\s*截至[^，]*，编号 (\d+)/u.exec(await view.innerText())?.[1] ?? NaN);
    const shownAfter = async (act: () => Promise<void>): Promise<number> => {
      const before = await head();
      await act();
      const began = performance.now();
      await expect.poll(head, { timeout: 60_000, interval: 100 }).toBe(before + 1);
      return Math.round(performance.now() - began);
    };
    const firstMs = await shownAfter(() => platform.operator.suspendSeal(first.esId, '挂失'));
    expect(firstMs).toBeLessThan(AT_ONCE_MS);

    await platform.operator.offline();
    await view.getByText('未连接，定时同步（每 15 分钟）').waitFor();
    await platform.operator.online();
    await view.getByText('已连接，平台有新内容时几秒内同步').waitFor();
    const secondMs = await shownAfter(() => platform.operator.suspendSeal(second.esId, '核查'));
    expect(secondMs).toBeLessThan(AT_ONCE_MS);
    writeProof('event-stream', { firstMs, afterReconnectionMs: secondMs });
  });

  it('is known by an offline bundle where no network reaches it, and the window says so', async () => {
    const { window } = running;
    await platform.operator.clock(60_000);
    const file = join(folder, 'sandbox.offline.zip');
    writeFileSync(file, await platform.operator.offlineBundle());
    await platform.operator.offline();
    await window.getByTestId('sync-now').click();
    await window.locator('[data-testid="status-platform"][data-state="offline"]').waitFor();
    await answerDialogs(running.app, file);
    const section = window.getByTestId('offline-bundles');
    await section.getByRole('button', { name: '导入离线更新包…' }).click();
    await section.getByText(/已导入“演示印章平台”的离线更新包，签发于/u).waitFor();
    await window.locator('[data-testid="status-platform"][data-state="bundle"]').waitFor();
    await section.scrollIntoViewIfNeeded();
    await window.screenshot({ path: proofPath('screenshots', 'platform-by-bundle.png') });
  });
});
