import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { onePagePdf } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { ENROLLED } from '../../electron/services/demo-world/companies.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { freshToken } from '../fixtures/keys/fresh-token.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';
import type { Delegation } from '../../electron/shared/model/seal-life.ts';

const PIN = '246813';

describe('applications with papers in the real app', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  let documentWindow: DocumentWindow;
  let folder: string;
  let paper: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    await freshToken(world, PIN);
    platform = await startPlatform(world, { profile: 'suqian' });
    folder = temporaryFolder();
    paper = join(folder, '证件扫描件.pdf');
    writeFileSync(paper, onePagePdf());
    running = await launchApp([], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    documentWindow = new DocumentWindow(running.window);
    await documentWindow.waitForText('平台 已同步');
  });
  afterAll(() => running.close());

  const button = (text: string): Locator => running.window.getByRole('button', { name: text, exact: true });
  const look = async (what: string): Promise<void> => {
    await running.window.screenshot({ path: proofPath('screenshots', `first-seal-${what}.png`) });
  };
  const answering = (path: string): Promise<void> => answerDialogs(running.app, path);
  const fillPerson = async (): Promise<void> => {
    await running.window.getByLabel('姓名').fill('王小敏');
    await running.window.getByLabel('联系方式（电话或邮箱）').fill('0571-0000 0009');
  };
  const add = async (...kinds: readonly string[]): Promise<void> => {
    for (const kind of kinds) {
      await button(`添加${kind}`).click();
      await button(`添加${kind}`).waitFor({ state: 'detached' });
    }
  };
  const newest = async (): Promise<string> => (await platform.operator.applications())[0]?.number ?? '';

  it('bring an enterprise its first seal, from the form to the key', async () => {
    await showSealsPlace(running.window, 'seals');
    await button('申领印章').click();
    await running.window.getByLabel('企业名称（与营业执照一致）').fill(ENROLLED.name);
    await running.window.getByLabel('统一社会信用代码').fill(ENROLLED.taxNumber);
    await running.window.getByLabel('法定代表人', { exact: true }).first().fill(ENROLLED.legalRepresentative);
    await fillPerson();
    await running.window.getByLabel('保护口令', { exact: true }).fill(PIN);
    await look('1-form');
    await button('下一步：添加材料').click();
    await documentWindow.waitForText('还缺 3 种材料');
    await look('2-papers');
    await answering(paper);
    await add('营业执照', '经办人身份证件');
    await dropFile(running.window, paper, {
      on: running.window.getByRole('group', { name: '授权书', exact: true }),
    });
    await button('添加授权书').waitFor({ state: 'detached' });
    await button('查看 证件扫描件.pdf').last().click();
    await running.window.getByRole('img', { name: '证件扫描件.pdf 第 1 页' }).waitFor();
    await look('3-complete');
    await button('提交申请').click();
    await running.window.getByTestId('applications').getByText('审核中').waitFor();
    const number = await newest();
    await platform.operator.approve(number);
    await button('立即同步').first().click();
    await documentWindow.waitForText('新印章已制成，请写入 USB Key 后使用。');
    await look('4-made');
    await button('写入 USB Key').click();
    await running.window.getByLabel('保护口令', { exact: true }).fill(PIN);
    await look('5-picture');
    await button('图案无误，写入 USB Key').click();
    await documentWindow.waitForText('可以使用。');
    await look('6-stored');
    await showSealsPlace(running.window, 'seals');
    await documentWindow.waitForText(ENROLLED.name);
  });

  it('cancel a seal with a written application that is drafted here and bears the company seal', async () => {
    const [company, , , , last] = world.seals;
    if (company === undefined || last === undefined) throw new Error('a world has seals');
    await button(`办理 ${last.name}`).click();
    await button(`注销 ${last.name}`).click();
    await fillPerson();
    await running.window.getByLabel('保护口令', { exact: true }).fill(world.pin);
    await look('7-cancellation');
    await button('下一步：添加材料').click();
    await documentWindow.waitForText('还缺 3 种材料');
    await look('8-papers');
    const draft = join(folder, '书面申请.pdf');
    await answering(draft);
    await button('① 起草书面申请并打开盖章…').click();
    await documentWindow.waitForText('书面申请.pdf');
    await documentWindow.chooseSeal(company.name);
    await look('9-written');
    await documentWindow.clickPage(1, 120, 120);
    await documentWindow.askPin();
    await documentWindow.enterPin(world.pin);
    await documentWindow.waitForText('盖章完成');
    await look('10-sealed');
    await showSealsPlace(running.window, 'cases');
    await answering(draft);
    await button('添加加盖印章的书面申请').click();
    await documentWindow.waitForText('书面申请上没有本单位的有效印章');
    await look('11-unsealed');
    await answering(join(folder, '书面申请_已盖章.pdf'));
    await add('加盖印章的书面申请');
    await answering(paper);
    await add('经办人身份证件', '授权书');
    await button('提交申请').click();
    await running.window.getByTestId('application-papers').waitFor({ state: 'detached' });
    expect(await platform.operator.applications()).toMatchObject([
      { kind: 'cancellation', state: 'underReview' },
      { kind: 'issue', state: 'approved' },
    ]);
    await look('12-handed-in');
  });

  it('give a delegate an access on a key of their own, by the code alone', async () => {
    const { window } = running;
    const [holder, own] = world.companies;
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const given = await sealdesk(
      [
        ...['delegation', 'give', '--seal', world.seals[0]?.esId ?? '', '--person', '李四'],
        ...['--contact', '内线 8001', '--purpose', '采购合同', '--uses', '2', '--until', until],
        ...['--own-key', '--pin-env', 'PIN', '--json'],
      ],
      { home: world.home, env: { PIN: holder?.pin ?? '' } },
    );
    // The command prints the delegation that it has granted.
    const { number, code } = JSON.parse(given.stdout) as Delegation;
    await showSealsPlace(window, 'seals');
    await button('领取授权').click();
    await window.getByLabel('授权编号').fill(number);
    await window.getByLabel('您自己的 USB Key').selectOption(own?.tokenSerial ?? '');
    for (const typed of ['x'.repeat(32), code ?? '']) {
      await window.getByLabel('授权码').fill(typed);
      await window.getByLabel('保护口令', { exact: true }).fill(own?.pin ?? '');
      if (typed === code) await look('14-access');
      await button('领取').click();
      if (typed === code) continue;
      await documentWindow.waitForText('代码 LIFE_ACCESS_REFUSED');
      await look('13-access-refused');
    }
    await documentWindow.waitForText(`授权 ${number} 已领取`);
    await window.getByTestId('access').getByText('最多 2 次').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await look('15-access-taken');
  });
});
