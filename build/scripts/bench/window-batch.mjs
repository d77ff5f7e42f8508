import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { onePagePdf } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { dropFiles } from '../../../e2e/fixtures/drop-file.ts';
import { launchApp } from '../../../e2e/fixtures/launch-app.ts';
import { writeProof } from '../../../e2e/fixtures/proof.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { ensureWorld } from '../start/world.mjs';
import { during, taskLine } from './window-tasks.mjs';

const files = 1_000;
/** Chromium calls a task long from 50 ms on, and a person begins to notice. */
const targetMs = 50;

/** Seals one small page by the command line, and copies it into a folder. @returns the paths of the copies */
function sealedCopies(folder, world) {
  const page = join(folder, 'page.pdf');
  const sealed = join(folder, 'sealed.pdf');
  writeFileSync(page, onePagePdf());
  const where = ['--seal', world.seals[0].esId, '--page', '1', '--at', '60,100', '--pin-env', 'BENCH_PIN'];
  const args = [inProject('dist/cli/cli.js'), 'seal', page, '-o', sealed, ...where];
  const env = { ...process.env, SEALDESK_HOME: world.home, BENCH_PIN: world.pin };
  const done = spawnSync(pinnedNode, args, { encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(done.stderr);
  const copies = join(folder, '合同');
  mkdirSync(copies);
  return Array.from({ length: files }, (_, index) => {
    const copy = join(copies, `合同-${index + 1}.pdf`);
    copyFileSync(sealed, copy);
    return copy;
  });
}

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
 * Measures the longest task of the window and of main while a folder of a thousand small files is verified in the
 * table and a person uses it; and while a thousand single files are dropped, most of which is Chromium's own work
 * before it hands them to the page. Writes out/proof/window-batch.json.
 */
export async function benchWindowBatch() {
  mkdirSync(inProject('out/bench'), { recursive: true });
  const folder = mkdtempSync(inProject('out/bench', 'batch-'));
  const world = await ensureWorld();
  const copies = sealedCopies(folder, world);
  const running = await launchApp([], { SEALDESK_HOME: world.home });
  try {
    const { window } = running;
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await window.getByRole('heading', { name: '把 PDF 拖到这里' }).waitFor();
    const verified = await during(running, async () => {
      await dropFiles(window, [join(folder, '合同')]);
      await window.getByRole('grid').waitFor();
      const finished = window.getByText(`验证完成，共 ${files} 个文件`);
      await useTable(window, () => finished.isVisible());
    });
    await window.getByRole('button', { name: '清空列表' }).click();
    const dropped = await during(running, async () => {
      await dropFiles(window, copies);
      await window.getByText(`/${files}`).first().waitFor();
    });
    writeProof('window-batch', { files, targetMs, loadAverage: loadavg()[0], verified, dropped });
    process.stdout.write(taskLine(`${files} files verified in the window (target ${targetMs} ms)`, verified));
    process.stdout.write(taskLine(`  ${files} single files dropped`, dropped));
  } finally {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await benchWindowBatch();
