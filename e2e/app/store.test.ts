import { closeSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { entryAt, openHomeStore } from '../fixtures/registers/register-writer.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

describe('the store of the app', () => {
  let world: DemoWorld;
  let running: RunningApp | undefined;
  const file = (): string => join(world.home, 'store', 'register.db');

  beforeEach(async () => {
    world = await makeDemoWorld();
  });
  afterEach(() => running?.close());

  const start = async (): Promise<Page> => {
    running = await launchApp([world.contract], { SEALDESK_HOME: world.home });
    await running.window.getByText('采购合同').first().waitFor();
    return running.window;
  };
  const notices = async (window: Page): Promise<string[]> =>
    (await window.getByText(/用印台账(无法使用|数据库已损坏)/).allTextContents()).sort();

  it('is opened without a warning by the Electron of this checkout', async () => {
    const window = await start();
    expect(await notices(window)).toEqual([]);
    expect(readdirSync(join(world.home, 'store'))).toContain('register.db');
  });

  it('is shared with the command line while the window is open', async () => {
    await start();
    const store = openHomeStore(world.home);
    await store.append(entryAt(await store.size()));
    await store.close();
    const copy = join(world.home, 'copy.db');
    const backup = await sealdesk(['backup', copy, '--json'], { home: world.home });
    expect([backup.status, JSON.parse(backup.stdout)]).toEqual([0, { ok: true, file: copy, entries: 1 }]);
    expect((await sealdesk(['restore', copy], { home: world.home })).status).toBe(75);
  });

  it('is replaced by its backup when it is damaged, and the window says so', async () => {
    const store = openHomeStore(world.home);
    await store.append(entryAt(0));
    await store.close();
    const handle = openSync(file(), 'r+');
    writeSync(handle, Buffer.alloc(8192, 0x5a), 0, 8192, 4096);
    closeSync(handle);
    const window = await start();
    await window.screenshot({ path: proofPath('store', 'damaged.png') });
    expect(await notices(window)).toEqual([expect.stringContaining('用印台账数据库已损坏')]);
    expect(readdirSync(join(world.home, 'store', 'set-aside'))).toHaveLength(1);
    const again = openHomeStore(world.home);
    expect(await again.size()).toBe(1);
    await again.close();
  });

  it('is reported when it cannot be written, and documents still open', async () => {
    rmSync(join(world.home, 'store'), { recursive: true, force: true });
    writeFileSync(join(world.home, 'store'), 'not a folder');
    const window = await start();
    expect(await notices(window)).toEqual([expect.stringContaining('用印台账无法使用')]);
    await window.locator('.page[data-page-number="1"][data-loaded="true"]').waitFor();
  });
});
