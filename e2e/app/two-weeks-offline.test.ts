import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { afterDays } from '../fixtures/worlds/other-time.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { PROJECT, run, sealdesk } from '../fixtures/commands/run-command.ts';

const DAYS = 14;
const DAY_MS = 86_400_000;

describe('the app after two weeks offline', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  const seen: Record<string, string> = {};
  const strip = (state: string) =>
    running.window.locator(`[data-testid="status-platform"][data-state="${state}"]`);
  const screenshot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `two-weeks-${name}.png`) });

  /** World, platform and last synchronisation are two weeks old; the app itself runs today. */
  beforeAll(async () => {
    const past = afterDays(-DAYS);
    const home = join(temporaryFolder(), 'world');
    const made = await sealdesk(['demo', home], { env: past });
    world = parseDemoWorld(made.stdout);
    const main = join(PROJECT, 'e2e/platform/main.ts');
    await run(process.execPath, [main, home, '--end-with-input'], { env: past });
    platform = await startPlatform(world, { profile: 'zhongshan', name: '中山市电子印章平台（演示）' });
    await platform.operator.clock(-DAYS * DAY_MS);
    const synced = await sealdesk(['sync'], { home, env: past });
    expect(synced.status, synced.stderr).toBe(0);
    await platform.operator.offline();
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(async () => {
    await running.close();
    writeProof('two-weeks-offline-window', { days: DAYS, seen });
  });

  it('says how old its lists are, and why no seal can be used', async () => {
    await strip('offline').waitFor();
    seen['platform'] = await strip('offline').innerText();
    seen['lists'] = await running.window.getByTestId('status-lists').innerText();
    const day = new Date(Date.now() - DAYS * DAY_MS).toISOString().slice(5, 10);
    expect(seen['platform']).toContain(`平台 离线 · ${day}`);
    expect(seen['lists']).toContain(`撤销列表截至 ${day}`);
    const refusal = running.window.getByText(/列表截至 .*最多允许/).first();
    await refusal.waitFor();
    seen['refusal'] = await refusal.innerText();
    await screenshot('offline');
  });

  it('catches up when the platform answers again', async () => {
    await platform.operator.clock(0);
    await platform.operator.online();
    await running.window.getByTestId('sync-now').click();
    await strip('synced').waitFor();
    seen['caughtUp'] = await strip('synced').innerText();
    expect(seen['caughtUp']).toMatch(/^平台 已同步 \d\d:\d\d$/);
    await screenshot('caught-up');
  });
});
