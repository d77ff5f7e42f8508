import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { isInBrowser } from '../fixtures/in-browser/named-browser.ts';
import { inMain, launchApp, type RunningApp, setPreferences } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';
import { encryptedByQpdf } from '../peers/encrypted-by-qpdf.ts';
import { writePdf } from '../fixtures/documents/written-pdf.ts';

describe('reading a document', () => {
  let running: RunningApp;
  let window: Page;
  let shown: DocumentWindow;
  let document: string;
  let another: string;
  let guarded: string;

  beforeAll(async () => {
    const folder = temporaryFolder();
    document = join(folder, '年度框架协议.pdf');
    another = join(folder, '补充协议.pdf');
    const pages = Array.from({ length: 40 }, (_, index) => ({
      lines: [`第${index + 1}条　合同编号：ＨＴ２０２６`, ...(index === 29 ? ['甲 方（蓋 章 處）'] : [])],
    }));
    const links = [
      '/A << /S /URI /URI (https://example.cn/terms?a=1) >>',
      '/A << /S /URI /URI (file:///etc/passwd) >>',
    ];
    const [first, ...others] = pages;
    writePdf(document, {
      pages: [{ lines: first?.lines ?? [], links }, ...others],
      labels: '[0 << /S /r >> 4 << /S /D >>]',
      outline: [
        ['第一章 总则', 4],
        ['第二章 付款', 20],
      ],
    });
    writePdf(another, { pages: [{ lines: ['补充协议'] }] });
    const denial = { user: '', owner: 'owner', options: ['256', '--extract=n'] };
    guarded = join(folder, '不许复制.pdf');
    writeFileSync(guarded, encryptedByQpdf(readFileSync(another), denial));
    running = await launchApp([document], { SEALDESK_HOME: join(folder, 'home') });
    window = running.window;
    shown = new DocumentWindow(window);
    await shown.waitForPage(1);
  });
  afterAll(() => running.close());

  const find = async (query: string): Promise<void> => {
    await window.keyboard.press('Control+f');
    await window.getByLabel('在文档中查找').fill(query);
  };
  const count = (text: string): Promise<void> => window.getByTestId('find-count').getByText(text).waitFor();

  it('finds text by script and width, and shows it', async () => {
    await find('盖章处');
    await count('第 1 处，共 1 处');
    const hit = window.locator('.page[data-page-number="30"] .highlight.selected').first();
    await hit.waitFor();
    expect(await hit.isVisible()).toBe(true);
    await window.screenshot({ path: proofPath('reading', 'find.png') });
  });

  it('goes through all hits by keyboard, and closes by Esc', async () => {
    await find('ht2026');
    await count('第 30 处，共 40 处');
    await window.keyboard.press('Enter');
    await count('第 31 处，共 40 处');
    await window.keyboard.press('Shift+F3');
    await count('第 30 处，共 40 处');
    await find('没有这样的字');
    await count('没有找到');
    await window.keyboard.press('Escape');
    await window.getByRole('search').waitFor({ state: 'detached' });
    expect(await window.locator('.highlight').count()).toBe(0);
  });

  it.skipIf(isInBrowser())('copies selected text', async () => {
    await window.locator('.page[data-page-number="30"] .textLayer span').first().click({ clickCount: 3 });
    await window.keyboard.press('Control+c');
    await expect.poll(() => inMain(running.app, ({ clipboard }) => clipboard.readText())).toContain('第30条');
  });

  const clipboardText = async (): Promise<string> =>
    inMain(running.app, ({ clipboard }) => clipboard.readText());

  it.skipIf(isInBrowser())('copies a selection that reaches over pages, and the whole document', async () => {
    await shown.typePage('1');
    await shown.waitForPage(5);
    const line = (page: number) =>
      window.locator(`.page[data-page-number="${page}"] .textLayer span`).first();
    await line(5).click({ position: { x: 1, y: 5 } });
    await window.locator('.page[data-page-number="6"]').scrollIntoViewIfNeeded();
    await line(6).click({ modifiers: ['Shift'], position: { x: 1, y: 5 } });
    await window.keyboard.press('Control+c');
    await expect.poll(clipboardText, { timeout: 5000 }).toContain('第5条');
    expect(await clipboardText()).not.toContain('第6条');
    await window.keyboard.press('Control+a');
    await window.keyboard.press('Control+c');
    await window.getByTestId('text-copy').getByText('已复制 40 页的文字。').waitFor();
    await window.screenshot({ path: proofPath('reading', 'copied.png') });
    const lines = (await clipboardText()).split('\n').filter((each) => each !== '');
    const clauses = Array.from({ length: 40 }, (_, page) => `第${page + 1}条 合同编号：ＨＴ２０２６`);
    expect(lines).toEqual([...clauses.slice(0, 30), '甲 方（蓋 章 處）', ...clauses.slice(30)]);
  });

  it.skipIf(isInBrowser())('writes nothing to the clipboard that nobody has asked for', async () => {
    await inMain(running.app, ({ clipboard }) => clipboard.writeText('before'));
    const refused = await window.evaluate(async () => {
      const id = crypto.randomUUID();
      // The bridge that the preload script gives the page.
      const { documents } = Reflect.get(window, 'api') as {
        documents: { copyText(request: unknown): Promise<unknown> };
      };
      const byPage = await navigator.clipboard.writeText('page').then(
        () => 'written',
        (error: unknown) => (error instanceof DOMException ? error.name : 'other'),
      );
      return [byPage, await documents.copyText({ id, text: 'page' })];
    });
    expect(refused).toEqual(['NotAllowedError', { ok: false, error: { code: 'TEXT_NOT_COPIED' } }]);
    expect(await clipboardText()).toBe('before');
  });

  it('says that a document forbids copying, and copies nothing of it', async () => {
    await inMain(running.app, ({ clipboard }) => clipboard.writeText('before'));
    await dropFile(window, guarded);
    await window.getByRole('heading', { name: '不许复制.pdf' }).waitFor();
    await window.locator('.page[data-page-number="1"] .textLayer span').first().click();
    await window.keyboard.press('Control+a');
    await window.keyboard.press('Control+c');
    await window.getByText('这份 PDF 不允许复制内容').waitFor();
    await window.screenshot({ path: proofPath('reading', 'copying-denied.png') });
    expect(await clipboardText()).toBe('before');
    await window.getByRole('button', { name: '知道了' }).click();
    await window.keyboard.press('Control+w');
    await window.getByRole('heading', { name: '年度框架协议.pdf' }).waitFor();
  });

  it('goes by headings and by the labels of pages, and keeps place and size between places', async () => {
    await window.getByRole('radio', { name: '目录' }).click();
    await window.getByRole('row', { name: '第二章 付款' }).click();
    const page = window.locator('.page[data-page-number="21"][data-loaded="true"]');
    await page.waitFor();
    expect(await window.getByLabel('页码').inputValue()).toBe('17');
    await window.screenshot({ path: proofPath('reading', 'outline.png') });
    expect(await screenFindings(window)).toEqual([]);
    await shown.typePage('iii');
    await shown.waitForPage(3);
    await window.getByRole('row', { name: '第二章 付款' }).click();
    await window.keyboard.press('Control+=');
    const before = await page.boundingBox();
    await window.getByRole('button', { name: '台账', exact: true }).click();
    await page.waitFor({ state: 'detached' });
    await window.getByRole('button', { name: '文档', exact: true }).click();
    await page.waitFor();
    await expect.poll(() => page.boundingBox()).toEqual(before);
  });

  it('shows small pages in their shape up to the last one', async () => {
    await window.getByRole('radio', { name: '缩略图' }).click();
    await shown.typePage('36');
    const last = window
      .getByRole('navigation', { name: '页面缩略图' })
      .getByRole('button', { name: '36，第 40 页' });
    await last.waitFor();
    expect(await last.getAttribute('aria-current')).toBe('page');
    const picture = await last.locator('canvas').boundingBox();
    expect((picture?.height ?? 0) / (picture?.width ?? 1)).toBeCloseTo(842 / 595, 1);
    await last.press('ArrowUp');
    await expect.poll(() => window.getByLabel('页码').inputValue()).toBe('35');
    await shown.typePage('17');
  });

  it('turns the pages for reading, at the page in sight', async () => {
    await window.getByLabel('顺时针旋转查看').click();
    const turned = await window.locator('.page[data-page-number="21"]').boundingBox();
    expect((turned?.width ?? 0) > (turned?.height ?? 0)).toBe(true);
    await window.getByRole('button', { name: '转回' }).click();
    await window.getByRole('button', { name: '转回' }).waitFor({ state: 'detached' });
    expect(await window.getByLabel('页码').inputValue()).toBe('17');
  });

  it('keeps several documents in tabs, by keyboard too', async () => {
    await dropFile(window, another);
    await window.getByRole('heading', { name: '补充协议.pdf' }).waitFor();
    await window.screenshot({ path: proofPath('reading', 'tabs.png') });
    expect(await screenFindings(window)).toEqual([]);
    await window.keyboard.press('Control+Tab');
    await window.getByRole('heading', { name: '年度框架协议.pdf' }).waitFor();
    await shown.waitForPage(21);
    await window.keyboard.press('Control+Shift+Tab');
    await window.getByRole('heading', { name: '补充协议.pdf' }).waitFor();
    await window.keyboard.press('Control+w');
    await window.getByRole('heading', { name: '年度框架协议.pdf' }).waitFor();
    expect(await window.getByRole('navigation', { name: '打开的文档' }).count()).toBe(0);
  });

  it('opens a link only after a yes to its whole address, and no other kind of link', async () => {
    await running.app.evaluate(({ dialog, shell }) => {
      const events: string[] = [];
      Reflect.set(globalThis, 'askedFor', events);
      let answer = 0;
      // The dialog is called with the window and with what it shows.
      dialog.showMessageBox = async (...given: unknown[]) => {
        events.push(`asked ${String(Reflect.get(Object(given[1]), 'detail'))}`);
        return { response: answer++, checkboxChecked: false };
      };
      shell.openExternal = async (url: string) => void events.push(`opened ${url}`);
    });
    const told = () => inMain(running.app, () => Reflect.get(globalThis, 'askedFor') as readonly string[]);
    const page = window.url();
    await shown.typePage('i');
    const links = window.locator('.page[data-page-number="1"] .linkAnnotation a[title]');
    const address = 'https://example.cn/terms?a=1';
    await links.first().click();
    await expect.poll(told).toEqual([`asked ${address}`]);
    await links.first().click();
    await expect.poll(told).toEqual([`asked ${address}`, `asked ${address}`, `opened ${address}`]);
    expect(await links.count()).toBe(1);
    expect(window.url()).toBe(page);
    expect(page).toMatch(isInBrowser() ? /^http:/ : /^app:/);
  });

  it('lists what was opened lately on the first screen, says what is gone, and forgets it', async () => {
    rmSync(another);
    await window.keyboard.press('Control+w');
    const recent = window.getByTestId('recent');
    await recent.getByText('文件已不在原处').waitFor();
    await window.setViewportSize({ width: 1366, height: 768 });
    await window.screenshot({ path: proofPath('reading', 'recent.png') });
    expect(await screenFindings(window)).toEqual([]);
    await recent.getByRole('button', { name: '从列表移除 补充协议.pdf' }).click();
    await recent.getByText('补充协议.pdf').waitFor({ state: 'detached' });
    await recent.getByRole('button', { name: '年度框架协议.pdf' }).first().click();
    await window.getByRole('heading', { name: '年度框架协议.pdf' }).waitFor();
    await window.keyboard.press('Control+w');
    await recent.getByRole('button', { name: '清空列表' }).click();
    await recent.waitFor({ state: 'detached' });
  });

  it('lists its keys at F1', async () => {
    await window.keyboard.press('F1');
    await window.getByRole('dialog', { name: '快捷键' }).waitFor();
    await window.screenshot({ path: proofPath('reading', 'shortcuts.png') });
    expect(await screenFindings(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await window.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('shows its guide, with the picture of every chapter', async () => {
    await window.keyboard.press('F1');
    await window.getByRole('dialog').getByRole('button', { name: '操作指南' }).click();
    const chapters = window.locator('.guide-link');
    await chapters.first().waitFor();
    for (const chapter of await chapters.all()) {
      await chapter.click();
      const title = await chapter.innerText();
      await window.getByRole('heading', { name: title, level: 2 }).waitFor();
      const image = window.locator('.guide-chapter img');
      await expect
        .poll(() => image.evaluate((each) => each instanceof HTMLImageElement && each.naturalWidth))
        .toBeGreaterThan(1000);
      await window.screenshot({ path: proofPath('reading', `guide-${title}.png`) });
    }
    expect(await screenFindings(window)).toEqual([]);
    await window.getByRole('navigation').getByRole('button', { name: '文档' }).click();
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
  });

  it('has room for reading at 150 % and in English, in the dark', async () => {
    await setPreferences(window, { language: 'en', theme: 'dark', welcomed: true, verifyOnly: false });
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.reload();
    await dropFile(window, document);
    await shown.waitForPage(1);
    await window.setViewportSize({ width: 911, height: 512 });
    await window.keyboard.press('Control+f');
    await window.getByLabel('Find in the document').fill('合同');
    await window.getByTestId('find-count').getByText('1 of 40').waitFor();
    await window.getByLabel('Pages and headings').click();
    await window.screenshot({ path: proofPath('reading', 'narrow-en-dark.png') });
    expect(await screenFindings(window)).toEqual([]);
  });
});
