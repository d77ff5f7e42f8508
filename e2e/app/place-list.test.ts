import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { shownPlace } from '../../electron/core/pdf/appearance/shown-place.ts';
import { openPdf } from '../../electron/core/pdf/open-pdf.ts';
import { pages } from '../../electron/core/pdf/pages/page-tree.ts';
import { annotationPages } from '../../electron/core/pdf/signatures/seal-places.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

/** Where something lies on a page, in millimetres. */
interface Place {
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Five pages, of which one is turned and one is cropped; the fourth has an empty field. */
function fivePages(): Uint8Array {
  const page =
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Resources<</Font<</F 20 0 R>>>>/Contents 21 0 R';
  const lines = Array.from(
    { length: 30 },
    (_, at) => `BT /F 11 Tf 72 ${770 - at * 20} Td (Clause ${at + 1}. The parties agree.) Tj ET`,
  );
  const field = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Party A)/F 4/Rect[72 200 242 257]/P 6 0 R>>';
  return new PdfFixture()
    .objects({
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>',
      2: '<</Type/Pages/Count 5/Kids[3 0 R 4 0 R 5 0 R 6 0 R 7 0 R]>>',
      3: `${page}>>`,
      4: `${page}/Rotate 90>>`,
      5: `${page}/CropBox[40 60 560 800]>>`,
      6: `${page}/Annots[10 0 R]>>`,
      7: `${page}>>`,
      10: field,
      20: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      21: { entries: '', data: new TextEncoder().encode(lines.join('\n')) },
    })
    .table()
    .bytes();
}

/** Reads where a file shows its seals, from what their annotations draw. */
function writtenPlaces(file: string): readonly Place[] {
  const document = openPdf(memorySource(new Uint8Array(readFileSync(file))));
  const found: Place[] = [];
  const byNumber = new Map([...pages(document)].map((page) => [page.index, page]));
  for (const [number, shownOn] of annotationPages(document)) {
    const annotation = document.resolve({ kind: 'reference', objectNumber: number, generation: 0 });
    const page = byNumber.get(shownOn[0]?.index ?? -1);
    if (annotation.kind !== 'dictionary' || page === undefined) continue;
    const shown = shownPlace(document, annotation, page);
    if (shown !== null) found.push({ page: page.index + 1, ...shown.seen });
  }
  return sorted(found);
}

/** Measures the ghosts of a page on the screen, or its empty fields, in millimetres. */
async function ghostPlaces(window: Page, number: number, isField = false): Promise<readonly Place[]> {
  const shown = isField ? '[data-testid=field-frame]' : `[data-testid=ghost][data-page="${number}"]`;
  return window.locator(shown).evaluateAll(
    (ghosts, page) =>
      ghosts.map((ghost) => {
        const paper = document.querySelector(`.page[data-page-number="${page}"] .canvasWrapper`);
        if (paper === null) throw new Error(`page ${page} is not shown`);
        const [seal, sheet] = [ghost.getBoundingClientRect(), paper.getBoundingClientRect()];
        const points = page === 2 ? 841.89 : page === 3 ? 520 : 595.28;
        const scale = ((points / 72) * 25.4) / sheet.width;
        return {
          page,
          xMm: (seal.left - sheet.left) * scale,
          yMm: (seal.top - sheet.top) * scale,
          widthMm: seal.width * scale,
          heightMm: seal.height * scale,
        };
      }),
    number,
  );
}

function sorted(places: readonly Place[]): readonly Place[] {
  return [...places].sort(
    (one, other) => one.page - other.page || one.yMm - other.yMm || one.xMm - other.xMm,
  );
}

/** A small office screen, and what it has room for at 150 %. */
const FULL = [1366, 768] as const;
const ENLARGED = [911, 512] as const;

const SIDES = ['xMm', 'yMm', 'widthMm', 'heightMm'] as const;

/** Returns the greatest difference of two lists of places, in millimetres. */
function farthest(one: readonly Place[], other: readonly Place[]): number {
  return Math.max(
    ...one.flatMap((place, at) =>
      SIDES.map((side) => Math.abs(place[side] - (other[at]?.[side] ?? Infinity))),
    ),
  );
}

