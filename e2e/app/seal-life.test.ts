import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { addFormerSeal } from '../fixtures/keys/former-seal.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { sealCard } from '../fixtures/window/seal-card.ts';

interface Listed {
  readonly serial: string;
  readonly seals: readonly {
    readonly esId: string;
    readonly name: string;
    readonly history: boolean;
    readonly reason: string | null;
  }[];
}

const LAST_PAGE = 4;
const CONFIRM = '图案无误，启用印章';

describe('new and former seals in the real app', () => {
  let world: DemoWorld;
  let running: RunningApp;
  let documentWindow: DocumentWindow;
  let esId: string;
  let unused: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    const [holder] = world.companies;
    const [first] = world.seals;
    if (holder === undefined || first === undefined) throw new Error('a world has a holder');
    unused = `${holder.name}业务专用章`;
    await addFormerSeal(world, first, first.name);
    await addFormerSeal(world, first, unused);
    const enrolled = await sealdesk(
      [
        ...['demo', 'enrol', '--module', world.pkcs11Module, '--token', holder.tokenSerial],
        ...['--pin-env', 'PIN', '--confirm-later', '--json'],
      ],
      { home: world.home, env: { PIN: holder.pin } },
    );
    ({ esId } = (JSON.parse(enrolled.stdout) as { seal: { esId: string } }).seal);
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    documentWindow = new DocumentWindow(running.window);
    await documentWindow.showPage(LAST_PAGE);
  });
  afterAll(() => running.close());

  const screenshot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `seal-life-${name}.png`) });
  const listed = async (): Promise<Listed['seals']> => {
    const { stdout } = await sealdesk(['tokens', '--json'], { home: world.home });
    const tokens = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Listed);
    return tokens.find(({ serial }) => serial === world.companies[0]?.tokenSerial)?.seals ?? [];
  };

  it('are told apart: former seals are listed as history, each with advice', async () => {
    await documentWindow.waitForText('历史印章');
    await running.window.getByText('历史印章').first().scrollIntoViewIfNeeded();
    const card = sealCard(running.window, unused);
    expect(await card.innerText()).toContain('证书已更新，请重新制作印章。');
    expect(await card.locator('input').isDisabled()).toBe(true);
    await documentWindow.waitForText('这枚印章已由新章替代。');
    await screenshot('history');
    const former = (await listed()).filter(({ history }) => history);
    expect(former.map(({ name, reason }) => [name, reason])).toEqual([
      [world.seals[0]?.name, 'SEAL_REPLACED'],
      [unused, 'SEAL_SUPERSEDED_CERTIFICATE'],
    ]);
  });

  it('are used only after confirmation: the holder confirms the picture, then seals', async () => {
    const confirm = running.window.getByRole('button', { name: CONFIRM });
    await confirm.scrollIntoViewIfNeeded();
    await screenshot('unconfirmed');
    expect((await listed()).find((seal) => seal.esId === esId)?.reason).toBe('SEAL_UNCONFIRMED');
    await confirm.click();
    await confirm.waitFor({ state: 'detached' });
    expect((await listed()).find((seal) => seal.esId === esId)?.reason).toBeNull();
    const card = sealCard(running.window, world.seals[0]?.name ?? '');
    await card.filter({ hasText: '● ' }).last().click();
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    await documentWindow.askPin();
    await documentWindow.enterPin(world.pin);
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('1 个签章有效');
    await screenshot('first-use');
    writeProof('seal-life', { seals: await listed() });
  });
});
