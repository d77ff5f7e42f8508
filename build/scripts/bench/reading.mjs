import { loadavg } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../../../e2e/fixtures/window/launch-app.ts';
import { writeProof } from '../../../e2e/fixtures/proof.ts';
import { writePdf } from '../../../e2e/fixtures/documents/written-pdf.ts';
import { median } from './median.mjs';
import { atMost, row } from './rows.mjs';
import { during } from './window-tasks.mjs';

const usualPages = { huge: 10_000, searched: 1_000, returned: 240 };
const tinyPages = { huge: 8, searched: 4, returned: 4 };
const jumps = 12;
/** Milliseconds that a page may stay blank, and that the first hit may take. */
const targets = { blankMs: 300, firstHitMs: 1_000 };

/** A page of a contract: about 700 characters. */
function linesOf(page) {
  const clause = (number) =>
    `第${number}条 甲方应于收到发票之日起三十日内向乙方支付货款，乙方开具增值税专用发票。`;
  return [`第 ${page + 1} 页`, ...Array.from({ length: 17 }, (_, index) => clause(index + 1))];
}

export function writeContract(path, pages) {
  const of = (page) => (page === pages - 1 ? [...linesOf(page), '蓋章處：甲方'] : linesOf(page));
  writePdf(path, {
    pages: (function* () {
      for (let page = 0; page < pages; page += 1) yield { lines: of(page) };
    })(),
  });
}

/** Scrolls to a share of the document. @returns milliseconds until every page in sight is drawn */
function blankAt(window, share) {
  return window.evaluate((wanted) => {
    const area = document.querySelector('[data-testid="pages"]');
    const inSight = () => {
      const frame = area.getBoundingClientRect();
      const middle = document.elementsFromPoint(frame.left + frame.width / 2, frame.top + frame.height / 2);
      return middle.find((element) => element.classList.contains('page'));
    };
    const start = performance.now();
    area.scrollTop = wanted * area.scrollHeight;
    return new Promise((resolve) => {
      const look = () => {
        if (inSight()?.dataset.loaded === 'true') resolve(performance.now() - start);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, share);
}

const firstPage = (window) => window.locator('.page[data-page-number="1"][data-loaded="true"]').waitFor();

async function opened(path, home, work) {
  const started = performance.now();
  const running = await launchApp([path], { SEALDESK_HOME: home });
  try {
    await firstPage(running.window);
    return await work(running, performance.now() - started);
  } finally {
    await running.close();
  }
}

/** Jumps through a huge document, as a person drags its scroll bar, to its end at last. */
function scrollHuge(folder, pages) {
  const path = join(folder, 'huge.pdf');
  writeContract(path, pages);
  return opened(path, join(folder, 'reader'), async (running, openMs) => {
    await running.window.waitForTimeout(2_000);
    const blanks = [];
    const tasks = await during(running, async (window) => {
      for (let jump = 1; jump <= jumps; jump += 1) blanks.push(await blankAt(window, jump / jumps));
    });
    return { openMs, blankMs: median(blanks), longestBlankMs: Math.max(...blanks), tasks };
  });
}

/** Finds a text on the last page, from the first on: nothing has read the pages before. */
function searchMany(folder, pages) {
  const path = join(folder, 'searched.pdf');
  writeContract(path, pages);
  return opened(path, join(folder, 'reader'), async ({ window }) => {
    await window.waitForTimeout(2_000);
    const typed = async (query, found) => {
      const start = performance.now();
      await window.getByLabel('在文档中查找').fill(query);
      await window.getByTestId('find-count').getByText(found).waitFor();
      return performance.now() - start;
    };
    await window.keyboard.press('Control+f');
    const firstHitMs = await typed('增值税', '第 1 处');
    await window.getByLabel('在文档中查找').fill('');
    return { firstHitMs, onLastPageMs: await typed('盖章处', '第 1 处，共 1 处') };
  });
}

/** Leaves a document for the register and comes back. */
function comeBack(folder, pages) {
  const path = join(folder, 'returned.pdf');
  writeContract(path, pages);
  return opened(path, join(folder, 'reader'), async ({ window }) => {
    const blanks = [];
    await blankAt(window, 0.5);
    for (let round = 0; round < 5; round += 1) {
      await window.getByRole('button', { name: '台账', exact: true }).click();
      await window.waitForTimeout(500);
      blanks.push(
        await window.evaluate(() => {
          const start = performance.now();
          [...document.querySelectorAll('.rail-button')]
            .find(({ innerText }) => innerText === '文档')
            .click();
          return new Promise((resolve) => {
            const look = () => {
              const isDrawn = document.querySelector('.page[data-loaded="true"]') !== null;
              if (isDrawn) resolve(performance.now() - start);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          });
        }),
      );
    }
    return { blankMs: median(blanks), longestBlankMs: Math.max(...blanks) };
  });
}

/**
 * Measures how long pages stay blank in a document of ten thousand pages and after a look at another place, and how long
 * a search in a thousand pages takes to its first hit. Writes out/proof/reading.json.
 */
export async function benchReading({ folder, isTiny }) {
  const pages = isTiny ? tinyPages : usualPages;
  const huge = await scrollHuge(folder, pages.huge);
  const back = await comeBack(folder, pages.returned);
  const search = await searchMany(folder, pages.searched);
  writeProof('reading', { targets, loadAverage: loadavg()[0], huge, back, search });
  const of = (subject, ms, most) =>
    row({ part: 'first-page', subject, peer: `${most} ms`, ratio: ms / most, target: atMost(1) });
  return [
    of(`blank after a jump in ${pages.huge} pages`, huge.blankMs, targets.blankMs),
    of(`blank on the way back to ${pages.returned} pages`, back.blankMs, targets.blankMs),
    of(`first hit of a search in ${pages.searched} pages`, search.firstHitMs, targets.firstHitMs),
  ];
}
