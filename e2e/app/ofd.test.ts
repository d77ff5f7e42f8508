import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { utf8Bytes } from '../../electron/core/bytes/encodings.ts';
import { pageXml } from '../../electron/core/ofd/fixtures/mini-ofd.ts';
import { onePage, PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { changedOfd } from '../../electron/core/ofd/fixtures/seal-ofd.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { jbig2File, unreadableJbig2 } from '../fixtures/documents/packed-pictures.ts';
import { sampleInvoice, sampleOfd, sampleScans } from '../fixtures/documents/sample-ofd.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

const run = promisify(execFile);
const PAGES = 4;

describe('an OFD in the real app', () => {
  const folder = temporaryFolder();
  const contract = join(folder, '合同.ofd');
  const sealed = join(folder, '合同_已盖章.ofd');
  let world: DemoWorld;
  let running: RunningApp;
  let shown: DocumentWindow;

  beforeAll(async () => {
    world = await makeDemoWorld();
    writeFileSync(contract, sampleOfd({ pages: PAGES }));
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    shown = new DocumentWindow(running.window);
    await shown.waitForPage(1);
  });
  afterAll(() => running.close());

  const button = (name: string) => running.window.getByRole('button', { name, exact: true });
  const picture = (name: string) =>
    running.window.screenshot({ path: proofPath('screenshots', `${name}.png`) });
  const choose = async (name: string): Promise<void> => {
    await running.window.locator('.rail-button').nth(4).click();
    await running.window.locator('label').filter({ hasText: name }).first().click();
    await running.window.locator('.rail-button').first().click();
  };

  /** Takes a picture in Chinese, and in English on a dark screen. */
  const pictures = async (name: string, inSight: () => Promise<void>): Promise<void> => {
    const { window } = running;
    await inSight();
    await picture(name);
    await window.emulateMedia({ colorScheme: 'dark' });
    await choose('English');
    await inSight();
    await picture(`${name}-english-dark`);
    expect(await screenFindings(window)).toEqual([]);
    await window.emulateMedia({ colorScheme: 'light' });
    await choose('简体中文');
  };

  it('is found in, sealed by keyword and across the edges of its pages, and locked', async () => {
    const { window } = running;
    await window.keyboard.press('Control+f');
    await window.getByLabel('在文档中查找').fill('盖章');
    await window.getByTestId('find-count').getByText('第 1 处，共 2 处').waitFor();
    await window.locator(`.page[data-page-number="${PAGES}"] .highlight.selected`).first().waitFor();
    await picture('ofd-1-found');
    await window.keyboard.press('Escape');

    await shown.chooseSeal(world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章')?.name ?? '');
    await button('骑缝章').click();
    await button('关键字').click();
    await window.getByLabel('关键字', { exact: true }).fill('甲方（盖章）');
    await window.keyboard.press('Enter');
    await window
      .getByTestId('place-count')
      .getByText(`共 ${PAGES + 1} 处，在 ${PAGES} 页上`)
      .waitFor();
    await window.getByText('OFD 的签章不带日期和手写签名图片').waitFor();
    const lock = window.getByLabel('锁定文件：之后任何人都不能再盖章');
    expect(await lock.isChecked()).toBe(false);
    await lock.check();
    const warning = window.getByText(/锁定后不能撤销|It cannot be undone/);
    await pictures('ofd-2-locking', () => warning.scrollIntoViewIfNeeded());
    await button('盖章并锁定').click();
    await shown.enterPin(world.companies[0]?.pin ?? '');
    await shown.waitForText('盖章完成');
    await window.getByText('文件已锁定，不能再盖章').waitFor();
    await shown.waitForText('1 个签章有效');
    await window.getByRole('heading', { name: '合同_已盖章.ofd' }).waitFor();
    await shown.showPage(PAGES);
    const locked = window.getByText(/文件已锁定|It is locked/);
    await pictures('ofd-3-locked', () => locked.scrollIntoViewIfNeeded());
    expect(await screenFindings(window)).toEqual([]);
  });

  it('is shown in English as well', async () => {
    await choose('English');
    await running.window.getByRole('tab', { name: 'Verify' }).click();
    await running.window.getByTestId('report').first().waitFor();
    await picture('ofd-4-english');
    expect(await screenFindings(running.window)).toEqual([]);
    await choose('简体中文');
  });

  it('is printed with the notice of a copy below each page', async () => {
    const { window } = running;
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    const printed = join(folder, '打印.pdf');
    // The dialog alone is a stand-in; what it would print is made for real.
    await running.app.evaluate(({ BrowserWindow }, out) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        webContents.print = (_options, done) => {
          void webContents.printToPDF({ preferCSSPageSize: true }).then((pdf) => {
            process.getBuiltinModule('node:fs').writeFileSync(out, pdf);
            done?.(true, '');
          });
        };
      }
    }, printed);
    await picture('ofd-5-report');
    await window.getByTestId('copies').getByRole('button', { name: '打印' }).click();
    await window.getByText('页，已记入台账').waitFor();
    const { stdout } = await run('pdftotext', [printed, '-']);
    const pages = stdout.split('\f').filter((page) => page.trim() !== '');
    expect(pages).toHaveLength(PAGES);
    for (const page of pages) expect(page.replaceAll(/\s/g, '')).toMatch(/原文件SM3[0-9a-f]{64}/);
  });

  it('is packed as evidence that repeats its verdict elsewhere', async () => {
    const { app, window } = running;
    const zip = join(folder, '证据.zip');
    await answerDialogs(app, zip);
    const panel = window.getByTestId('exports');
    await panel.getByRole('button', { name: '证据包' }).click();
    await panel.getByText('已导出：证据.zip').waitFor({ timeout: 60_000 });
    await panel.scrollIntoViewIfNeeded();
    await picture('ofd-8-evidence');
    expect(await screenFindings(window)).toEqual([]);
    const checked = await sealdesk(['recheck', zip, '--json'], { home: join(folder, 'nowhere') });
    const repeated = { altered: [], differences: [], report: { verdict: 'valid' } };
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([0, repeated]);
  });

  it('tells the data of an invoice, and what of it cannot be drawn', async () => {
    const { window } = running;
    await window.locator('.rail-button').first().click();
    const invoice = join(folder, '发票.ofd');
    writeFileSync(invoice, sampleInvoice());
    await dropFile(window, invoice);
    await window.getByTestId('invoice').getByText('电子发票 83089647').waitFor();
    await window.getByTestId('undrawn').getByText('有 1 页的部分内容画不出来').waitFor();
    await shown.waitForPage(1);
    await picture('ofd-6-invoice');
    expect(await screenFindings(window)).toEqual([]);
    const pdf = join(folder, '数电票.pdf');
    const said = '<</InvoiceNumber(25442000000123456789)/IssueTime(2025-06-13)>>';
    writeFileSync(
      pdf,
      new PdfFixture()
        .objects({ ...onePage(), 9: said })
        .table('/Root 1 0 R/Info 9 0 R')
        .bytes(),
    );
    await dropFile(window, pdf);
    await window.getByTestId('invoice').getByText('电子发票 25442000000123456789 · 2025-06-13').waitFor();
  });

  it('shows its scans of JBIG2 in the window, and says which of them cannot be unpacked', async () => {
    const { window } = running;
    const [plain, scans] = [join(folder, '未盖章.ofd'), join(folder, '扫描件.ofd')];
    writeFileSync(plain, sampleScans([jbig2File('huffman'), unreadableJbig2()]));
    const seal = ['seal', plain, '-o', scans, '--seal', world.seals[0]?.esId ?? '', '--at', '32,28'];
    const made = await sealdesk([...seal, '--pin-env', 'PIN'], { home: world.home, env: { PIN: world.pin } });
    expect(made.stderr).toBe('');
    await dropFile(window, scans);
    await window.getByTestId('undrawn').getByText('有 1 页的部分内容画不出来：图像损坏').waitFor();
    await window.getByRole('button', { name: '到第 2 页' }).waitFor();
    await shown.showPage(1);
    await picture('ofd-10-scans');
    const isDark = await window
      .locator('.page[data-page-number="1"] canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
        return data.some((value, at) => at % 4 === 0 && value < 64);
      });
    expect(isDark).toBe(true);

    // What is exported or printed says so on the page itself.
    const { app } = running;
    await answerDialogs(app, join(folder, '图.png'));
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await window.getByTestId('copies').getByRole('button', { name: '导出图片' }).click();
    await window.getByText('图-1.png，已记入台账').waitFor();
    const isMarked = [1, 2].map((page) => {
      const { data, channels, width } = decode(readFileSync(join(folder, `图-${page}.png`)));
      // Left of the seal, a tenth of the page from its upper corner.
      const corner = Array.from({ length: 40 }, (_, y) => y + 20).flatMap((y) =>
        Array.from({ length: 40 }, (_x, x) => (y * width + x + 20) * channels),
      );
      return corner.some(
        (at) => (data[at] ?? 0) > 190 && (data[at + 1] ?? 0) < 90 && (data[at + 2] ?? 0) < 60,
      );
    });
    expect(isMarked).toEqual([false, true]);
    copyFileSync(join(folder, '图-2.png'), proofPath('screenshots', 'ofd-11-exported-scan.png'));
    await window.locator('.rail-button').first().click();
  });

  it('lists all that cannot be drawn, by kind and page', async () => {
    const { window } = running;
    const damaged = join(folder, '残缺.ofd');
    writeFileSync(damaged, sampleOfd({ pages: 3, isDamaged: true }));
    await dropFile(window, damaged);
    const banner = window.getByTestId('undrawn');
    await banner.getByText('有 3 页的部分内容画不出来').getByText('，另有 1 种').waitFor();
    await shown.waitForPage(1);
    const list = async (): Promise<void> => {
      const details = banner.locator('details');
      if (!(await details.evaluate((each) => each.hasAttribute('open'))))
        await details.locator('summary').click();
    };
    await pictures('ofd-9-undrawn', list);
    await list();
    expect(await banner.getByRole('listitem').count()).toBe(4);
    await banner.getByRole('button', { name: '到第 2 页' }).first().click();
    await shown.waitForPage(2);
  });

  it('is invalid once a part of it is changed', async () => {
    const { window } = running;
    await window.locator('.rail-button').first().click();
    const tampered = join(folder, '改过.ofd');
    const part = { name: 'Doc_0/Pages/Page_1/Content.xml', content: utf8Bytes(pageXml()) };
    writeFileSync(tampered, changedOfd(readFileSync(sealed), [part]));
    await dropFile(window, tampered);
    await shown.waitForText('签章无效');
    await shown.waitForPage(1);
    await picture('ofd-7-tampered');
  });
});
