import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';
import { addShortSeal } from '../fixtures/keys/short-seal.ts';

const LAST_PAGE = 4;
const DAYS_LEFT = 10;

describe('a seal within its renewal window in the real app', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  let documentWindow: DocumentWindow;
  let former: string;
  let name: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    const [holder] = world.companies;
    const [first] = world.seals;
    if (holder === undefined || first === undefined) throw new Error('a world has a holder');
    name = `${holder.name}采购专用章`;
    former = await addShortSeal(world, first, name, DAYS_LEFT);
    platform = await startPlatform(world, { profile: 'zhongshan' });
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    documentWindow = new DocumentWindow(running.window);
    await documentWindow.showPage(LAST_PAGE);
    await documentWindow.waitForText('平台 已同步');
  });
  afterAll(() => running.close());

  const button = (text: string): Locator => running.window.getByRole('button', { name: text, exact: true });
  const look = async (what: string): Promise<void> => {
    await running.window.screenshot({ path: proofPath('screenshots', `renewal-${what}.png`) });
  };
  const onKey = (): Locator => running.window.getByTestId(`seals-${world.companies[0]?.tokenSerial ?? ''}`);
  const fillPerson = async (): Promise<void> => {
    await running.window.getByLabel('姓名').fill('王小敏');
    await running.window.getByLabel('联系方式（电话或邮箱）').fill('0755-0000 0009');
  };
  const enterPin = (): Promise<void> =>
    running.window.getByLabel('保护口令', { exact: true }).fill(world.pin);

  it('has an offer of renewal on its card, and other seals have none', async () => {
    await showSealsPlace(running.window, 'seals');
    await button(`续期 ${name}`).scrollIntoViewIfNeeded();
    expect(await onKey().getByRole('button', { name: /^续期/ }).count()).toBe(1);
    await look('1-offered');
  });

  it('is applied for with the key, and the window shows the state as it changes', async () => {
    await button(`续期 ${name}`).click();
    await fillPerson();
    await enterPin();
    await look('2-form');
    await button('提交申请').click();
    const applications = running.window.getByTestId('applications');
    await applications.getByText('审核中').waitFor();
    await look('3-under-review');
    const [filed] = await platform.operator.applications();
    expect(filed).toMatchObject({ kind: 'renewal', state: 'underReview' });
    await platform.operator.approve(filed?.number ?? '');
    await button('立即同步').first().click();
    await documentWindow.waitForText('新印章已制成，请写入 USB Key 后使用。');
    await look('4-made');
  });

  it('is replaced on the key after its picture was confirmed, and the former seal becomes history', async () => {
    await button('写入 USB Key').click();
    await enterPin();
    await look('5-picture');
    await button('图案无误，写入 USB Key').click();
    await documentWindow.waitForText('原印章列入历史印章');
    await look('6-stored');
    const listed = await seals();
    expect(listed.filter((seal) => seal.name === name)).toHaveLength(2);
    await showSealsPlace(running.window, 'seals');
    await onKey().locator('li').filter({ hasText: '历史印章' }).waitFor();
    expect(await onKey().locator('li').filter({ hasText: '历史印章' }).innerText()).toContain('采购专用章');
  });

  it('gives way to the new seal, which seals', async () => {
    await button('文档').click();
    await documentWindow.showPage(LAST_PAGE);
    await running.window
      .locator('label')
      .filter({ hasText: '采购专用章' })
      .filter({ hasText: '● ' })
      .first()
      .click();
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    await documentWindow.askPin();
    await documentWindow.enterPin(world.pin);
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('1 个签章有效');
    await look('7-sealed-with-the-new-one');
    writeProof('renewal', {
      command: 'Playwright in a real Electron, sandbox platform under 中山',
      daysLeft: DAYS_LEFT,
      former,
      seals: (await seals()).filter((seal) => seal.name === name),
      filed: await platform.operator.applications(),
    });
  });

  interface ListedSeal {
    readonly esId: string;
    readonly name: string;
    readonly validTo: string;
  }

  async function seals(): Promise<readonly ListedSeal[]> {
    const { stdout } = await sealdesk(['tokens', '--json'], { home: world.home });
    return stdout
      .trim()
      .split('\n')
      .flatMap((line) => (JSON.parse(line) as { seals: readonly ListedSeal[] }).seals)
      .map(({ esId, name: sealName, validTo }) => ({ esId, name: sealName, validTo }));
  }
});
