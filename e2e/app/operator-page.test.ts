import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { HOLDER } from '../../electron/services/demo-world/companies.ts';
import { sealedEntry } from '../../electron/core/register/fixtures/entries.ts';
import { encodeEntry } from '../../electron/core/register/entry-bytes.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { utf8Bytes } from '../../electron/core/bytes/encodings.ts';
import { clientOf, type ContractClient } from '../fixtures/servers/contract-client.ts';
import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { openOperatorPage } from '../fixtures/servers/operator-page.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { makeSoftwareHolder } from '../fixtures/keys/software-holder.ts';
import { makeSoftwareRegister } from '../fixtures/registers/software-register.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';

const PERSON = { name: '张三', role: 'keeper', contact: '13800000000' } as const;

describe('the operator’s page', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let client: ContractClient;
  let running: RunningApp;
  let page: Page;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world);
    client = clientOf(world.home, platform.url);
    running = await launchApp([], { SEALDESK_HOME: world.home });
    page = await openOperatorPage(running.app, platform);
  });

  afterAll(() => running.close());

  const go = (place: string) => page.getByRole('link', { name: place, exact: true }).click();
  const shoot = (name: string) =>
    page.screenshot({ path: proofPath('screenshots', `operator-${name}.png`), fullPage: true });

  const findings = (): Promise<string[]> => axeFindings(page);

  const requestReset = async (): Promise<string> => {
    const answer = await client.call('requestPinReset', {
      headers: { 'idempotency-key': 'operator-page-reset' },
      json: {
        tokenSerial: world.companies[0]?.tokenSerial,
        esId: null,
        sealName: null,
        holderName: HOLDER.name,
        holderCode: HOLDER.taxNumber,
        applicant: PERSON,
        purpose: 'reset',
        reason: '<b>口令</b>输错锁定',
      },
    });
    const { application, secret } = answer.json<{ application: { number: string }; secret: string }>();
    const path = { number: application.number };
    const headers = { 'application-secret': secret };
    const octets = { type: 'application/pdf', bytes: utf8Bytes('%PDF-1.7\n') };
    const kind = 'identity';
    await client.call('sendPinResetPaper', {
      path: { ...path, paperId: kind },
      query: { kind },
      headers,
      octets,
    });
    await client.call('submitPinReset', { path, headers });
    return application.number;
  };

  it('shows waiting applications, and records decisions', async () => {
    expect(await page.getByText('没有待办事项').count()).toBe(1);
    const number = await requestReset();
    await page.reload();
    const card = page.locator(`[id="${number}"]`);
    await card.getByText('<b>口令</b>输错锁定').waitFor();
    expect(await card.getByRole('link', { name: '身份证件' }).count()).toBe(1);
    expect(await findings()).toEqual([]);
    await shoot('waiting');
    await card.getByRole('button', { name: '批准' }).click();
    await page.getByRole('status').getByText('已完成').waitFor();
    await go('申请与挂失');
    await page.locator(`[id="${number}"]`).getByText('已批准').waitFor();
    const filed = await platform.operator.applications();
    expect(filed).toMatchObject([{ number, kind: 'pinReset', state: 'approved' }]);
  });

  it('suspends, restores and ends seals, and the feed says so', async () => {
    const esId = world.seals[0]?.esId ?? '';
    await go('印章');
    const row = page.locator(`[data-seal="${esId}"]`);
    await row.getByLabel('理由').fill('年检未过');
    await row.getByRole('button', { name: '停用' }).click();
    await row.getByText('已停用').waitFor();
    await row.getByRole('button', { name: '恢复' }).click();
    await row.getByText('可用').waitFor();
    await row.getByRole('button', { name: '注销' }).click();
    await row.getByText('状态不再改变').waitFor();
    expect(await findings()).toEqual([]);
    await shoot('seals');
    await go('状态公告');
    expect(await page.locator('tbody tr').first().textContent()).toContain('已注销');
    expect(await findings()).toEqual([]);
    await shoot('feed');
  });

  it('revokes certificates', async () => {
    await go('证书与撤销列表');
    const first = page.locator('[data-certificate]').first();
    const serial = (await first.getAttribute('data-certificate')) ?? '';
    await first.getByLabel('撤销原因').selectOption('keyCompromise');
    await first.getByRole('button', { name: '撤销' }).click();
    await page.locator(`[data-certificate="${serial}"]`).getByText('已撤销').waitFor();
    expect(await findings()).toEqual([]);
    await shoot('certificates');
  });

  it('shows register entries from clients, including entries that it cannot read', async () => {
    const entry = encodeEntry(sealedEntry(1));
    const octets = [entry, utf8Bytes('{"version":9}'), utf8Bytes('null')].map((each) =>
      Buffer.from(each).toString('base64'),
    );
    const engine = await loadSmEngine();
    const holder = await makeSoftwareHolder(world.home, HOLDER, engine);
    const register = makeSoftwareRegister(engine);
    const json = { statement: await register.opening(holder), head: null };
    await client.call('openRegister', { register, json });
    await client.call('sendUsageRecords', {
      register,
      headers: { 'idempotency-key': 'operator-page-entries' },
      json: { registerId: register.registerId, from: 0, entries: [...octets, { leafHash: 'ab'.repeat(32) }] },
    });
    await go('用印登记');
    const rows = await page.locator('tbody tr').allTextContents();
    expect(rows.map((row) => row.trim().slice(0, 1))).toEqual(['4', '3', '2', '1']);
    expect(rows[3]).toContain('用印');
    expect(rows[2]).toContain('不是本版本的条目');
    expect(await findings()).toEqual([]);
    await shoot('registers');
  });

  it('takes the platform offline and brings it back', async () => {
    await go('演练');
    await page.getByRole('button', { name: '断开' }).click();
    await expect(client.call('describePlatform')).rejects.toThrow('ECONNREFUSED');
    expect(await findings()).toEqual([]);
    await shoot('drill');
    await page.getByRole('button', { name: '接通' }).click();
    await page.getByText('平台在线').waitFor();
    expect((await client.call('describePlatform')).status).toBe(200);
  });

  it('admits nobody without the token', async () => {
    const bare = new URL('/', platform.operatorUrl);
    const guess = new URL('/?token=AAAAAAAAAAAAAAAAAAAAAAAA', platform.operatorUrl);
    const answers = await Promise.all([fetch(bare), fetch(guess), fetch(new URL('/api/seals', bare))]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    writeProof('operator-page', {
      command: 'Playwright: every place of the operator’s page, with axe',
      applications: await platform.operator.applications(),
      certificates: await platform.operator.certificates(),
    });
  });
});
