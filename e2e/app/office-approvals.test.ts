import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { HOLDER } from '../../electron/services/demo-world/companies.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import {
  decisionAbout,
  makeOfficeSystem,
  type OfficeSystem,
  serveOffice,
  writeDecision,
} from '../fixtures/servers/office-system.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';

describe('an office system in the window', () => {
  let world: DemoWorld;
  let running: RunningApp;
  beforeAll(async () => {
    world = await makeDemoWorld();
    running = await launchApp([], { SEALDESK_HOME: world.home });
  });
  afterAll(() => running.close());

  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `office-${name}.png`) });
  const button = (name: string) => running.window.getByRole('button', { name, exact: true });
  const label = (name: string) => running.window.getByLabel(name, { exact: true });

  /** Sets the address of the office system with a wrong token, which it refuses, then with its own, and removes it. */
  const setAddress = async (folder: string, oa: OfficeSystem): Promise<void> => {
    const { window } = running;
    const server = await serveOffice(oa, { token: 'right', decisions: [], documents: new Map() });
    const pick = async (file: string, name: string): Promise<void> => {
      await answerDialogs(running.app, file);
      await button(name).click();
    };
    for (const token of ['wrong', 'right']) {
      const file = join(folder, `${token}-token`);
      writeFileSync(file, token);
      await button(token === 'wrong' ? '设置地址' : '更改地址').click();
      await label('https 地址').fill(server.url);
      await pick(file, '选择凭据文件');
      await window.getByText(`${token}-token`).first().waitFor();
      await window.getByLabel('服务器证书的发证机构').selectOption('file');
      await pick(oa.certificate, '选择机构文件');
      await shot(`3-address-${token}`);
      await button('保存并检查').click();
      if (token === 'wrong') {
        await window.getByText('代码 OA_CALL_FAILED').waitFor();
        await shot('3-address-refused');
      } else await window.getByTestId('office-look-call').getByText('新审批 0 项').waitFor();
    }
    expect(await axeFindings(window)).toEqual([]);
    await shot('3-address-set');
    await button('停用地址').click();
    await button('设置地址').waitFor();
    await server.close();
  };

  it('is registered with its powers, and its decision in the watched folder is sealed and returned', async () => {
    const folder = temporaryFolder();
    const watched = join(folder, 'oa');
    mkdirSync(watched);
    const contract = join(watched, '合同.pdf');
    copyFileSync(world.contract, contract);
    const oa = makeOfficeSystem(folder);
    const documentWindow = new DocumentWindow(running.window);
    const company = world.companies[0];

    await button('办公系统（OA）审批').click();
    await documentWindow.waitForText('还没有登记办公系统');
    await shot('1-none');
    await answerDialogs(running.app, oa.certificate);
    await button('登记办公系统').click();
    await documentWindow.waitForText('证书 SHA-256 指纹');
    await label('系统名称').fill('协同办公');
    await label('登记人').fill('陈保管');
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await label('权限截止日').fill(until);
    await label('保护口令').fill(company?.pin ?? '');
    expect(await button('签名并登记').isDisabled()).toBe(true);
    await running.window.getByLabel('我已向系统管理员核对指纹，完全一致').check();
    await shot('2-register');
    expect(await axeFindings(running.window)).toEqual([]);
    await button('签名并登记').click();
    await documentWindow.waitForText('协同办公 · 有效');
    await answerDialogs(running.app, watched);
    await button('选择文件夹').click();
    await documentWindow.waitForText(watched);
    await shot('3-registered');
    await setAddress(folder, oa);

    const seal = company?.seals.find(({ kind }) => kind === '合同专用章');
    const use = { number: 'OA-2026-0117', enterprise: HOLDER.name, path: contract, esId: seal?.esId ?? '' };
    const decision = await decisionAbout({ ...use, sealName: '合同专用章', pages: 4 });
    writeDecision(
      join(watched, 'later.sealdecision'),
      oa.sign({
        ...decision,
        number: '2',
        validUntil: '2026-01-01T00:00:00.000Z',
        decidedAt: '2025-12-31T00:00:00.000Z',
      }),
    );
    writeDecision(join(watched, '0117.sealdecision'), oa.sign(decision));
    await documentWindow.waitForText('未采用：later.sealdecision');
    await shot('4-refused');
    await button('返回列表').click();
    await documentWindow.waitForText('已同意，可盖章');
    await running.window.locator('.approval-card').first().click();
    await documentWindow.waitForText('林知远 (u0007)');
    await shot('5-decision');
    expect(await axeFindings(running.window)).toEqual([]);
    await button('盖章').click();
    await documentWindow.waitForText('按审批');
    await button('盖章').click();
    await documentWindow.enterPin(company?.pin ?? '');
    await documentWindow.waitForText('盖章完成');
    await expect.poll(() => readdirSync(watched).includes('results'), { timeout: 10_000 }).toBe(true);
    await expect.poll(() => readdirSync(join(watched, 'results')).length, { timeout: 10_000 }).toBe(2);
    await shot('6-sealed');
    writeProof('office-approval-in-the-window', { results: readdirSync(join(watched, 'results')).sort() });
  });
});
