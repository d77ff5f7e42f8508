import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../electron/core/pdf/open-pdf.ts';
import { pageGeometry, rectangleOf, toSeen } from '../../electron/core/pdf/pages/page-geometry.ts';
import { annotationPages } from '../../electron/core/pdf/signatures/seal-places.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';
import { sealCard } from '../fixtures/window/seal-card.ts';

/** The line to sign on, in points from the bottom left, and where that is seen. */
const SIGNING_LINE = { from: 120, to: 320, height: 504 };
const LINE_MM = {
  middle: (((SIGNING_LINE.from + SIGNING_LINE.to) / 2) * 25.4) / 72,
  down: ((841.89 - SIGNING_LINE.height) * 25.4) / 72,
};

/** A contract of one page that ends as contracts do. */
function contractBytes(): Uint8Array {
  const line = (text: string, y: number): string => `BT /F 12 Tf 72 ${y} Td (${text}) Tj ET`;
  const lines = [
    line('Contract', 770),
    line('Party A \\(seal\\):', 570),
    line('Date:', 540),
    line('Signed:', 510),
    `${SIGNING_LINE.from} ${SIGNING_LINE.height} m ${SIGNING_LINE.to} ${SIGNING_LINE.height} l S`,
  ];
  return new PdfFixture()
    .objects({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>',
      4: { entries: '', data: new TextEncoder().encode(lines.join('\n')) },
      5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    })
    .table()
    .bytes();
}

