import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { openOperatorPage } from '../../fixtures/servers/operator-page.ts';
import { startPlatform } from '../../fixtures/servers/platform.ts';
import { proofPath } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

describe('A seal that an officer suspends while the document is open', () => {
  let running: RunningApp | undefined;
  afterAll(() => running?.close());

  it('is refused when the clerk seals, without a synchronisation by hand', async () => {
    const world = await makeDemoWorld();
    const platform = await startPlatform(world, { profile: 'zhongshan' });
    expect((await sealdesk(['sync'], { home: world.home })).status).toBe(0);
    const contract = join(temporaryFolder(), 'contract.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    const [esId = '', name = ''] = [world.seals[0]?.esId, world.seals[0]?.name];
    const desk = new DocumentWindow(running.window);
    await desk.chooseSeal(name);
    await desk.showPage(1);
    await desk.clickPage(1, 105, 150);
    await desk.askPin();

    const page = await openOperatorPage(running.app, platform);
    await page.getByRole('link', { name: '印章', exact: true }).click();
    const row = page.locator(`[data-seal="${esId}"]`);
    await row.getByLabel('理由').fill('企业申请停用');
    await row.getByRole('button', { name: '停用' }).click();
    await row.getByText('已停用').waitFor();
    await page.screenshot({ path: proofPath('screenshots', 'at-use-operator.png') });

    await running.window.bringToFront();
    await desk.enterPin(world.pin);
    await desk.waitForText('印章已停用');
    await running.window.screenshot({ path: proofPath('screenshots', 'at-use-refused.png') });
    const { stdout } = await sealdesk(['register', 'list', '--json'], { home: world.home });
    expect(stdout).toContain('"result":"SEALING_SUSPENDED"');

    await running.window.getByRole('button', { name: '设置', exact: true }).click();
    await running.window.getByTestId('personal-data').scrollIntoViewIfNeeded();
    await running.window.screenshot({ path: proofPath('screenshots', 'personal-data.png') });
  });
});
