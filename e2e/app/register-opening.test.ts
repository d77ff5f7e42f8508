import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';

describe('a register that no holder has opened at the platform', () => {
  let world: DemoWorld;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
    await startPlatform(world, { profile: 'zhongshan' });
    const taking = ['register', 'take', '--token', world.companies[0]?.tokenSerial ?? '', '--user', '李四'];
    expect((await sealdesk(taking, { home: world.home })).status).toBe(0);
    running = await launchApp([], { SEALDESK_HOME: world.home });
  });
  afterAll(() => running.close());

  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `register-opening-${name}.png`) });

  it('says so, and is opened with the holder’s key', async () => {
    const { window } = running;
    await new DocumentWindow(window).waitForText('台账');
    await window.getByRole('navigation').getByRole('button', { name: '台账' }).click();
    await window.getByText('本机台账还没有在印章平台开立').waitFor({ timeout: 30_000 });
    await window.getByRole('button', { name: '在演示印章平台开立台账' }).click();
    await window.locator('input[type=password]').fill(world.pin);
    await shot('form');
    expect(await axeFindings(window)).toEqual([]);
    await window.getByRole('button', { name: '开立并同步台账' }).click();
    await window.getByText('演示印章平台 已签名确认 3 条，台账共 3 条').waitFor({ timeout: 30_000 });
    await window.getByText('台账已在平台开立并同步。').waitFor();
    await shot('opened');
  });
});
