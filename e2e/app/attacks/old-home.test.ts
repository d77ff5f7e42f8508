import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { type OldHome, unpackOldHome } from '../../fixtures/worlds/old-home.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

describe('a window over a home that version 0.1.0 wrote', () => {
  let home: OldHome;
  let running: RunningApp;
  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `old-home-${name}.png`) });
  const acts = async (): Promise<readonly string[]> => {
    const { stdout } = await sealdesk(['register', 'list', '--json'], { home: home.home });
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines
      .map((line) => (JSON.parse(line) as { entry: { act: string; result: string } }).entry)
      .map(({ act, result }) => `${act} ${result}`)
      .toReversed();
  };

  beforeAll(async () => {
    home = unpackOldHome();
    running = await launchApp([], { SEALDESK_HOME: home.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(() => running.close());

  it('asks for the binding at its first start, and loses nothing by it', async () => {
    const before = await acts();
    expect(before).toHaveLength(4);
    const notice = running.window.getByTestId('notice').filter({ hasText: '尚未绑定' });
    await notice.waitFor();
    await shot('start');
    await notice.getByRole('button', { name: '去核对' }).click();
    const binding = running.window.getByTestId('binding-sandbox');
    await binding.getByRole('button', { name: '核对并绑定' }).click();
    await shot('check');
    await binding.getByRole('button', { name: '核对一致，绑定' }).click();
    await running.window.locator('[data-testid="binding-sandbox"][data-standing="bound"]').waitFor();
    await shot('bound');
    const after = await acts();
    expect(after).toEqual([...before, 'platformBound done']);
    const { stdout } = await sealdesk(['loss', 'list', '--json'], { home: home.home });
    expect(stdout).toContain('LOCAL-20261128-E15D2D');
    await running.window.getByRole('navigation').getByRole('button', { name: '台账' }).click();
    await running.window.getByLabel('显示').selectOption({ label: '操作日志（全部）' });
    await running.window.getByTestId('register').locator('tbody').getByText('绑定平台').waitFor();
    await shot('register');
    writeProof('old-home-in-the-window', { writtenBy: 'bf234e7', before, after });
  });
});
