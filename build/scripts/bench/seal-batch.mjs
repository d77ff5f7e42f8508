import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { onePagePdf } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { DocumentWindow } from '../../../e2e/fixtures/window/document-window.ts';
import { dropFiles } from '../../../e2e/fixtures/window/drop-file.ts';
import { launchApp } from '../../../e2e/fixtures/window/launch-app.ts';
import { writeProof } from '../../../e2e/fixtures/proof.ts';
import { atLeast, row } from './rows.mjs';
import { during, longestTaskRows } from './window-tasks.mjs';

/** Files a second that are to be sealed. */
const targetRate = 15;

/**
 * Measures the longest task of the window and of main while a hundred small documents are looked at, and while they are
 * sealed with one PIN. Writes out/proof/window-seal-batch.json.
 */
export async function benchSealBatch(bench) {
  const files = bench.isTiny ? 3 : 100;
  const world = await bench.world();
  const contracts = join(bench.folder, '待盖章');
  mkdirSync(contracts);
  for (let number = 1; number <= files; number += 1) {
    writeFileSync(join(contracts, `合同-${number}.pdf`), onePagePdf(`/MediaBox[0 0 595 ${841 + number}]`));
  }
  const running = await launchApp([], { SEALDESK_HOME: world.home });
  try {
    const { window } = running;
    const queue = window.getByTestId('queue');
    const press = (name) => queue.getByRole('button', { name }).click();
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    await dropFiles(window, [contracts]);
    await queue.getByText(`${files} 份文件`).waitFor();
    await new DocumentWindow(window).chooseSeal(world.seals[0].name);
    await window.getByRole('button', { name: /放到第 1 页/ }).click();
    const checked = await during(running, async () => {
      await press('检查全部');
      await queue.getByText(`已检查：${files} 份可盖章`).waitFor({ timeout: 300_000 });
    });
    await press(`盖章（${files} 份）`);
    const sealed = await during(running, async () => {
      await queue.getByLabel('保护口令').fill(world.pin);
      await press('确认盖章');
      await queue.getByText(`完成：已盖章 ${files} 份`).waitFor({ timeout: 600_000 });
    });
    const perSecond = files / sealed.seconds;
    writeProof('window-seal-batch', { files, loadAverage: loadavg()[0], checked, sealed, perSecond });
    return [
      row({
        ...{ part: 'batch', subject: `seal ${files} one-page files in the window, files a second` },
        ...{ peer: `${targetRate} files a second`, ratio: perSecond / targetRate, target: atLeast(1) },
      }),
      ...longestTaskRows(`${files} documents looked at`, checked),
      ...longestTaskRows(`${files} documents sealed`, sealed),
    ];
  } finally {
    await running.close();
  }
}
