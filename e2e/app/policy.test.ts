import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { bindPlatforms } from '../fixtures/bind-platforms.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/run-command.ts';
import { configurePlatform, leaveSynced } from '../fixtures/synced-platform.ts';
import { TokenPage } from '../fixtures/token-page.ts';

const SIZE = { width: 1366, height: 768 };

describe('the real app under the rules of a jurisdiction', () => {
  let world: DemoWorld;
  let contract: string;
  let running: RunningApp | null = null;
  const proof: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    const [, , , used, resting] = world.seals;
    if (used === undefined || resting === undefined) throw new Error('a holder has five seals');
    contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    configurePlatform(world, 'guangxi', '演示印章平台');
    await leaveSynced(world, {
      states: [
        { seal: seal(0), state: 'suspended', reason: '年检核查中' },
        { seal: seal(1), state: 'cancelled', reason: '实物印章不再使用' },
        { seal: seal(2), state: 'replaced', reason: '名称变更' },
      ],
      uses: [
        { seal: used, daysAgo: 400 },
        { seal: resting, daysAgo: 345 },
      ],
    });
  });
  afterEach(async () => {
    await running?.close();
    running = null;
    writeProof('policy', proof);
  });

  const seal = (index: number) => {
    const found = world.seals[index];
    if (found === undefined) throw new Error(`no seal ${index}`);
    return found;
  };

  async function open(profile: string, name: string): Promise<TokenPage> {
    configurePlatform(world, profile, name);
    // A person binds the platform again, which now names other rules.
    await bindPlatforms(world.home);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize(SIZE);
    const page = new TokenPage(running.window, world.companies[0]?.tokenSerial ?? '');
    await page.show();
    return page;
  }
  const screenshot = (page: TokenPage, name: string): Promise<Buffer> =>
    page.window.screenshot({ path: proofPath('screenshots', `policy-${name}.png`) });
  const sealBy = (esId: string) =>
    sealdesk(
      [
        ...['seal', contract, '-o', join(temporaryFolder(), 'out.pdf'), '--seal', esId],
        ...['--at', '60,60', '--pin-env', 'PIN', '--json'],
      ],
      { home: world.home, env: { PIN: world.pin } },
    );
  const errorOf = ({ stdout }: { readonly stdout: string }) =>
    (JSON.parse(stdout) as { error: { code: string; details: Record<string, unknown> } }).error;

  it('广西 第二十条: refuses a change of PIN without an application, in window and command', async () => {
    const page = await open('guangxi', '广西印章平台（演示）');
    await page.card.getByTestId('pin-by-application').waitFor();
    expect(await page.card.getByRole('button', { name: '修改口令', exact: true }).count()).toBe(0);
    const text = await page.card.getByTestId('pin-by-application').innerText();
    expect(text).toContain('依据：《广西壮族自治区企业电子印章管理办法（试行）》第二十条');
    await screenshot(page, 'guangxi-pin');
    const refused = await sealdesk(
      [
        'pin',
        'change',
        '--token',
        world.companies[0]?.tokenSerial ?? '',
        '--pin-env',
        'A',
        '--new-pin-env',
        'B',
        '--json',
      ],
      { home: world.home, env: { A: world.pin, B: 'Other-2468' } },
    );
    expect([refused.status, errorOf(refused).code]).toEqual([77, 'POLICY_PIN_BY_APPLICATION']);
    await page.window.getByRole('button', { name: '台账', exact: true }).click();
    await page.window.getByRole('heading', { name: '用章登记' }).waitFor();
    await screenshot(page, 'guangxi-register');
    proof['guangxi'] = { window: text, command: errorOf(refused) };
  });

  it('shows the platform’s state of each seal, and the command seals with no barred one', async () => {
    const page = await open('suqian', '宿迁印章平台（演示）');
    await page.showSeals();
    for (const words of ['印章已停用', '印章已注销', '印章已换领', '平台说明：年检核查中', '第二十三条']) {
      await page.says(words);
    }
    await screenshot(page, 'states');
    const codes = [];
    for (const index of [0, 1, 2]) {
      const refused = await sealBy(seal(index).esId);
      codes.push([refused.status, errorOf(refused).code]);
    }
    expect(codes).toEqual([
      [69, 'SEALING_SUSPENDED'],
      [69, 'SEALING_CANCELLED'],
      [69, 'SEALING_REPLACED'],
    ]);
    await page.goToDocument();
    await page.window.locator('.page[data-loaded="true"]').first().waitFor();
    await screenshot(page, 'states-panel');
    proof['states'] = codes;
  });

  it('广东 第12条: refuses a seal unused for a year, and gives a reminder before that', async () => {
    const page = await open('guangdong', '广东印章平台（演示）');
    await page.showSeals();
    await page.says('印章长期未使用，按平台的规则已不能使用。');
    await page.says('再有 20 天不用');
    await page.says('《广东省电子印章管理暂行办法》（征求意见稿）第12条，尚未施行，由平台按此办理');
    await page.seals.getByText('印章长期未使用').scrollIntoViewIfNeeded();
    await screenshot(page, 'guangdong-idle');
    const refused = errorOf(await sealBy(seal(3).esId));
    expect(refused).toMatchObject({
      code: 'SEALING_IDLE',
      details: { months: 12, profile: 'guangdong' },
    });
    proof['guangdong'] = refused;
  });

  it('shows the rules in the settings, and calls a draft a draft', async () => {
    const page = await open('guangdong', '广东印章平台（演示）');
    await page.window.getByRole('button', { name: '设置', exact: true }).click();
    const policy = page.window.getByTestId('policy');
    await policy.getByText('尚未施行，不是现行法规').first().waitFor();
    await screenshot(page, 'settings');
    await policy.getByText('查看逐条规定').click();
    await policy.getByText('12 个月未使用予以停用，重新申请后启用').waitFor();
    await policy.getByRole('table').scrollIntoViewIfNeeded();
    await screenshot(page, 'settings-rules');
  });
});
