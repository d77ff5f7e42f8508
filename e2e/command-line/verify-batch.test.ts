import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { readReportDocument } from '../../electron/services/reports/report-document.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';

describe('verify over a folder', () => {
  let world: DemoWorld;
  let folder: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = join(temporaryFolder(), '合同');
    mkdirSync(join(folder, '附件'), { recursive: true });
    const sealed = join(folder, '采购.pdf');
    const seal = ['seal', world.contract, '-o', sealed, '--seal', world.seals[0]?.esId ?? ''];
    const outcome = await sealdesk([...seal, '--at', '60,90', '--pin-env', 'PIN'], {
      home: world.home,
      env: { PIN: world.pin },
    });
    expect(outcome.stderr).toBe('');
    copyFileSync(world.contract, join(folder, '附件', '采购.pdf'));
    writeFileSync(join(folder, '坏.pdf'), 'no document at all');
    const changed = readFileSync(sealed);
    changed[200] = (changed[200] ?? 0) ^ 1;
    writeFileSync(join(folder, '改.pdf'), changed);
  });

  it('gives each document a row and a report, and goes on after one that cannot be read', async () => {
    const [csv, reports] = [join(folder, '..', '结果.csv'), join(folder, '..', '报告')];
    const args = ['verify', '--recursive', folder, '--csv', csv, '--report', `html:${reports}`];
    const batch = await sealdesk([...args, '--report', `json:${reports}`], { home: world.home });
    expect([batch.status, batch.stderr]).toEqual([65, expect.stringContaining('[NOT_A_PDF]')]);
    const rows = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(rows.map((row) => row.split(',')[1])).toEqual([
      '结论 Verdict',
      'error',
      'invalid',
      'valid',
      'unsigned',
    ]);
    const names = ['坏', '改', '采购', '采购'].flatMap((name, index) =>
      ['html', 'json'].map((format) => `${name}_验章报告${index === 3 ? '(2)' : ''}.${format}`),
    );
    expect(readdirSync(reports).sort()).toEqual(names.sort());
    const report = readReportDocument(JSON.parse(readFileSync(join(reports, '采购_验章报告.json'), 'utf8')));
    const { stdout } = await run('openssl', ['dgst', '-sm3', '-r', join(folder, '采购.pdf')]);
    expect(report.document.sm3).toBe(stdout.split(' ')[0]);
    writeProof('verify-batch', { command: args.join(' '), status: batch.status, rows });
  });

  it('judges alike in a runtime that refuses WebAssembly, and notes that libraries compute', async () => {
    const args = ['verify', '--recursive', folder, '--json'];
    const usual = await sealdesk(args, { home: world.home });
    const refused = await sealdesk(args, { home: world.home, env: { NODE_OPTIONS: '--jitless' } });
    expect([refused.status, refused.stdout]).toEqual([usual.status, usual.stdout]);
    expect(readFileSync(join(world.home, 'problems.log'), 'utf8')).toContain('refuses WebAssembly');
  });

  it('writes one report where a person names a file, and replaces none', async () => {
    const [pdf, english] = [proofPath('reports', 'report-zh.pdf'), proofPath('reports', 'report-en.html')];
    const target = join(temporaryFolder(), '报告.pdf');
    const args = ['verify', join(folder, '采购.pdf'), '--report', `pdf:${target}`];
    const first = await sealdesk(args, { home: world.home });
    expect([first.status, first.stderr]).toEqual([0, '']);
    copyFileSync(target, pdf);
    const { stdout } = await run('pdftotext', ['-layout', target, '-']);
    expect(stdout).toMatch(/验章报告[\s\S]*本结论仅为电子签章技术验证，不判断合同效力[\s\S]*1 个签章有效/);
    const again = await sealdesk(args, { home: world.home });
    expect([again.status, again.stderr]).toEqual([73, expect.stringContaining('[OUTPUT_EXISTS]')]);
    const html = join(temporaryFolder(), 'report.html');
    await sealdesk(['verify', join(folder, '改.pdf'), '--language', 'en', '--report', `html:${html}`], {
      home: world.home,
    });
    expect(readFileSync(html, 'utf8')).toContain('Invalid');
    copyFileSync(html, english);
  });

  it('refuses a report without a format before it looks at a file', async () => {
    const { status, stderr } = await sealdesk(['verify', folder, '--report', 'a.pdf'], { home: world.home });
    expect([status, stderr]).toEqual([64, expect.stringContaining('--report')]);
    expect(existsSync(join(folder, 'a.pdf'))).toBe(false);
  });
});