describe('the list of places in the window', () => {
  let world: DemoWorld;
  let contract: string;
  let running: RunningApp;
  let documentWindow: DocumentWindow;
  let window: Page;

  beforeAll(async () => {
    world = await makeDemoWorld();
    contract = join(temporaryFolder(), '合同.pdf');
    writeFileSync(contract, fivePages());
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    ({ window } = running);
    documentWindow = new DocumentWindow(window);
    await resize(...FULL);
    await documentWindow.showPage(2);
  });
  afterAll(() => running.close());

  const resize = (width: number, height: number): Promise<void> =>
    running.app.evaluate(
      ({ BrowserWindow }, size) => {
        const [shown] = BrowserWindow.getAllWindows();
        shown?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
  const rows = () => window.getByTestId('position').allInnerTexts();
  const counted = () => window.getByTestId('place-count');
  const press = (keys: string) => window.keyboard.press(keys);
  const type = async (label: string, text: string): Promise<void> => {
    await window.getByLabel(label, { exact: true }).fill(text);
    await press('Enter');
  };
  const button = (name: string) => window.getByRole('button', { name, exact: true });

  it('takes a point, a range, a straddle and a field, by hand and by keyboard, and seals all of them in one act', async () => {
    await documentWindow.chooseSeal(
      world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章')?.name ?? '',
    );

    // The seal comes where the person is looking.
    await button('放到第 2 页').click();
    const ghost = window.getByTestId('ghost');
    const [seen, frame] = [await ghost.boundingBox(), await window.getByTestId('pages').boundingBox()];
    expect(isWithin(seen, frame)).toBe(true);

    // It is put by typed coordinates, by arrows, and by hand, when it lines up with the middle of the page.
    await type('距左边（毫米）', '60');
    await type('距上边（毫米）', '100');
    expect(await rows()).toEqual(['第2页 60, 100 毫米']);
    await ghost.focus();
    await press('ArrowRight');
    await press('Shift+ArrowUp');
    expect(await rows()).toEqual(['第2页 61, 90 毫米']);
    const grip = await ghost.boundingBox();
    const scale = (grip?.width ?? 0) / 40;
    await window.mouse.move((grip?.x ?? 0) + 20, (grip?.y ?? 0) + 20);
    await window.mouse.down();
    await window.mouse.move((grip?.x ?? 0) + 20 + 30 * scale, (grip?.y ?? 0) + 20 + 14.6 * scale, {
      steps: 4,
    });
    await window.mouse.move((grip?.x ?? 0) + 20 + 87 * scale, (grip?.y ?? 0) + 20 + 14.6 * scale, {
      steps: 4,
    });
    await window.locator('.snap-guide').first().waitFor();
    await window.mouse.up();
    expect(await rows()).toEqual(['第2页 148.5, 105 毫米']);

    // A drag is taken back as a whole, and made again.
    await press('Control+z');
    expect(await rows()).toEqual(['第2页 61, 90 毫米']);
    await press('Control+y');
    expect(await rows()).toEqual(['第2页 148.5, 105 毫米']);

    await button('骑缝章').click();
    await counted().getByText('共 6 处，在 5 页上').waitFor();
    await type('首页所占（%，空为均分）', '40');
    await button('多页同一位置').click();
    await window.getByLabel('哪些页').selectOption('some');
    await type('指定的页', '1,9');
    await window.getByTestId('place-problem').waitFor();
    expect(await button('盖章').isDisabled()).toBe(true);
    await type('指定的页', '1,3-4');
    await counted().getByText('共 9 处，在 5 页上').waitFor();
    expect(await button('盖章').isDisabled()).toBe(false);
    await type('距左边（毫米）', '150');
    await type('距上边（毫米）', '60');

    // Only the keyboard: the field, Esc layer by layer, and all of it back.
    await window.getByRole('group', { name: '添加位置' }).getByRole('button', { name: '签名域' }).focus();
    await press('Enter');
    await counted().getByText('共 10 处，在 5 页上').waitFor();
    const whole = ['第2页 148.5, 105 毫米', '骑缝 右边 5 页', '第1,3-4页 150, 60 毫米', '签名域“Party A”'];
    expect(await rows()).toEqual(whole);

    // Where the text has a keyword: one that is nowhere is said, and bars sealing.
    await button('关键字').click();
    await window.getByTestId('place-problem').waitFor();
    expect(await button('盖章').isDisabled()).toBe(true);
    await type('关键字', 'Clause ３0.');
    await window.getByTestId('position').getByText('关键字“Clause ３0.” 1 处').waitFor();
    await window.getByLabel('盖在哪一处').selectOption('all');
    await window.getByTestId('position').getByText('关键字“Clause ３0.” 5 处').waitFor();
    await window.screenshot({ path: proofPath('screenshots/place-list-keyword.png') });
    await button('移除 关键字“Clause ３0.”').click();
    await counted().getByText('共 10 处，在 5 页上').waitFor();
    expect(await rows()).toEqual(whole);
    await press('Escape');
    await press('Escape');
    await button('放到第 2 页').waitFor();
    await press('Control+z');
    expect(await rows()).toEqual(whole);
    await window.getByTestId('position').first().click();
    await press('Delete');
    expect(await rows()).toEqual(whole.slice(1));
    await press('Control+z');
    expect(await rows()).toEqual(whole);
    await press('Control+Shift+z');
    await press('Control+z');
    await counted().getByText('共 10 处，在 5 页上').waitFor();
    await button('清空').click();
    await press('Control+z');
    await counted().getByText('共 10 处，在 5 页上').waitFor();
  });

  it('keeps the chosen seal and the main button in sight, in both languages, themes and sizes', async () => {
    const found: Record<string, readonly string[]> = {};
    const looks: readonly (readonly [string, string, readonly [number, number]])[] = [
      ['简体中文', '浅色', FULL],
      ['简体中文', '深色', ENLARGED],
      ['English', 'Light', ENLARGED],
      ['English', 'Dark', FULL],
    ];
    for (const [language, theme, size] of looks) {
      await resize(...size);
      await choose(language);
      await choose(theme);
      await window.locator('.rail-button').first().click();
      await window.getByTestId('ghost').first().waitFor();
      const name = `place-list-${language}-${theme}-${size[0]}`;
      await window.screenshot({ path: proofPath('screenshots', `${name}.png`) });
      const main = window
        .getByRole('button', { name: /^(盖章|Seal)$/ })
        .and(window.locator('.button-primary'));
      const seal = window.getByTestId('chosen-seal');
      const isShown = (await isInWindow(main)) && (await isInWindow(seal));
      found[name] = [...(isShown ? [] : ['out of sight']), ...(await screenFindings(window))];
    }
    await choose('简体中文');
    await resize(...FULL);
    await window.locator('.rail-button').first().click();
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
  });

  it('shows every ghost where the seal is then written, and goes to the first of them', async () => {
    const [ghosts, fields]: [Place[], Place[]] = [[], []];
    for (const page of [1, 2, 3, 4, 5]) {
      await documentWindow.showPage(page);
      ghosts.push(...(await ghostPlaces(window, page)));
      if (page === 4) fields.push(...(await ghostPlaces(window, page, true)));
    }
    // The empty field is drawn where the document has it.
    const inFile = { page: 4, xMm: 25.4, yMm: ((841.89 - 257) * 25.4) / 72, widthMm: 59.97, heightMm: 20.11 };
    expect([fields.length, farthest([inFile], fields) < 0.5]).toEqual([1, true]);
    await press('Control+Enter');
    await documentWindow.enterPin(world.companies[0]?.pin ?? '');
    await documentWindow.waitForText('盖章完成');
    const sealed = contract.replace('.pdf', '_已盖章.pdf');
    const written = writtenPlaces(sealed);
    const measured = sorted(ghosts);
    expect(measured.map(({ page }) => page)).toEqual(written.map(({ page }) => page));
    expect(farthest(measured, written)).toBeLessThan(0.5);

    await documentWindow.waitForPage(2);
    const paper = await window.locator('.page[data-page-number="2"] .canvasWrapper').boundingBox();
    const scale = (paper?.width ?? 0) / 297;
    const centre = {
      x: (paper?.x ?? 0) + 148.5 * scale,
      y: (paper?.y ?? 0) + 105 * scale,
      width: 0,
      height: 0,
    };
    expect(isWithin(centre, await window.getByTestId('pages').boundingBox())).toBe(true);
    await window.screenshot({ path: proofPath('screenshots', 'place-list-sealed.png') });

    const verified = await sealdesk(['verify', sealed, '--json'], { home: world.home });
    const report = JSON.parse(verified.stdout) as { signatures: readonly { verdict: string }[] };
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['valid']);
    writeProof('place-list', {
      command: 'Playwright in a real Electron',
      places: written.length,
      farthestMm: farthest(measured, written),
    });
  });

  async function choose(name: string): Promise<void> {
    await window.locator('.rail-button').nth(4).click();
    await window.locator('label').filter({ hasText: name }).first().click();
  }

  async function isInWindow(element: ReturnType<Page['locator']>): Promise<boolean> {
    const box = await element.boundingBox();
    const size = await window.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    return isWithin(box, { x: 0, y: 0, ...size });
  }
});

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;

function isWithin(box: Box, frame: Box): boolean {
  if (box === null || frame === null) return false;
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width + 1 &&
    box.y + box.height <= frame.y + frame.height + 1
  );
}
