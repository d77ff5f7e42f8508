import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readReportDocument } from '../../electron/services/reports/report-document.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { DocumentWindow } from '../fixtures/document-window.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk } from '../fixtures/run-command.ts';
import { screenFindings } from '../fixtures/screen-findings.ts';

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
    const names = Object.keys(unzipSync(readFileSync(path('归档.zip'))));
    expect(names).toContain('metadata/metadata.xml');
    writeProof('window-exports', { report: report.headline, recheck: checked.status, archive: names });
  });

  it('replace a file only where the person has said so', async () => {
    const before = readFileSync(path('归档.zip'));
    await save('归档包', '归档.zip');
    expect(readFileSync(path('归档.zip')).equals(before)).toBe(false);
  });
});
