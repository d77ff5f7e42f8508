import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { PROJECT, run } from '../fixtures/commands/run-command.ts';
import { TokenPage } from '../fixtures/window/token-page.ts';

const WRONG = 'Wrong-99';
const OWN_PIN = 'Seal#2468';
const SECOND_PIN = 'Other#135';
const WRONG_TRIES = 5;

const proofs: Record<string, unknown> = {};
afterAll(() => writeProof('token-life', { command: 'Playwright in a real Electron', ...proofs }));

/** Makes the keys of a world show through the SKF library alone, without the PKCS#11 module next to it. */
function preferSkf({ home, pkcs11Module, skfModule }: DemoWorld): void {
  const library = join(dirname(pkcs11Module), basename(skfModule));
  copyFileSync(join(PROJECT, 'dist/native', basename(skfModule)), library);
  writeFileSync(join(home, 'keys.json'), JSON.stringify({ modules: [library], prefer: 'skf' }));
}

describe.each(['pkcs11', 'skf'] as const)('a key’s life over %s in the real app', (kind) => {
  let world: DemoWorld;
  let running: RunningApp;
  let page: TokenPage;
  const facts: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    if (kind === 'skf') preferSkf(world);
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    page = new TokenPage(running.window, holder().tokenSerial);
    await page.show();
  });
  afterAll(async () => {
    proofs[kind] = facts;
    await running.close();
  });

  function holder(): DemoWorld['companies'][number] {
    const [first] = world.companies;
    if (first === undefined) throw new Error('a world has a holder');
    return first;
  }
  const look = (name: string): Promise<unknown> =>
    running.window.screenshot({ path: proofPath('screenshots', `token-${kind}-${name}.png`) });
  /** Text about the tries that are left: SKF counts them, PKCS#11 does not. */
  const triesText = (left: number): string => (kind === 'skf' ? `还可以试 ${left} 次` : '剩余次数不多');

  it('includes removal and return, which the window shows without a restart', async () => {
    await page.showsThrough(kind === 'skf' ? 'sealdesk-soft-skf' : 'sealdesk-soft-token');
    await look('1-ready');
    const folder = join(dirname(world.pkcs11Module), 'tokens', holder().tokenSerial);
    const away = join(temporaryFolder(), 'pulled');
    renameSync(folder, away);
    const pulledMs = await page.untilGone();
    await look('2-pulled');
    renameSync(away, folder);
    const pluggedMs = await page.untilShown();
    Object.assign(facts, { pulledMs, pluggedMs });
  });

  it('includes a change of PIN, and the window says which rules the new PIN meets', async () => {
    await page.begin('修改口令');
    await page.fill('原口令', holder().pin, '123456');
    await look('3-weak-pin');
    expect(await page.rulesMet()).toEqual(['length', 'characters', 'repeats', 'same']);
    expect(await page.canPress('确认修改')).toBe(false);
    await page.fill('原口令', holder().pin, OWN_PIN);
    await look('4-good-pin');
    await page.confirm('确认修改');
    await page.says('保护口令已修改');
    await look('5-changed');
    await page.close();
  });

  it('stops before the last try until the person confirms it, and then the key locks', async () => {
    await page.begin('修改口令');
    for (let left = WRONG_TRIES; left > 0; left -= 1) {
      await page.fill('原口令', WRONG, SECOND_PIN);
      await page.confirm('确认修改');
      await page.says(left > 1 ? triesText(left) : '最后一次机会');
      expect(await page.leftovers([WRONG, SECOND_PIN])).toEqual([]);
      if (left === WRONG_TRIES) await look('6-wrong');
    }
    await page.fill('原口令', WRONG, SECOND_PIN);
    expect(await page.canPress('确认修改')).toBe(false);
    await look('7-last-try');
    await page.confirmLastTry();
    await page.confirm('确认修改');
    await page.says('保护口令已锁定，有两个办法');
    await look('8-locked');
    await page.goToDocument();
    await page.says('USB Key 的保护口令已锁定');
    await look('9-locked-seals');
    await page.show();
  });

  it('goes on after unblocking with the code and a PIN that the holder chooses', async () => {
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
  });

  it('stops before the last try in the sealing panel too, and the confirmed try signs', async () => {
    await page.goToDocument();
    await page.beginSealing(holder().seals[0]?.name ?? '');
    // Nobody has to lock a key to learn the way out; without a platform it is the issuer's.
    await page.forgetPin();
    await page.says('忘记保护口令');
    await page.says(`报出 Key 序列号 ${holder().tokenSerial}`);
    await look('12-forgotten');
    await page.window.getByRole('button', { name: '关闭', exact: true }).click();
    await page.goToDocument();
    for (let left = WRONG_TRIES; left > 0; left -= 1) {
      await page.enterPin(OWN_PIN);
      await page.says(left > 1 ? triesText(left) : '最后一次机会');
    }
    await page.typePin(SECOND_PIN);
    expect(await page.canSeal()).toBe(false);
    await look('12-last-try-sealing');
    await page.confirmLastTry();
    await page.enterPin(SECOND_PIN);
    await page.says('盖章完成');
    await page.says('1 个签章有效');
    await look('13-sealed');
  });

  it('ends when the code is locked too, and the window says how to go on', async () => {
    await page.show();
    await page.begin('用解锁码重设口令');
    await page.useUpTries('解锁码（管理员 PIN）', '解锁并启用新口令', OWN_PIN);
    await page.begin('修改口令');
    await page.useUpTries('原口令', '确认修改', OWN_PIN);
    await page.says('保护口令和管理员 PIN 都已锁定');
    await look('14-both-locked');
  });

  it('begins with a change of the initial PIN', async () => {
    const module = ['--module', world.pkcs11Module];
    const soPin = ['--so-pin', holder().soPin];
    const free = [...module, '--slot-index', '2'];
    await run('pkcs11-tool', [...free, '--init-token', '--label', 'SealDesk DEMO new', ...soPin]);
    const login = ['--login', '--login-type', 'so', ...soPin];
    await run('pkcs11-tool', [...free, ...login, '--init-pin', '--new-pin', '000000']);
    const fresh = running.window.getByRole('region', { name: 'SealDesk DEMO new' });
    await fresh.getByRole('button', { name: '修改初始口令' }).waitFor();
    await fresh.scrollIntoViewIfNeeded();
    await look('15-initial-pin');
    facts['states'] = ['ready', 'low', 'last try', 'locked', 'code locked', 'both locked', 'initial PIN'];
  });
});