interface Area {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Reads where a file shows what stands beside its seals. */
function writtenBeside(file: string): readonly Area[] {
  const document = openPdf(memorySource(new Uint8Array(readFileSync(file))));
  const found: Area[] = [];
  for (const [objectNumber, [page]] of annotationPages(document)) {
    const annotation = document.resolve({ kind: 'reference', objectNumber, generation: 0 });
    if (annotation.kind !== 'dictionary' || !annotation.entries.has('SDSK_Beside')) continue;
    const rectangle = rectangleOf(document, annotation.entries.get('Rect'));
    if (page === undefined || rectangle === undefined) throw new Error('it is on a page');
    found.push(toSeen(pageGeometry(document, page), rectangle));
  }
  return sorted(found);
}

const sorted = (areas: readonly Area[]): readonly Area[] =>
  [...areas].sort((one, other) => one.yMm - other.yMm);

/** Measures ghosts on the screen, in millimetres of their page. */
async function ghostAreas(window: Page, name: RegExp): Promise<readonly Area[]> {
  const paper = await window.locator('.page[data-page-number="1"] .canvasWrapper').boundingBox();
  const areas: Area[] = [];
  for (const ghost of await window.getByRole('application', { name }).all()) {
    const box = await ghost.boundingBox();
    if (paper === null || box === null) throw new Error('page and ghost are shown');
    const scale = 210 / paper.width;
    areas.push({
      xMm: (box.x - paper.x) * scale,
      yMm: (box.y - paper.y) * scale,
      widthMm: box.width * scale,
      heightMm: box.height * scale,
    });
  }
  return sorted(areas);
}

/** Puts the company, which a row names second, before the kind of the seal. */
const inOrder = (row: string): string => row.split('\n').toReversed().join('');

const SIDES = ['xMm', 'yMm', 'widthMm', 'heightMm'] as const;

describe('seals of two keys with what stands beside them', () => {
  let world: DemoWorld;
  let folder: string;
  let running: RunningApp;
  let documentWindow: DocumentWindow;
  let window: Page;

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    writeFileSync(join(folder, '合同.pdf'), contractBytes());
    running = await launchApp([join(folder, '合同.pdf')], { SEALDESK_HOME: world.home });
    ({ window } = running);
    documentWindow = new DocumentWindow(window);
    await window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(() => running.close());

  const button = (name: string) => window.getByRole('button', { name, exact: true });
  const type = async (label: string, text: string): Promise<void> => {
    await window.getByLabel(label, { exact: true }).fill(text);
    await window.keyboard.press('Enter');
  };
  const rowSeals = () => window.getByTestId('row-seal').allInnerTexts();
  const rows = () => window.getByTestId('position').allInnerTexts();
  const nameOf = (company: number): string => world.companies[company]?.seals[0]?.name ?? '';
  const signature = () => window.getByRole('application', { name: /^手写签名图片，不是电子签名/ });

  it('take the date by words, and a signature that is written in the panel and moved by hand and by keys', async () => {
    await documentWindow.chooseSeal(nameOf(0));
    await button('放到第 1 页').click();
    await type('距左边（毫米）', '150');
    await type('距上边（毫米）', '90');

    // The date of the usual words is not there, which is said and bars sealing; then it is.
    await window.getByRole('group', { name: '随章签入' }).getByRole('button', { name: '日期' }).focus();
    await window.keyboard.press('Enter');
    await window.getByTestId('place-problem').waitFor();
    expect(await button('盖章').isDisabled()).toBe(true);
    await type('在哪些文字后面', 'Date:');
    await window.getByTestId('written-date').waitFor();
    // Behind English words the date is one of numbers, unless the person wants it otherwise.
    const written = (text: RegExp) => window.getByTestId('written-date').getByText(text).waitFor();
    await written(/^将写入 \d{4}-\d{2}-\d{2}$/u);
    await window.getByLabel('日期写法').selectOption('chinese');
    await written(/^将写入 \d{4}年\d{1,2}月\d{1,2}日$/u);
    await window.getByLabel('日期写法').selectOption('words');
    await written(/^将写入 \d{4}-\d{2}-\d{2}$/u);
    expect(await button('盖章').isDisabled()).toBe(false);

    await button('手写签名图片…').click();
    await window.getByTestId('handwriting-frame').waitFor();
    const frame = await window.getByTestId('handwriting-frame').boundingBox();
    if (frame === null) throw new Error('the frame is shown');
    const strokes = [
      [0.2, 0.3, 0.8, 0.3],
      [0.5, 0.15, 0.35, 0.8],
      [0.5, 0.4, 0.8, 0.85],
    ] as const;
    for (const [fromX, fromY, toX, toY] of strokes) {
      await window.mouse.move(frame.x + fromX * frame.width, frame.y + fromY * frame.height);
      await window.mouse.down();
      await window.mouse.move(frame.x + toX * frame.width, frame.y + toY * frame.height, { steps: 8 });
      await window.mouse.up();
    }
    // What is drawn cannot be taken for an electronic signature.
    await window.locator('.handwriting').getByText('手写签名图片，不是电子签名').waitFor();
    await window.screenshot({ path: proofPath('screenshots', 'beside-seal-pad.png') });
    await button('放到页面').click();

    // By coordinates and keys; by hand it comes to stand on the line that is drawn for it, and back and forth.
    await signature().waitFor();
    await type('距左边（毫米）', '70');
    await type('距上边（毫米）', '105');
    await signature().focus();
    await window.keyboard.press('Shift+ArrowRight');
    const typed = '手写签名图片（不是电子签名）第1页 80, 105 毫米';
    expect(await rows()).toEqual(['第1页 150, 90 毫米', '日期 关键字“Date:”', typed]);
    const grip = await signature().boundingBox();
    if (grip === null) throw new Error('the signature is shown');
    const scale = grip.width / 35;
    const height = grip.height / scale;
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    await window.mouse.move(x, y);
    await window.mouse.down();
    await window.mouse.move(x + 40, y + 30, { steps: 4 });
    await window.mouse.move(
      x + (LINE_MM.middle - 80) * scale + 3,
      y + (LINE_MM.down - height / 2 - 105) * scale + 3,
      { steps: 4 },
    );
    await window.locator('.snap-guide').nth(1).waitFor();
    await window.screenshot({ path: proofPath('screenshots', 'beside-seal-snapped.png') });
    await window.mouse.up();
    const dragged = (await rows()).at(-1) ?? '';
    const [xMm = 0, yMm = 0] = (/ ([\d.]+), ([\d.]+) /u.exec(dragged) ?? []).slice(1).map(Number);
    expect(Math.abs(xMm - LINE_MM.middle)).toBeLessThan(0.3);
    expect(Math.abs(yMm + height / 2 - LINE_MM.down)).toBeLessThan(0.3);
    await window.keyboard.press('Control+z');
    expect((await rows()).at(-1)).toBe(typed);
    await window.keyboard.press('Control+y');
    expect((await rows()).at(-1)).toBe(dragged);
  });

  it('are sealed with one PIN a key into one file, which is valid and names what stands there', async () => {
    await button('另一枚印章…').click();
    await sealCard(window, nameOf(1)).first().click();
    await button('一处').click();
    // The companies' seals look alike; their rows say which is which, the kind first.
    const [ours = '', ...theirs] = [...new Set(await rowSeals())];
    expect([nameOf(0), nameOf(1)]).toEqual([ours, ...theirs].map(inOrder));
    await type('距左边（毫米）', '150');
    await type('距上边（毫米）', '150');
    await window.getByTestId('place-count').getByText('共 2 处，在 1 页上，另有 2 项随章签入').waitFor();
    const found: Record<string, readonly string[]> = {};
    for (const language of ['English', '简体中文']) {
      await window.locator('.rail-button').nth(4).click();
      await window.locator('label').filter({ hasText: language }).first().click();
      await window.locator('.rail-button').first().click();
      await window.getByTestId('ghost').first().waitFor();
      await window.screenshot({ path: proofPath('screenshots', `beside-seal-${language}.png`) });
      found[language] = await screenFindings(window);
    }
    expect(found).toEqual({ English: [], 简体中文: [] });
    const ghosts = await ghostAreas(window, /^(日期|手写签名图片)/);

    await window.keyboard.press('Control+Enter');
    for (const [company, { pin }] of world.companies.slice(0, 2).entries()) {
      await window.locator('.side-panel').getByText(nameOf(company)).first().waitFor();
      await documentWindow.enterPin(pin);
    }
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('手写签名图片，不是电子签名');
    await window.screenshot({ path: proofPath('screenshots', 'beside-seal-sealed.png') });
    // Nobody wanted a PIN to be held, so none has ended.
    expect(await window.getByTestId('held-pin-ended').count()).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['合同.pdf', '合同_已盖章.pdf']);

    const sealed = join(folder, '合同_已盖章.pdf');
    const written = writtenBeside(sealed);
    const farthestMm = Math.max(
      ...ghosts.flatMap((ghost, at) =>
        SIDES.map((side) => Math.abs(ghost[side] - (written[at]?.[side] ?? Infinity))),
      ),
    );
    expect([ghosts.length, written.length, farthestMm < 0.5]).toEqual([2, 2, true]);
    const { stdout } = await sealdesk(['verify', sealed, '--json'], { home: world.home });
    const report = JSON.parse(stdout) as {
      signatures: readonly { verdict: string; seal: { name: string } | null; reasons: readonly string[] }[];
    };
    expect(report.signatures.map(({ verdict, seal }) => [verdict, seal?.name])).toEqual([
      ['valid', nameOf(0)],
      ['valid', nameOf(1)],
    ]);
    expect(report.signatures[0]?.reasons).toContain('HANDWRITING_PICTURE');
    writeProof('beside-seal', {
      command: 'Playwright in a real Electron',
      keys: 2,
      beside: written.length,
      farthestMm,
    });
  });
});
