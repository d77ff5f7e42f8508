import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { bindPlatforms } from '../fixtures/servers/bind-platforms.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { configurePlatform, leaveSynced } from '../fixtures/servers/synced-platform.ts';
import { TokenPage } from '../fixtures/window/token-page.ts';

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

  const showRules = async (page: TokenPage) => {
    await page.window.getByRole('button', { name: '设置', exact: true }).click();
    const policy = page.window.getByTestId('policy');
    await policy.getByText('查看逐条规定').click();
    return policy;
  };

  it('开封 第二十九条: says wherever it is cited that it may have lapsed', async () => {
    const page = await open('kaifeng', '开封印章平台（演示）');
    await page.showSeals();
    await page.says(
      '《开封市市场主体电子印章推广使用暂行办法》第十八条（可能已失效：国办发〔2025〕33号，2025-10-09）',
    );
    await screenshot(page, 'kaifeng-seals');
    const policy = await showRules(page);
    await policy.getByText('以平台签名的规定为准').scrollIntoViewIfNeeded();
    await screenshot(page, 'kaifeng-settings');
    proof['kaifeng'] = errorOf(await sealBy(seal(1).esId));
    expect(proof['kaifeng']).toMatchObject({
      code: 'SEALING_CANCELLED',
      details: { clause: expect.stringContaining('可能已失效') as string },
    });
  });

  it('the national measure: shows source and both dates, and speaks of the 所有者', async () => {
    const page = await open('national', '全国规定印章平台（演示）');
    await page.showSeals();
    await page.says('《电子印章管理办法》第十八条（据公开解读，未见全文；2025-09-27 印发，2025-10-09 公布）');
    const { name } = seal(3);
    await page.window.getByRole('button', { name: `办理 ${name}` }).click();
    await page.window.getByRole('button', { name: /^换领/ }).click();
    const reason = page.window.getByLabel('理由');
    expect(await reason.locator('option').allInnerTexts()).toEqual([
      ...['有效期届满', '载体损坏', '载体遗失', '签名制作数据泄露', '其他情形（须说明）'],
    ]);
    await reason.selectOption('other');
    await page.window.getByLabel('说明（必填）').fill('内设机构更名');
    expect(await page.window.getByLabel('身份').locator('option').allInnerTexts()).toContain('所有者');
    await screenshot(page, 'national-replacement');
    const policy = await showRules(page);
    await policy.getByText('公开的答问和解读，未见全文').scrollIntoViewIfNeeded();
    await screenshot(page, 'national-settings');
  });
});
