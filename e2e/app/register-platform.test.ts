import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { homeHistory } from '../../electron/adapters/store/home-history.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { newEntry, recordEntry } from '../../electron/services/register/record-entry.ts';
import { success } from '../../electron/shared/result.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import {
  answerDialogs,
  inMain,
  launchApp,
  setPreferences,
  type RunningApp,
} from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { openHomeStore } from '../fixtures/registers/register-writer.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';

describe('the register in the window, with its platform', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  const folder = temporaryFolder();
  const proofFile = join(folder, 'proof.json');

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'suqian' });
    const contract = join(folder, '合同.pdf');
    copyFileSync(world.contract, contract);
    const env = { PIN: world.pin };
    const seal = ['seal', contract, '-o', join(folder, '合同-已盖章.pdf'), '--pin-env', 'PIN'];
    const where = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--page', '4'];
    const why = ['--purpose', '采购合同', '--counterpart', '示例供应商有限公司', '--applicant', '张三'];
    expect((await sealdesk(['sync'], { home: world.home })).status).toBe(0);
    const sealed = await sealdesk([...seal, ...where, ...why], { home: world.home, env });
    expect(sealed.status, sealed.stderr).toBe(0);
    running = await launchApp([], { SEALDESK_HOME: world.home });
  });
  afterAll(() => running.close());

  /** Appends entries in another process. The window learns of them when it next looks. */
  async function recordMany(count: number): Promise<void> {
    const client = openHomeStore(world.home);
    const clock = { now: () => new Date() };
    const engine = await loadSmEngine();
    const ports = { store: client, engine, clock, history: homeHistory(world.home, client, engine) };
    for (let number = 1; number <= count; number += 1) {
      await recordEntry(
        { ...newEntry('clockSetBack', success(null), clock), purpose: `第 ${number} 次` },
        ports,
      );
    }
    await client.close();
  }
  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `register-${name}.png`) });
  const findings = (): Promise<string[]> => axeFindings(running.window);
  const button = (name: string | RegExp) => running.window.getByRole('button', { name, exact: true });

  it('shows how far the platform has countersigned, and who signed', async () => {
    const { window } = running;
    await new DocumentWindow(window).waitForText('台账');
    await window.getByRole('navigation').getByRole('button', { name: '台账' }).click();
    await window.getByText('演示印章平台 已签名确认 2 条，台账共 2 条').waitFor({ timeout: 30_000 });
    await button('核验台账').click();
    await window.getByTestId('audit').getByText('每条记录都受签名保护').waitFor();
    await window.getByText('签名与平台确认').click();
    await shot('countersigned');
    expect(await findings()).toEqual([]);
  });

  it('saves a proof of existence that the command line accepts', async () => {
    const { window, app } = running;
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, proofFile);
    await button('第 2 条的详情').click();
    await button('导出登记证明').click();
    await window.getByText('登记证明已保存').waitFor();
    const checked = await sealdesk(
      ['register', 'verify-proof', proofFile, '--document', join(folder, '合同-已盖章.pdf'), '--json'],
      { home: world.home },
    );
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([0, { isOfDocument: true }]);
    expect(readFileSync(proofFile, 'utf8')).toContain('sealdesk existence proof 1');
  });

  it('records that a file is void, and shows this with the entry that made the file', async () => {
    const { window } = running;
    await button('登记作废').click();
    await window.getByLabel('作废原因').fill('合同取消，已收回原件');
    await window.getByLabel('已收到此文件的单位').fill('示例相对方公司');
    await shot('void-form');
    await button('登记作废').click();
    await window.getByText('作废已登记').waitFor();
    const notice = window.getByTestId('void-notice').getByRole('textbox');
    expect(await notice.inputValue()).toMatch(/示例相对方公司：[^]*合同取消，已收回原件/u);
    await window.getByTestId('entry').getByText('这份文件已登记作废').waitFor();
    await shot('void');
    expect(await findings()).toEqual([]);
    await window.getByLabel('显示').selectOption({ label: '操作日志（全部）' });
    const rows = window.getByTestId('register').locator('tbody tr');
    await rows.nth(1).waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^3\s.*作废.*合同取消，已收回原件/su),
      expect.stringMatching(/^2\s.*盖章.*已作废/su),
      expect.stringMatching(/^1\s.*绑定平台/su),
    ]);
  });

  it('names the person who holds a shared key', async () => {
    const { window } = running;
    await button('领用与归还').click();
    const panel = window.getByTestId('handover');
    await panel.getByLabel('领用人').fill('王五');
    await panel.getByLabel('用途').fill('外出签约');
    await button('登记领用').click();
    await panel.getByText(/王五 自 .* 领用/u).waitFor();
    await shot('handover');
    expect(await findings()).toEqual([]);
    await button('登记归还').click();
    await panel.getByText('现在没有领用未还的 Key').waitFor();
    await window.getByLabel('事项').selectOption({ label: '归还 Key' });
    await window.getByText('显示 1 条，共 5 条').waitFor();
    await window.getByLabel('事项').selectOption({ label: '全部' });
  });

  it('prints every entry, and says when there is no printer', async () => {
    const { window, app } = running;
    await recordMany(80);
    await app.evaluate(({ BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows();
      const contents = first?.webContents;
      if (contents === undefined) throw new Error('no window');
      contents.print = (_options, done) => {
        void contents.printToPDF({ landscape: true, pageSize: 'A4' }).then((bytes) => {
          Reflect.set(globalThis, 'printed', bytes.toString('base64'));
          done?.(false, 'No printer');
        });
      };
    });
    await window.getByLabel('查找', { exact: true }).fill('已登记');
    await window.getByLabel('查找', { exact: true }).fill('');
    await window.getByText('显示 85 条，共 85 条').waitFor();
    await button('打印').click();
    await window.getByText('REGISTER_NOT_PRINTED').waitFor();
    await expect.poll(() => window.getByTestId('print-sheet').count()).toBe(0);
    const printed = await inMain(app, () => Reflect.get(globalThis, 'printed') as string);
    const file = proofPath('register-printed.pdf');
    writeFileSync(file, Buffer.from(printed, 'base64'));
    const { stdout } = spawnSync('qpdf', ['--show-npages', file], { encoding: 'utf8' });
    expect(Number(stdout)).toBeGreaterThan(2);
  });

  it('audits a copy of a home, an exported register and an evidence package, and changes none of them', async () => {
    const { window, app } = running;
    const [copied, json, zip] = ['副本', '台账.json', '证据.zip'].map((name) => join(folder, name));
    if (copied === undefined || json === undefined || zip === undefined) throw new Error('three sources');
    cpSync(world.home, copied, { recursive: true });
    const before = contentOf(copied);
    for (const command of [
      ['register', 'export', '--format', 'json', '-o', json],
      ['evidence', join(folder, '合同-已盖章.pdf'), '-o', zip],
    ]) {
      expect((await sealdesk(command, { home: world.home })).status).toBe(0);
    }
    await button('只读审计').click();
    await answerDialogs(app, copied);
    await button('打开数据目录或其副本').click();
    const page = window.getByTestId('audit-page');
    await page.getByText('这不是本机的台账').waitFor();
    await page.getByTestId('audit').getByText('台账完整').waitFor();
    await page.getByText('采购合同').first().waitFor();
    await shot('audit-entries');
    expect(await findings()).toEqual([]);
    await page.getByRole('tab', { name: '平台声明' }).click();
    await page.getByText('适用规则').first().waitFor();
    await shot('audit-statements');
    expect(contentOf(copied)).toEqual(before);

    await answerDialogs(app, zip);
    await button('复核证据包').click();
    await window.getByTestId('package-check').getByText('结论与包内报告相同').waitFor();
    await shot('audit-package');
    await answerDialogs(app, join(folder, '合同.pdf'));
    await button('打开台账备份或导出的台账').click();
    await window.getByText('代码 AUDIT_SOURCE_UNKNOWN').waitFor();
    await answerDialogs(app, json);
    await button('打开台账备份或导出的台账').click();
    await window.getByTestId('audit-exported').getByText('序号连续').waitFor();
    await window.setViewportSize({ width: 911, height: 512 });
    await shot('audit-export-150');
    expect(await findings()).toEqual([]);
    await window.setViewportSize({ width: 1366, height: 768 });
    await button('结束审计').click();
    await button('核验台账').waitFor();
  });

  it('works in English and in the dark theme', async () => {
    const { window } = running;
    await setPreferences(window, {
      language: 'en',
      theme: 'dark',
      welcomed: true,
      verifyOnly: false,
    });
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.reload();
    await window.getByRole('navigation').getByRole('button', { name: 'Register' }).click();
    await button('Taking and returning').click();
    await button('Check the register').click();
    await window.getByTestId('audit').waitFor();
    await shot('handover-en-dark');
    expect(await findings()).toEqual([]);
    await platform.stop();
  });
});

/** Every file below a folder, with its bytes in hexadecimal. */
function contentOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'hex')]));
}
