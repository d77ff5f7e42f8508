import { readdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { dropFiles } from '../../../e2e/fixtures/window/drop-file.ts';
import { launchApp } from '../../../e2e/fixtures/window/launch-app.ts';
import { writeProof } from '../../../e2e/fixtures/proof.ts';
import { atLeast, row } from './rows.mjs';
import { during, longestTaskRows } from './window-tasks.mjs';

/** Files a second that are to be verified. */
const targetRate = 400;

/** Does what a person does meanwhile: scrolls, sorts and searches, over and over. */
async function useTable(window, isDone) {
  const grid = window.getByRole('grid');
  for (let round = 0; !(await isDone()); round += 1) {
    await grid.evaluate((table, top) => (table.scrollTop = top), (round * 3_700) % 40_000);
    if (round % 5 === 0) await window.getByRole('button', { name: '结论' }).click();
    if (round % 7 === 0) {
      await window.getByLabel('查找文件、签章人或说明').fill(round % 2 === 0 ? '合同-1' : '');
    }
    await window.waitForTimeout(200);
  }
}

/**
 * Measures the longest task of the window and of main while a folder of a thousand small files, each with a signature
 * of its own, is verified in the table and a person uses it; and while a thousand single files are dropped, most of
 * which is Chromium's own work before it hands them to the page. Writes out/proof/window-batch.json, which also counts
 * the tasks over the target.
 */
export async function benchWindowBatch(bench) {
  const files = bench.isTiny ? 3 : 1_000;
  const { home } = await bench.world();
  const folder = await bench.sealedPages(files);
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const running = await launchApp([], { SEALDESK_HOME: home });
  try {
    const { window } = running;
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await window.getByRole('heading', { name: '把 PDF、OFD 拖到这里' }).waitFor();
    const verified = await during(running, async () => {
      await dropFiles(window, [folder]);
      await window.getByRole('grid').waitFor();
      const finished = window.getByText(`验证完成，共 ${files} 个文件`);
      await useTable(window, () => finished.isVisible());
    });
    await window.getByRole('button', { name: '清空列表' }).click();
    const dropped = await during(running, async () => {
      await dropFiles(window, paths);
      await window.getByText(`/${files}`).first().waitFor();
    });
    writeProof('window-batch', { files, loadAverage: loadavg()[0], verified, dropped });
    const perSecond = files / verified.seconds;
    return [
      row({
        ...{ part: 'batch', subject: `verify ${files} one-page files in the window, files a second` },
        ...{ peer: `${targetRate} files a second`, ratio: perSecond / targetRate, target: atLeast(1) },
      }),
      ...longestTaskRows(`${files} files verified`, verified),
      ...longestTaskRows(`${files} single files dropped`, dropped),
    ];
  } finally {
    await running.close();
  }
}
