import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';
import { axeFindings } from '../../fixtures/window/screen-findings.ts';

describe('a window over a register that was lost but for a backup of its first entry', () => {
  const SEALS = 3;
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  const store = (...names: readonly string[]): string => join(world.home, 'store', ...names);
  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `restored-${name}.png`) });

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'suqian' });
    const command = (...args: readonly string[]) =>
      sealdesk(args, { home: world.home, env: { PIN: world.pin } });
    await command('sync');
    const folder = temporaryFolder();
    const where = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN'];
    for (let made = 0; made < SEALS; made += 1) {
      const sealed = await command('seal', world.contract, '-o', join(folder, `${made}.pdf`), ...where);
      expect(sealed.status, sealed.stderr).toBe(0);
    }
    expect((await command('sync')).status).toBe(0);
    const later = readdirSync(store('backups')).filter((name) => !/-1\.db$/.test(name));
    for (const name of later) rmSync(store('backups', name));
    for (const end of ['', '-wal', '-shm']) rmSync(store(`register.db${end}`), { force: true });
    running = await launchApp([], { SEALDESK_HOME: world.home });
  });
  afterAll(async () => {
    await running.close();
    await platform.stop();
  });

  it('says what is missing, and brings it back from the platform', async () => {
    const { window } = running;
    await window
      .getByText(/用印台账数据库已损坏/)
      .first()
      .waitFor();
    await shot('start');
    await new DocumentWindow(window).waitForText('台账');
    await window.getByRole('navigation').getByRole('button', { name: '台账' }).click();
    await window.getByTestId('cut').waitFor({ timeout: 30_000 });
    await shot('cut');
    expect(await axeFindings(window)).toEqual([]);
    await window.getByRole('button', { name: '从平台找回', exact: true }).click();
    const said = window.getByTestId('recovery');
    await said.waitFor({ timeout: 30_000 });
    const lines = await said.allInnerTexts();
    await window.getByTestId('cut').waitFor({ state: 'detached' });
    await window.getByRole('button', { name: '核验台账', exact: true }).click();
    await window
      .getByTestId('audit')
      .getByText(/台账完整/)
      .waitFor();
    await shot('recovered');
    expect(lines.join('\n')).toMatch(new RegExp(`找回 [2-9] 条`));
    expect(await axeFindings(window)).toEqual([]);
    writeProof('attack-06-restored-world-in-the-window', {
      reproduction: `the database is deleted; a backup of 1 of ${SEALS} seals is there; the platform holds all`,
      before: {
        commit: 'bf234e7',
        seen: 'by the same steps',
        window:
          'the newest backup took its place; once online the page of the register said REGISTER_DIFFERS and offered nothing to bring entries back; sealing went on after 1 entry, status 0',
      },
      now: { barred: true, said: lines },
    });
  });
});
