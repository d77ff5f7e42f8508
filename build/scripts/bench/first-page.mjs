import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigPdf } from '../../../e2e/fixtures/documents/big-pdf.ts';
import { dropFiles } from '../../../e2e/fixtures/window/drop-file.ts';
import { launchApp } from '../../../e2e/fixtures/window/launch-app.ts';
import { alternated, milliseconds } from './alternate.mjs';
import { benchReading, writeContract } from './reading.mjs';
import { atMost, row } from './rows.mjs';
import { hasProgram } from './workbench.mjs';

/** The documents, with the time to the first page that is allowed in parts of pdftoppm's. */
const documentsFor = (isTiny) => [
  {
    name: '1,000 pages',
    write: (path) => writeContract(path, isTiny ? 3 : 1_000),
    most: 1,
  },
  {
    name: '1 GB',
    write: (path) => writeBigPdf(path, isTiny ? 48_000_000 : 1_000_000_000),
    most: 1.5,
  },
];

/** Drops a document on a running window. @returns milliseconds until its first page is drawn */
async function shownAfter(window, path) {
  const start = performance.now();
  await dropFiles(window, [path]);
  await window.locator('.page[data-page-number="1"][data-loaded="true"]').waitFor();
  return performance.now() - start;
}

/**
 * Opens a document in a window that runs already, and shows nothing yet.
 * @returns milliseconds until its first page is drawn
 */
export async function firstPage(path, home) {
  const running = await launchApp([], { SEALDESK_HOME: home });
  try {
    await running.window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    // The files of the viewer are fetched while nothing is asked of the window.
    await running.window.waitForTimeout(1_000);
    return await shownAfter(running.window, path);
  } finally {
    await running.close();
  }
}

/** Compares the first page in a running window with pdftoppm's, which draws it into a file, and measures reading. */
export async function benchFirstPage(bench) {
  const { home } = await bench.world();
  const hasPeer = hasProgram('pdftoppm');
  const rows = [];
  for (const { name, write, most } of documentsFor(bench.isTiny)) {
    const path = join(bench.folder, 'first-page.pdf');
    write(path);
    const picture = join(bench.folder, 'first-page');
    const draw = ['-f', '1', '-l', '1', '-r', '96', '-png', path, picture];
    const times = await alternated(bench.rounds, {
      ours: () => firstPage(path, home),
      ...(hasPeer ? { peer: () => milliseconds('pdftoppm', draw) } : {}),
    });
    rmSync(path);
    rows.push(
      row({
        ...{ part: 'first-page', subject: `first page of ${name}`, peer: 'pdftoppm' },
        ...{ ratio: times.ours / (times.peer ?? NaN), target: atMost(most) },
      }),
    );
  }
  return [...rows, ...(await benchReading(bench))];
}
