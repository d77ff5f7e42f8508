import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { TokenPage } from '../fixtures/token-page.ts';

const WRONG = 'Wrong-99';
const OWN_PIN = 'Seal#2468';
const SECOND_PIN = 'Other#135';
/** A second for the person, and what two processes and a repaint take on a loaded machine. */
const SOON_MS = 2000;

describe('a key’s life in the real app', () => {
  let world: DemoWorld;
  let running: RunningApp;
  let page: TokenPage;
  const facts: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(15_000);
    page = new TokenPage(running.window, holder().tokenSerial);
    await page.show();
  });
  afterAll(async () => {
    writeProof('token-life', { command: 'Playwright in a real Electron', interface: 'pkcs11', ...facts });
    await running.close();
  });

  function holder(): DemoWorld['companies'][number] {
    const [first] = world.companies;
    if (first === undefined) throw new Error('a world has a holder');
    return first;
  }
  const look = (name: string): Promise<unknown> =>
    running.window.screenshot({ path: proofPath('screenshots', `token-${name}.png`) });

  it('shows within a moment that the key was pulled and plugged in again', async () => {
    await page.card.waitFor();
    await look('1-ready');
    const folder = join(world.pkcs11Module, '..', 'tokens', holder().tokenSerial);
    const away = join(temporaryFolder(), 'pulled');
    renameSync(folder, away);
    const pulledMs = await page.untilGone();
    await look('2-pulled');
    renameSync(away, folder);
    const pluggedMs = await page.untilShown();
    Object.assign(facts, { pulledMs, pluggedMs });
    expect(Math.max(pulledMs, pluggedMs)).toBeLessThan(SOON_MS);
  });

  it('changes the PIN by the rules, and says of each whether it is met', async () => {
    await page.begin('修改口令');
    await page.fill('原口令', holder().pin, '123456');
    await look('3-weak-pin');
    expect(await page.rulesMet()).toEqual(['length', 'characters', 'repeats', 'same']);
    expect(await page.canConfirm('确认修改')).toBe(false);
    await page.fill('原口令', holder().pin, OWN_PIN);
    await look('4-good-pin');
    await page.confirm('确认修改');
    await page.says('保护口令已修改');
    await look('5-changed');
    expect(await page.leftovers([OWN_PIN, holder().pin])).toEqual([]);
    await page.close();
  });

  it('stops before the last try until it is confirmed, and then locks', async () => {
    await page.begin('修改口令');
    for (let count = 1; count <= 5; count += 1) {
      await page.fill('原口令', WRONG, SECOND_PIN);
      await page.confirm('确认修改');
      await page.says('PIN_WRONG');
      if (count === 1) await look('6-wrong');
    }
    await page.says('最后一次机会');
    await page.fill('原口令', WRONG, SECOND_PIN);
    expect(await page.canConfirm('确认修改')).toBe(false);
    await look('7-last-try');
    await page.confirmLastTry();
    await page.confirm('确认修改');
    await page.says('保护口令已锁定，有两个办法');
    await look('8-locked');
  });

  it('guards the last try of the sealing panel too, and offers no locked key', async () => {
    await page.goToDocument();
    await page.says('USB Key 的保护口令已锁定');
    await look('9-locked-seals');
    await page.show();
  });

  it('unblocks with the code and a PIN that the holder chooses, and signs again', async () => {
    await page.begin('用解锁码解锁');
    await page.fill('解锁码（管理员 PIN）', '00000000', SECOND_PIN);
    await page.confirm('解锁并启用新口令');
    await page.says('SO_PIN_WRONG');
    await look('10-wrong-code');
    await page.fill('解锁码（管理员 PIN）', holder().soPin, SECOND_PIN);
    await page.confirm('解锁并启用新口令');
    await page.says('已解锁，新口令已启用');
    await look('11-unblocked');
    await page.close();
    await page.goToDocument();
    await page.seal(holder().seals[0]?.name ?? '');
    await page.enterPin(OWN_PIN);
    await page.says('PIN_WRONG');
    await page.enterPin(SECOND_PIN);
    await page.says('盖章完成');
    await look('12-sealed');
    facts['steps'] = ['pulled', 'plugged in', 'changed', 'last try', 'locked', 'unblocked', 'sealed'];
  });
});
