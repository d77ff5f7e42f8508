import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';
import { axeFindings } from '../../fixtures/window/screen-findings.ts';

interface Listed {
  readonly platforms: readonly { readonly platform: string; readonly rootSm3: string }[];
}

describe('a window over a world that nobody has bound', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  const now: Record<string, unknown> = {};
  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `unbound-${name}.png`) });
  const binding = () => running.window.getByTestId(`binding-${platform.id}`);
  const standing = (name: string) =>
    running.window.locator(`[data-testid="binding-${platform.id}"][data-standing="${name}"]`);
  const go = (place: string) =>
    running.window.getByRole('navigation').getByRole('button', { name: place, exact: true }).click();

  /** Seals by the command line. @returns the code of the refusal, or "sealed" */
  const seal = async (): Promise<string> => {
    const output = join(temporaryFolder(), 'out.pdf');
    const where = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const { stdout } = await command('seal', world.contract, '-o', output, ...where);
    return (JSON.parse(stdout) as { error?: { code: string } }).error?.code ?? 'sealed';
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan', binds: false });
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(async () => {
    await running.close();
    await platform.stop();
  });

  it('asks at the start, and binds what the person has checked', async () => {
    now['beforeBinding'] = await seal();
    expect(now['beforeBinding']).toBe('PLATFORM_NOT_BOUND');
    const notice = running.window.getByTestId('notice').filter({ hasText: '尚未绑定' });
    await notice.waitFor();
    await shot('start');
    await notice.getByRole('button', { name: '去核对' }).click();
    await standing('toBind').scrollIntoViewIfNeeded();
    await binding().getByRole('button', { name: '核对并绑定' }).click();
    const { stdout } = await command('platform', 'list', '--json');
    const [listed] = (JSON.parse(stdout) as Listed).platforms;
    const shown = (
      await binding().locator('form, [role=group]').locator('.fingerprint').first().innerText()
    ).replaceAll(/\s/g, '');
    expect(shown.toLowerCase()).toBe(listed?.rootSm3);
    await shot('check');
    expect(await axeFindings(running.window)).toEqual([]);
    await binding().getByRole('button', { name: '核对一致，绑定' }).click();
    await standing('bound').waitFor();
    await running.window.locator('[data-testid="status-platform"][data-state="synced"]').waitFor();
    await shot('bound');
    now['afterBinding'] = await seal();
    expect(now['afterBinding']).toBe('sealed');
    expect((await command('register', 'list', '--json')).stdout).toContain('"act":"platformBound"');
  });

  it('says what is missing when platforms.json is deleted, and unbinds with a reason alone', async () => {
    rmSync(join(world.home, 'platforms.json'));
    now['afterDeletion'] = await seal();
    expect(now['afterDeletion']).toBe('BOUND_PLATFORM_MISSING');
    await go('文档');
    await go('设置');
    const change = running.window.getByTestId('bound-change');
    await change.scrollIntoViewIfNeeded();
    now['said'] = await change.innerText();
    expect(now['said']).toMatch(/platforms\.json[\s\S]*BOUND_PLATFORM_MISSING/);
    await shot('missing');
    expect(await axeFindings(running.window)).toEqual([]);
    await binding().getByRole('button', { name: '解除绑定' }).click();
    const form = binding().getByRole('form', { name: '解除绑定' });
    const confirm = form.getByRole('button', { name: '解除绑定' });
    expect(await confirm.isDisabled()).toBe(true);
    await form.getByLabel('理由（必填，记入台账）').fill('平台已停止服务');
    await confirm.click();
    await standing('former').getByText('理由：平台已停止服务').waitFor();
    await shot('unbound');
    expect((await command('register', 'list', '--json')).stdout).toContain('"act":"platformUnbound"');
    writeProof('attack-02-unbound-world-in-the-window', {
      reproduction: 'platforms.json is deleted while the window is open',
      before: { commit: 'bf234e7', seen: 'on the command line', afterDeletion: 'sealed, status 0' },
      now,
    });
  });
});
