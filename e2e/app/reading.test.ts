import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { temporaryFolder } from '../fixtures/demo-world.ts';
import { inMain, launchApp, type RunningApp } from '../fixtures/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { writePdf } from '../fixtures/written-pdf.ts';

describe('reading a document', () => {
  let running: RunningApp;
  let window: Page;

  beforeAll(async () => {
    const folder = temporaryFolder();
    const document = join(folder, '年度框架协议.pdf');
    const pages = Array.from({ length: 40 }, (_, index) => ({
      lines: [`第${index + 1}条　合同编号：ＨＴ２０２６`, ...(index === 29 ? ['甲 方（蓋 章 處）'] : [])],
    }));
    writePdf(document, { pages });
    running = await launchApp([document], { SEALDESK_HOME: join(folder, 'home') });
    window = running.window;
    await window.locator('.page[data-page-number="1"][data-loaded="true"]').waitFor();
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

  it('copies selected text', async () => {
    await window.locator('.page[data-page-number="30"] .textLayer span').first().click({ clickCount: 3 });
    await window.keyboard.press('Control+c');
    await expect.poll(() => inMain(running.app, ({ clipboard }) => clipboard.readText())).toContain('第30条');
  });
});
