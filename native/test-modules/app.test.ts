import { copyFileSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../e2e/fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../../e2e/fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../../e2e/fixtures/window/launch-app.ts';
import { proofPath } from '../../e2e/fixtures/proof.ts';
import { showSealsPlace } from '../../e2e/fixtures/window/seals-place.ts';
import { callsOf, misbehavingToken, type MisbehavingToken } from './testing/misbehaving-token.ts';
import { addToProof } from './testing/misbehaviour-proof.ts';

const LAST_PAGE = 4;

describe('the app with one module that crashes at load and one that hangs', () => {
  let world: DemoWorld;
  let crashing: MisbehavingToken;
  let hanging: MisbehavingToken;
  let running: RunningApp | undefined;
  const seen: unknown[] = [];

  beforeAll(async () => {
    world = await makeDemoWorld();
    crashing = await misbehavingToken('crash-at-load');
    hanging = await misbehavingToken('hang-in-slot-list');
  });
  afterEach(() => running?.close());
  afterAll(() => addToProof('app', seen));

  it('seals with the key of a third module undisturbed, and the driver check names both', async () => {
    const contract = join(temporaryFolder(), 'contract.pdf');
    copyFileSync(world.contract, contract);
    const modules = [crashing.misbehaving, hanging.misbehaving].join(delimiter);
    running = await launchApp([contract], { SEALDESK_HOME: world.home, SEALDESK_MODULES: modules });
    const documentWindow = new DocumentWindow(running.window);
    await documentWindow.showPage(LAST_PAGE);
    await documentWindow.chooseSeal(world.seals[0]?.name ?? '');
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    await documentWindow.askPin();
    await documentWindow.enterPin(world.pin);
    await documentWindow.waitForText('盖章完成');
    expect(existsSync(contract.replace('.pdf', '_已盖章.pdf'))).toBe(true);
    expect(callsOf(hanging)).toEqual({ C_GetSlotList: 1 });
    const { window } = documentWindow;
    expect(await window.getByTestId('notice').count()).toBe(0);
    await showSealsPlace(window, 'keys');
    await documentWindow.waitForText('个驱动暂时不能用，程序会自动再试');
    await window.getByRole('button', { name: '查看原因' }).click();
    const ended = window.getByTestId('ended-drivers');
    await ended.getByText(crashing.misbehaving).waitFor();
    await ended.getByText(hanging.misbehaving).waitFor();
    await documentWindow.window.screenshot({ path: proofPath('screenshots', 'misbehaving-modules.png') });
    seen.push({ modules: ['crash-at-load', 'hang-in-slot-list'], otherKeySealed: true, bothNamed: true });
  });

  it('says that it looks for keys, and never that there is none, while the only module has not answered', async () => {
    running = await launchApp([], {
      SEALDESK_HOME: temporaryFolder(),
      SEALDESK_MODULES: hanging.misbehaving,
    });
    const { window } = running;
    await window.getByTestId('status-key').getByText('正在查找 USB Key').waitFor();
    await window.getByTestId('welcome').getByText('正在查找 USB Key').waitFor();
    await showSealsPlace(window, 'keys');
    await window.getByRole('status').getByText('正在查找 USB Key').waitFor();
    expect(await window.getByText('未插入').count()).toBe(0);
    expect(await window.getByText('没有插入').count()).toBe(0);
  });
});
