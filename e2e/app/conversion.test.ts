import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compoundFile } from '../../electron/core/office/fixtures/compound-file.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile, dropFiles } from '../fixtures/window/drop-file.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { standInOffice, WORD_DOCUMENT } from '../fixtures/commands/stand-in-office.ts';

describe('a file that is no PDF', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const folder = temporaryFolder();
  const document = join(folder, '采购合同.docx');
  beforeAll(async () => {
    world = await makeDemoWorld();
    writeFileSync(document, WORD_DOCUMENT);
  });
  afterEach(() => running.close());

  it('is handed to no program before the person says so, and then stands beside the original as PDF', async () => {
    const { env, log } = standInOffice('writes', world.contract);
    running = await launchApp([], { SEALDESK_HOME: world.home, ...env });
    const { window } = running;
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    await dropFile(window, document);
    const card = window.getByTestId('conversion');
    await card.getByText('由本机的 LibreOffice 转换').waitFor();
    await window.screenshot({ path: proofPath('conversion-asked.png') });
    expect(existsSync(log)).toBe(false);
    await card.getByRole('button', { name: '转换为 PDF' }).click();
    await window.getByTestId('origin').getByText('由 LibreOffice 从 采购合同.docx 转换而来').waitFor();
    await window.locator('.page canvas').first().waitFor();
    await window.screenshot({ path: proofPath('conversion-made.png') });
    expect(readFileSync(join(folder, '采购合同.pdf')).equals(readFileSync(world.contract))).toBe(true);

    // A picture beside an open document needs no other program.
    const scan = join(folder, '扫描件.png');
    writeFileSync(scan, encode({ width: 60, height: 40, channels: 3, data: new Uint8Array(7200).fill(230) }));
    await dropFile(window, scan);
    await window.getByTestId('conversion').getByText('由印签台直接转换').waitFor();
    await window.getByRole('button', { name: '转换为 PDF' }).click();
    await window.getByTestId('origin').getByText('由 印签台 从 扫描件.png 转换而来').waitFor();
    await window.getByTestId('origin').getByRole('button', { name: '知道了' }).click();
    await window.getByTestId('origin').waitFor({ state: 'detached' });
    expect(readdirSync(join(world.home, 'conversions'))).toEqual([]);
  });

  it('among the documents of a queue is converted with all others after one click, and sealed then', async () => {
    const { env, log } = standInOffice('writes', world.contract);
    const [inbox, scan] = [join(folder, '待盖'), join(folder, '待盖', '收据.jpg')];
    mkdirSync(inbox);
    writeFileSync(join(inbox, '采购.docx'), WORD_DOCUMENT);
    copyFileSync(world.contract, join(inbox, '合同.pdf'));
    writeFileSync(scan, 'no picture');
    running = await launchApp([], { SEALDESK_HOME: world.home, ...env });
    const { window } = running;
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    await dropFiles(window, [join(inbox, '采购.docx'), join(inbox, '合同.pdf'), scan]);
    const queue = window.getByTestId('queue');
    const card = queue.getByTestId('queue-conversion');
    await card.getByText('2 份办公文档或图片要先转换为 PDF').waitFor();
    await card.getByText('由本机的 LibreOffice 转换').waitFor();
    await window.setViewportSize({ width: 1366, height: 768 });
    await window.screenshot({ path: proofPath('queue-conversion-asked.png') });
    expect(existsSync(log)).toBe(false);
    await card.getByRole('button', { name: '全部转换为 PDF（2 份）' }).click();
    await queue.getByText('由 采购.docx 转换，请核对').waitFor();
    await window.locator('.page canvas').first().waitFor();
    await window.screenshot({ path: proofPath('queue-conversion-made.png') });
    expect(readFileSync(join(inbox, '采购.pdf')).equals(readFileSync(world.contract))).toBe(true);
    await queue.getByText('合同.pdf').click();
    const page = new DocumentWindow(window);
    await page.chooseSeal(world.seals[0]?.name ?? '');
    await window.getByRole('button', { name: /放到第 1 页/ }).click();
    await page.position();
    await queue.getByRole('button', { name: '检查全部' }).click();
    await queue.getByRole('button', { name: '盖章（2 份）' }).click();
    await queue.getByLabel('保护口令').fill(world.pin);
    await queue.getByRole('button', { name: '确认盖章' }).click();
    await queue.getByText('完成：已盖章 2 份').waitFor();
    await window.screenshot({ path: proofPath('queue-conversion-sealed.png') });
    expect(
      readdirSync(join(inbox, '已盖章'))
        .map((name) => name.replace(/_.*/, ''))
        .sort(),
    ).toEqual([...['合同', '采购']]);
  });

  it('with which a program hangs can be cancelled, and one with a password says so', async () => {
    const { env } = standInOffice('hangs');
    running = await launchApp([], { SEALDESK_HOME: world.home, ...env });
    const { window } = running;
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    await dropFile(window, document);
    await window.getByRole('button', { name: '转换为 PDF' }).click();
    await window.getByText('正在转换…').waitFor();
    await window.getByRole('button', { name: '取消' }).click();
    await window.getByRole('button', { name: '转换为 PDF' }).waitFor();
    const locked = join(folder, '加密合同.docx');
    writeFileSync(locked, compoundFile(['Root Entry', 'EncryptionInfo', 'EncryptedPackage']));
    await dropFile(window, locked);
    await window.getByRole('alert').getByText('代码 OFFICE_DOCUMENT_PROTECTED').waitFor();
    await window.screenshot({ path: proofPath('conversion-refused.png') });
  });
});
