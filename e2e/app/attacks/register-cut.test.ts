import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';
import { axeFindings } from '../../fixtures/window/screen-findings.ts';
import { withRegister } from '../../fixtures/registers/tamper-register.ts';

describe('A register whose last rows were deleted with the checkpoints', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const folder = temporaryFolder();

  beforeAll(async () => {
    world = await makeDemoWorld();
    for (const name of ['a', 'b']) {
      const sealed = await sealdesk(
        [
          ...['seal', world.contract, '-o', join(folder, `${name}.pdf`), '--pin-env', 'PIN'],
          ...['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--page', '4'],
        ],
        { home: world.home, env: { PIN: world.pin } },
      );
      expect(sealed.status, sealed.stderr).toBe(0);
    }
    withRegister(world.home, (database) =>
      database.exec('DELETE FROM register_entry WHERE entry_index > 0; DELETE FROM register_checkpoint'),
    );
    running = await launchApp([], { SEALDESK_HOME: world.home });
  }, 120_000);
  afterAll(() => running.close());

  it('is said at the start, and in the register with what to do', async () => {
    const { window } = running;
    const notice = window.getByTestId('notice').filter({ hasText: '用印台账不完整' });
    await notice.waitFor({ timeout: 30_000 });
    const said = await notice.textContent();
    expect(said).toContain('第 2 条记录被删除');
    await window.screenshot({ path: proofPath('screenshots', 'register-cut-notice.png') });
    await window.getByRole('navigation').getByRole('button', { name: '台账' }).click();
    const cut = window.getByTestId('cut');
    await cut.waitFor();
    expect(await cut.textContent()).toContain('register new-id');
    await window.screenshot({ path: proofPath('screenshots', 'register-cut.png') });
    expect(await axeFindings(window)).toEqual([]);
    await window.getByRole('button', { name: '另立台账编号' }).click();
    await window.getByLabel('原因').fill('两条记录已经丢失，找不回');
    await window.screenshot({ path: proofPath('screenshots', 'register-new-id.png') });
    expect(await axeFindings(window)).toEqual([]);
    await window.getByRole('button', { name: '写入原因并另立编号' }).click();
    await window.getByText('台账已另立编号').waitFor();
    await cut.waitFor({ state: 'detached' });
    writeProof('attack-04-register-cut-window', {
      reproduction: 'Offline, delete the last rows with the checkpoints, and open the window.',
      before: {
        commit: 'bf234e7',
        seen: 'by the same steps',
        notice: null,
        audit: '台账完整：1 条记录与写入时一致。',
      },
      now: { notice: said },
    });
  }, 120_000);
});
