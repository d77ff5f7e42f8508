import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeBigPdf } from '../fixtures/documents/big-pdf.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp, inMain } from '../fixtures/window/launch-app.ts';

/** Hashing this much takes longer than a test needs to stop a process. */
const SIZE = 500_000_000;

// Windows has no signal that stops a process.
describe.skipIf(process.platform === 'win32')('a driver that dies while it signs', () => {
  let world: DemoWorld;
  let folder: string;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    writeBigPdf(join(folder, '扫描件.pdf'), SIZE);
    running = await launchApp([join(folder, '扫描件.pdf')], { SEALDESK_HOME: world.home });
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });

  const hostProcess = (): Promise<number> =>
    inMain(running.app, ({ app }) => {
      const host = app.getAppMetrics().find(({ name }) => /token host/.test(name ?? ''));
      return host?.pid ?? 0;
    });

  it('makes the seal fail with a code, leaves no file, and is not tried again automatically', async () => {
    const documentWindow = new DocumentWindow(running.window);
    await documentWindow.chooseSeal(world.seals[0]?.name ?? '');
    await running.window.getByRole('button', { name: '放到第 1 页' }).click();
    await documentWindow.askPin();
    const host = await hostProcess();
    await documentWindow.enterPin(world.pin);
    // The host is stopped while the document is hashed, so it cannot answer: the signing request is in flight
    // when the host is killed.
    await documentWindow.waitForText('正在准备文档');
    process.kill(host, 'SIGSTOP');
    await documentWindow.waitForText('USB Key 正在签名');
    process.kill(host, 'SIGKILL');

    const error = running.window.getByRole('alert').filter({ hasText: 'TOKEN_HOST_CRASHED' });
    await error.waitFor();
    expect(await error.innerText()).toContain('没有生成文件');
    await running.window.waitForTimeout(2000);
    expect(await running.window.getByTestId('notice').count()).toBe(0);
    expect(readdirSync(folder)).toEqual(['扫描件.pdf']);
    expect(await hostProcess()).not.toBe(host);

    await running.window.getByRole('button', { name: '返回' }).click();
    await documentWindow.askPin();
    await documentWindow.enterPin(world.pin);
    await documentWindow.waitForText('盖章完成');
    expect(readdirSync(folder).sort()).toEqual(['扫描件.pdf', '扫描件_已盖章.pdf']);
    await running.window.getByRole('button', { name: '印章', exact: true }).click();
    await running.window.getByRole('button', { name: '驱动检测', exact: true }).click();
    const ended = running.window.getByTestId('ended-drivers');
    await ended.getByText('USB Key 驱动意外退出，已自动重新启动').waitFor();
    await ended.getByText('共 1 次').waitFor();
  });
});
