import { copyFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { inMain, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { TokenPage } from '../fixtures/window/token-page.ts';

const HOLD = '5 分钟内连续盖章不再输入口令';

describe('one PIN entry for several seals', () => {
  let world: DemoWorld;
  let running: RunningApp;
  let page: TokenPage;
  const ended: string[] = [];

  beforeAll(async () => {
    world = await makeDemoWorld();
    const contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    page = new TokenPage(running.window, holder().tokenSerial);
  });
  afterAll(async () => {
    writeProof('held-login', { command: 'Playwright in a real Electron', endedBy: ended });
    await running.close();
  });

  function holder(): DemoWorld['companies'][number] {
    const [first] = world.companies;
    if (first === undefined) throw new Error('a world has a holder');
    return first;
  }
  const look = (name: string): Promise<unknown> =>
    running.window.screenshot({ path: proofPath('screenshots', `held-login-${name}.png`) });
  const line = () => running.window.getByTestId('held-pin');
  const hold = () => running.window.getByRole('checkbox', { name: HOLD });
  const beginSealing = () => page.beginSealing(holder().seals[0]?.name ?? '');
  const pinAskedFor = () => running.window.getByLabel('保护口令', { exact: true }).waitFor();

  async function again(): Promise<void> {
    await running.window.getByRole('button', { name: '再盖一枚印章' }).click();
  }

  async function sealHolding(): Promise<void> {
    await hold().check();
    await look('1-asked');
    await page.enterPin(holder().pin);
    await page.says('盖章完成');
    await line().waitFor();
  }

  async function endsBy(what: string, end: () => Promise<unknown> | void): Promise<void> {
    await end();
    await line().waitFor({ state: 'detached' });
    ended.push(what);
  }

  it('does not stay in force unless the person wants it', async () => {
    await beginSealing();
    expect(await hold().isChecked()).toBe(false);
    expect(await line().count()).toBe(0);
  });

  it('serves the next seal, and the window shows how long it remains in force', async () => {
    await sealHolding();
    expect(await line().innerText()).toMatch(/口令在 [45]:\d\d 内有效/);
    await again();
    await beginSealing();
    await page.says('2 个签章有效');
    await look('2-sealed-again');
  });

  it('is needed again after the person has cleared it', async () => {
    await endsBy('the person', () => running.window.getByRole('button', { name: '立即清除' }).click());
    await again();
    await beginSealing();
    await pinAskedFor();
    await look('3-cleared');
  });

  it.each(['lock-screen', 'suspend'] as const)('loses its force with %s', async (event) => {
    await sealHolding();
    const emit = { 'lock-screen': lockScreen, suspend };
    await endsBy(event, () => inMain(running.app, emit[event]));
    await again();
    await beginSealing();
    await pinAskedFor();
  });

  it('loses its force when the key is pulled, and does not regain it when the key is back', async () => {
    await sealHolding();
    const folder = join(dirname(world.pkcs11Module), 'tokens', holder().tokenSerial);
    const away = join(temporaryFolder(), 'pulled');
    await endsBy('removal', () => renameSync(folder, away));
    renameSync(away, folder);
    await again();
    await beginSealing();
    await pinAskedFor();
  });
});

const lockScreen = ({ powerMonitor }: typeof Electron.CrossProcessExports) =>
  powerMonitor.emit('lock-screen');
const suspend = ({ powerMonitor }: typeof Electron.CrossProcessExports) => powerMonitor.emit('suspend');
