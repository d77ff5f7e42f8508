import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compoundFile } from '../../electron/core/office/fixtures/compound-file.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/demo-world.ts';
import { dropFile } from '../fixtures/drop-file.ts';
import { launchApp, type RunningApp } from '../fixtures/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { standInOffice, WORD_DOCUMENT } from '../fixtures/stand-in-office.ts';

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
    await window.getByRole('heading', { name: '打开要盖章的 PDF' }).waitFor();
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

  it('with which a program hangs can be cancelled, and one with a password says so', async () => {
    const { env } = standInOffice('hangs');
    running = await launchApp([], { SEALDESK_HOME: world.home, ...env });
    const { window } = running;
    await window.getByRole('heading', { name: '打开要盖章的 PDF' }).waitFor();
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
