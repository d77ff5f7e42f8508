import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { electronLaunch } from '../../build/scripts/launch-electron.mjs';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { isInBrowser } from '../fixtures/in-browser/named-browser.ts';
import { launchApp, type RunningApp, inMain } from '../fixtures/window/launch-app.ts';

describe('the window for documents', () => {
  let world: DemoWorld;
  let folder: string;
  let contract: string;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  beforeEach(() => {
    folder = join(temporaryFolder(), '合同 文件夹');
    mkdirSync(folder);
    contract = join(folder, '采购合同.pdf');
    copyFileSync(world.contract, contract);
  });
  afterEach(() => running.close());

  const start = async (...args: string[]): Promise<Page> => {
    running = await launchApp(args, { SEALDESK_HOME: world.home });
    return running.window;
  };

  it('starts with a page that says what to do', async () => {
    const window = await start();
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    expect(await window.getByRole('button', { name: '打开文档' }).isEnabled()).toBe(true);
    await window.getByText('本程序不用于涉密文件').waitFor();
    // Fields for dates speak the language of the program, whatever the system's is.
    expect(await window.evaluate(() => navigator.language)).toBe('zh-CN');
  });

  it.skipIf(isInBrowser())('names its runtime in the About box', async () => {
    const window = await start();
    await window.getByRole('button', { name: '设置', exact: true }).click();
    const electron = await inMain(running.app, () => process.versions.electron);
    await window.getByTestId('about').getByText(`Electron ${electron}`).waitFor();
    await window.getByTestId('about').getByText('演示环境：印章和证书均为样品').waitFor();
  });

  it('opens a dropped file, and says at once that it has no seal', async () => {
    const window = await start();
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    await dropFile(window, contract);
    await window.locator('.page canvas').first().waitFor();
    await window.getByRole('heading', { name: '采购合同.pdf' }).waitFor();
    await window.getByTestId('banner').getByText('未发现电子签章').waitFor();

    // What lies under the pointer may be drawn anew just before the drop.
    const cover = await window.evaluateHandle(() => document.createElement('div'));
    await cover.evaluate((element) => {
      element.style.cssText = 'position:fixed;inset:0';
      document.querySelector('.shell')?.append(element);
    });
    const further = join(folder, '补充协议.pdf');
    copyFileSync(world.contract, further);
    await dropFile(window, further, {
      beforeDrop: () => cover.evaluate((element) => element.remove()),
    });
    await window.getByRole('heading', { name: '补充协议.pdf' }).waitFor();
  });

  it('explains in three lines and a code why it does not open a dropped file', async () => {
    const window = await start();
    const notes = join(folder, '发票.pdf');
    writeFileSync(notes, 'hello');
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    await dropFile(window, notes);
    const error = window.getByRole('alert');
    await error.waitFor();
    expect((await error.innerText()).split('\n').filter((line) => line !== '')).toEqual([
      '没有打开',
      '这不是 PDF 或 OFD 文件。',
      '文件开头没有 PDF 或 OFD 的标记；扩展名可能与内容不符。',
      '请先把文件另存或导出为 PDF，再打开。如果本单位装有文件加密软件，请管理员将印签台加入受信任程序。',
      '代码 NOT_A_PDF',
    ]);
  });

  it('keeps the open document, and says why, where another file cannot be opened', async () => {
    const window = await start(contract);
    await window.locator('.page canvas').first().waitFor();
    const text = join(folder, '备注.pdf');
    writeFileSync(text, 'hello');
    await dropFile(window, text);
    const notice = window.getByTestId('notice').filter({ hasText: '这不是 PDF 或 OFD 文件。' });
    await notice.getByText('当前文件没有变动。').waitFor();
    await window.locator('.page canvas').first().waitFor();
    await notice.getByRole('button').click();
    await notice.waitFor({ state: 'detached' });
  });

  it.skipIf(isInBrowser())('also opens the document of a second start of the app', async () => {
    const window = await start();
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    const display = await inMain(running.app, () => process.env['DISPLAY'] ?? '');
    const again = electronLaunch([contract], { SEALDESK_HOME: world.home, DISPLAY: display });
    const second = spawn(again.executablePath, again.args, {
      env: again.env,
      cwd: again.cwd,
      stdio: 'ignore',
    });
    const status = new Promise((resolve) => second.once('exit', resolve));
    await window.getByRole('heading', { name: '采购合同.pdf' }).waitFor();
    expect(await status).toBe(0);
  });

  it('shows a document that cannot be sealed, with the reason', async () => {
    const broken = join(folder, '加了前缀.pdf');
    writeFileSync(broken, Buffer.concat([Buffer.from('junk\n'), readFileSync(contract)]));
    const window = await start(broken);
    const error = window.getByRole('alert');
    await error.getByText('代码 PDF_JUNK_BEFORE_HEADER').waitFor();
    expect(await error.getByText('这份文档不能盖章').isVisible()).toBe(true);
  });
});
