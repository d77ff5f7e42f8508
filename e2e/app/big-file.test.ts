import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeBigPdf } from '../fixtures/documents/big-pdf.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp } from '../fixtures/window/launch-app.ts';
import { writeProof } from '../fixtures/proof.ts';
import { writePdf } from '../fixtures/documents/written-pdf.ts';

const GIGABYTE = 1_073_741_824;

describe('ten thousand pages in the window', () => {
  it('are open, are scrolled to their end and are searched', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'pages.pdf');
    writePdf(path, { pages: Array.from({ length: 10_000 }, (_, page) => ({ lines: [`第${page + 1}页`] })) });
    const { window, close } = await launchApp([path], { SEALDESK_HOME: join(folder, 'home') });
    const shown = new DocumentWindow(window);
    await shown.waitForPage(1);
    await window.getByTestId('pages').evaluate((pages) => (pages.scrollTop = pages.scrollHeight));
    await shown.waitForPage(10_000);
    await window.keyboard.press('Control+f');
    await window.getByLabel('在文档中查找').fill('第２页');
    await shown.waitForPage(2);
    await window.getByTestId('find-count').getByText('第 1 处').waitFor();
    await close();
    rmSync(folder, { recursive: true });
  });
});

describe('a file of a gigabyte in the window', () => {
  const folder = temporaryFolder();
  const big = join(folder, 'big.pdf');
  const small = join(folder, 'small.pdf');
  let world: DemoWorld;

  beforeAll(async () => {
    world = await makeDemoWorld();
    writeBigPdf(big, GIGABYTE);
    copyFileSync(world.contract, small);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Milliseconds from the start of the app until the first page is drawn. */
  async function firstPage(path: string): Promise<number> {
    const started = performance.now();
    const running = await launchApp([path], { SEALDESK_HOME: world.home });
    await running.window.locator('.page[data-page-number="1"][data-loaded="true"]').waitFor();
    const elapsed = performance.now() - started;
    await running.close();
    return Math.round(elapsed);
  }

  it('shows its first page without reading the rest', async () => {
    const rounds = [];
    for (let round = 0; round < 3; round += 1) {
      rounds.push({ small: await firstPage(small), big: await firstPage(big) });
    }
    writeProof('big-file-window', {
      command: 'start of the app with the file as its argument, to the first page drawn',
      bytes: { small: statSync(small).size, big: statSync(big).size },
      milliseconds: rounds,
    });
    expect(rounds).toHaveLength(3);
  });
});
