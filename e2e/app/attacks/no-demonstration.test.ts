import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { launchApp, windowApi, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';

describe('the app in a fresh home', () => {
  const data = temporaryFolder();
  const home = join(data, 'own-home');
  const demonstration = join(data, 'SealDesk', 'demonstration');
  let running: RunningApp | null = null;
  afterEach(async () => {
    await running?.close();
    running = null;
  });

  const open = async (args: readonly string[], environment: Readonly<Record<string, string>>) => {
    running = await launchApp(args, { XDG_DATA_HOME: data, LOCALAPPDATA: data, ...environment });
    await running.window.setViewportSize({ width: 1366, height: 768 });
    return running;
  };
  const infoOf = async ({ window }: RunningApp) => {
    const api = await windowApi(window);
    return api.evaluate(({ app }) => app.info());
  };

  it('is a home without a demonstration, and offers one as an act of the person', async () => {
    const app = await open([], { SEALDESK_HOME: home });
    const button = app.window.getByRole('button', { name: '试用演示环境' });
    await button.waitFor();
    await app.window.screenshot({ path: proofPath('screenshots', 'attack-15-fresh-home.png') });
    expect(await infoOf(app)).toMatchObject({ ok: true, value: { demo: null, missing: [] } });
    expect(readdirSync(home)).not.toContain('world.json');
    expect(existsSync(demonstration)).toBe(false);

    await app.app.evaluate(({ app: main }) => {
      // The test itself starts the app anew.
      main.relaunch = (options) => Reflect.set(globalThis, 'relaunchedWith', options?.args);
      const { quit } = main;
      main.quit = () => void (main.quit = quit);
    });
    const api = await windowApi(app.window);
    expect(await api.evaluate(({ app: asked }) => asked.startDemo())).toEqual({ ok: true, value: null });
    const args = await app.app.evaluate(() => Reflect.get(globalThis, 'relaunchedWith') as readonly string[]);
    expect(args.slice(-2)).toEqual(['--demonstration', expect.stringContaining(demonstration)]);
    expect(readdirSync(demonstration)).toContain('world.json');
    expect(readdirSync(home)).not.toContain('world.json');
  });

  it('shows the demonstration once it is started in it, and tells the page none of its PINs', async () => {
    const app = await open(['--demonstration'], {});
    await app.window.getByRole('button', { name: '打开示例合同' }).waitFor();
    const info = await infoOf(app);
    expect(info).toMatchObject({ ok: true, value: { home: demonstration } });
    expect(JSON.stringify(info)).not.toMatch(/123456|pin/i);
    writeProof('attack-15-demonstration-by-choice', {
      reproduction: 'A fresh home is filled with a demonstration world, whose PINs are handed to the page',
      before: {
        commit: 'bf234e7',
        seen: 'by the same steps',
        answer: 'world.json and demo-ca appear at the first start; app.info() holds all PINs',
      },
      now: {
        homeHoldsWorld: existsSync(join(home, 'world.json')),
        demonstration: readdirSync(demonstration),
      },
    });
  });
});
