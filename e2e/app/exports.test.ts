import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readReportDocument } from '../../electron/services/reports/report-document.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

describe('exports from a verdict', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder, name);

  beforeAll(async () => {
    world = await makeDemoWorld();
    const seal = ['seal', world.contract, '-o', path('合同.pdf'), '--seal', world.seals[0]?.esId ?? ''];
    const sealed = await sealdesk([...seal, '--at', '50,96', '--pin-env', 'PIN'], {
      home: world.home,
      env: { PIN: world.pin },
    });
    expect(sealed.stderr).toBe('');
    running = await launchApp([path('合同.pdf')], { SEALDESK_HOME: world.home });
    await new DocumentWindow(running.window).showPage(1);
    await running.window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
  });
  afterAll(() => running.close());

  const save = async (button: string, name: string): Promise<void> => {
    await answerDialogs(running.app, path(name));
    const panel = running.window.getByTestId('exports');
    await panel.getByRole('button', { name: button }).click();
    await panel.getByText(`已导出：${name}`).waitFor({ timeout: 60_000 });
  };

  it('are saved where the person says, and hold what the command line makes too', async () => {
    await save('验章报告（PDF）', '报告.pdf');
    await save('验章报告（JSON）', '报告.json');
    await save('证据包', '证据.zip');
    await running.window.screenshot({ path: proofPath('screenshots', 'exports.png'), fullPage: true });
    expect(await screenFindings(running.window)).toEqual([]);
    await save('归档包', '归档.zip');

    const { stdout } = await run('pdftotext', ['-layout', path('报告.pdf'), '-']);
    expect(stdout).toMatch(/验章报告[\s\S]*1 个签章有效/);
    copyFileSync(path('报告.pdf'), proofPath('reports', 'report-of-the-window.pdf'));
    const report = readReportDocument(JSON.parse(readFileSync(path('报告.json'), 'utf8')));
    expect([report.verdict, report.document.name]).toEqual(['valid', '合同.pdf']);
    const checked = await sealdesk(['recheck', path('证据.zip'), '--json'], { home: path('nowhere') });
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([0, { altered: [], differences: [] }]);
    const pages = Object.keys(unzipSync(readFileSync(path('证据.zip')))).filter((each) =>
      each.startsWith('pages/'),
    );
    expect(pages).toEqual([1, 2, 3, 4].map((page) => `pages/2/00${page}.jpg`));
    const names = Object.keys(unzipSync(readFileSync(path('归档.zip'))));
    expect(names).toContain('metadata/metadata.xml');
    writeProof('window-exports', { report: report.headline, recheck: checked.status, archive: names, pages });
  });

  it('and copies carry their notice on each page, hold no signature, and are on record', async () => {
    const { app, window } = running;
    const panel = window.getByTestId('copies');
    const original = readFileSync(path('合同.pdf'));
    const copy = async (button: string, name: string, said: string): Promise<void> => {
      await answerDialogs(app, path(name));
      await panel.getByRole('button', { name: button }).click();
      await panel.getByText(said).waitFor({ timeout: 60_000 });
    };
    await copy('导出 PDF', '复印件.pdf', '复印件.pdf，已记入台账');
    await window.screenshot({ path: proofPath('screenshots', 'copies.png'), fullPage: true });
    await copy('导出图片', '图.png', '图-1.png，已记入台账');
    // The dialog alone is a stand-in; what it would print is made for real.
    await app.evaluate(({ BrowserWindow }, out) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        webContents.print = (_options, done) => {
          void webContents.printToPDF({ preferCSSPageSize: true }).then((pdf) => {
            process.getBuiltinModule('node:fs').writeFileSync(out, pdf);
            done?.(true, '');
          });
        };
      }
    }, path('打印.pdf'));
    await panel.getByRole('button', { name: '打印' }).click();
    await panel.getByText('页，已记入台账').waitFor({ timeout: 60_000 });

    const pages = await Promise.all(
      ['合同.pdf', '复印件.pdf', '打印.pdf'].map(async (name) => {
        const { stdout } = await run('pdfinfo', [path(name)]);
        return Number(/^Pages: +(\d+)/m.exec(stdout)?.[1]);
      }),
    );
    expect(new Set(pages).size).toBe(1);
    const texts = await Promise.all(
      ['复印件.pdf', '打印.pdf'].map(async (name) => {
        const { stdout } = await run('pdftotext', [path(name), '-']);
        return stdout.split('\f').filter((page) => page.trim() !== '');
      }),
    );
    for (const page of texts.flat()) {
      expect(page.replaceAll(/\s/g, '')).toMatch(
        /诉讼中的证据效力依法律和司法解释认定.*原文件SM3[0-9a-f]{64}/,
      );
    }
    expect(texts.map((each) => each.length)).toEqual([pages[0], pages[0]]);
    expect((await sealdesk(['verify', path('复印件.pdf')], { home: world.home })).status).toBe(3);
    const pictures = Array.from({ length: pages[0] ?? 0 }, (_, index) => path(`图-${index + 1}.png`));
    expect(pictures.map((file) => readFileSync(file).subarray(1, 4).toString('latin1'))).toEqual(
      pictures.map(() => 'PNG'),
    );
    expect(readFileSync(path('合同.pdf')).equals(original)).toBe(true);
    const { stdout } = await sealdesk(['register', 'list', '--json'], { home: world.home });
    expect(stdout).toMatch(/"printed"[\s\S]*"convertedToImages"[\s\S]*"convertedToPdf"/);
    copyFileSync(path('复印件.pdf'), proofPath('reports', 'copy.pdf'));
    copyFileSync(path('打印.pdf'), proofPath('reports', 'print.pdf'));
    copyFileSync(path('图-1.png'), proofPath('screenshots', 'copy-picture.png'));
    writeProof('copies', { pages, notice: texts[0]?.[0]?.split('\n').slice(-4) });
  });

  it('replace a file only where the person has said so', async () => {
    const before = readFileSync(path('归档.zip'));
    await save('归档包', '归档.zip');
    expect(readFileSync(path('归档.zip')).equals(before)).toBe(false);
  });
});
