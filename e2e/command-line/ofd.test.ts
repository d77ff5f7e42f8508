import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { failingSteps, printedSteps, unpackEvidence } from '../fixtures/commands/evidence-steps.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { sampleOfd } from '../fixtures/documents/sample-ofd.ts';

const PAGES = 3;

describe('an OFD on the command line', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder, name);
  let world: DemoWorld;
  beforeAll(async () => {
    world = await makeDemoWorld();
    writeFileSync(path('合同.ofd'), sampleOfd({ pages: PAGES }));
  });
  const run = (...args: readonly string[]) =>
    sealdesk([...args], { home: world.home, env: { PIN: world.companies[0]?.pin ?? '' } });
  const seal = (...args: readonly string[]) =>
    run('seal', '--seal', world.companies[0]?.seals[0]?.esId ?? '', '--pin-env', 'PIN', ...args);
  const codeOf = async (started: ReturnType<typeof run>): Promise<string | undefined> =>
    /\[([A-Z_]+)\]/.exec((await started).stderr)?.[1];

  it('is examined, sealed by keyword and across the edges of its pages, verified and inspected', async () => {
    expect((await run('check', path('合同.ofd'))).stdout).toContain('FONT_NOT_EMBEDDED');
    const places = ['--keyword', '甲方（盖章）', '--straddle', 'right'];
    const sealed = await seal(path('合同.ofd'), '-o', path('已盖章.ofd'), ...places);
    expect(sealed.stderr).toBe('');
    const verified = await run('verify', path('已盖章.ofd'), '--json');
    expect([verified.status, JSON.parse(verified.stdout)]).toMatchObject([0, { verdict: 'valid' }]);
    const inspected = JSON.parse((await run('inspect', path('已盖章.ofd'), '--json')).stdout) as {
      signatures: { signature: { places: unknown[]; notCovered: string[] } }[];
    };
    const { places: shown, notCovered } = inspected.signatures[0]?.signature ?? {};
    expect([shown?.length, notCovered]).toEqual([PAGES + 1, ['OFD.xml', 'Doc_0/Signs/Signatures.xml']]);
  });

  it('takes a second seal, after which both are valid', async () => {
    const again = await seal(path('已盖章.ofd'), '-o', path('两枚.ofd'), '--at', '150,200');
    expect(again.stderr).toBe('');
    const { stdout } = await run('verify', path('两枚.ofd'), '--json');
    const report = JSON.parse(stdout) as { signatures: { verdict: string }[] };
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
  });

  it('is locked, which is on record, and takes no further seal; a PDF cannot be locked', async () => {
    const at = ['--at', '60,60'];
    expect((await seal(path('合同.ofd'), '-o', path('锁定.ofd'), ...at, '--lock')).stderr).toBe('');
    expect((await run('verify', path('锁定.ofd'))).status).toBe(0);
    expect((await run('register', 'list', '--json')).stdout).toMatch(/"locks":\s*true/);
    const out = path('不应有.ofd');
    expect([
      await codeOf(seal(path('锁定.ofd'), '-o', out, '--at', '150,200')),
      await codeOf(seal(world.contract, '-o', out, ...at, '--lock')),
      await codeOf(seal(world.contract, '-o', out, ...at, '--lock', '--dry-run')),
    ]).toEqual(['OFD_LOCKED', 'OFD_LOCK_NOT_FOR_PDF', 'OFD_LOCK_NOT_FOR_PDF']);
  });

  it('is locked under an approval that says so, which takes no other use', async () => {
    const where = ['--seal', world.companies[0]?.seals[0]?.esId ?? '', '--at', '60,60'];
    const [input, out] = [path('合同.ofd'), path('审批后锁定.ofd')];
    const said = ['--applicant', '王小明', '--purpose', '合同', '--lock', '--json'];
    const asked = JSON.parse((await run('approval', 'request', input, ...where, ...said)).stdout) as {
      approval: { request: { id: string } };
    };
    const { id } = asked.approval.request;
    const key = ['--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'];
    const decided = await run('approval', 'decide', id, '--approve', '--approver', '林知远', ...key);
    expect(decided.stdout).toContain('锁定签章');
    const under = (...more: readonly string[]) =>
      run('seal', input, '-o', out, '--approval', id, '--pin-env', 'PIN', ...more);
    expect(await codeOf(under(...where))).toBe('APPROVAL_MISMATCH');
    const planned = await under('--dry-run', '--json');
    expect(JSON.parse(planned.stdout)).toMatchObject({ ok: true, dryRun: true, locks: true });
    expect((await seal(input, '-o', out, '--at', '60,60', '--dry-run', '--lock')).stdout).toContain(
      '锁定签章',
    );
    expect((await under()).stdout).toContain('已盖章并锁定');
    expect(await codeOf(seal(out, '-o', path('不应有.ofd'), '--at', '60,60'))).toBe('OFD_LOCKED');
  });

  it('refuses what it has no place for, before a key is used', async () => {
    const at = ['--at', '60,60'];
    const [input, out] = [path('合同.ofd'), path('不应有.ofd')];
    expect([
      await codeOf(seal(input, '-o', out, '--field', '甲方')),
      await codeOf(seal(input, '-o', out, ...at, '--date', 'keyword=甲方（盖章）')),
      await codeOf(run('archive-stamp', path('已盖章.ofd'), '-o', out)),
    ]).toEqual(['OFD_WITHOUT_FIELDS', 'OFD_NOTHING_BESIDE', 'OFD_NO_ARCHIVE_STAMP']);
    expect(readdirSync(folder)).not.toContain('不应有.ofd');
  });

  it('is packed as evidence that openssl and unzip repeat, and recheck anywhere, unless it was changed', async () => {
    const zip = path('证据.zip');
    expect((await run('evidence', path('两枚.ofd'), '-o', zip)).stderr).toBe('');
    unpackEvidence(zip, path('证据'));
    const steps = printedSteps(path('证据'));
    expect(steps.filter((step) => step.includes('unzip -p document.ofd')).length).toBeGreaterThan(2 * PAGES);
    expect(failingSteps(path('证据'))).toEqual([]);
    const recheck = async (name: string) => {
      const { status, stdout } = await sealdesk(['recheck', name, '--json'], { home: path('nowhere') });
      return [status, JSON.parse(stdout) as object] as const;
    };
    const valid = { altered: [], differences: [], report: { verdict: 'valid' } };
    expect(await recheck(zip)).toMatchObject([0, valid]);
    const files = unzipSync(readFileSync(zip));
    const parts = unzipSync(files['document.ofd'] ?? new Uint8Array());
    const page = `Doc_0/Pages/Page_${PAGES - 1}/Content.xml`;
    const text = strFromU8(parts[page] ?? expect.fail(page));
    const forged = zipSync({ ...parts, [page]: strToU8(text.replace('甲方', '乙方')) });
    writeFileSync(path('改.zip'), zipSync({ ...files, 'document.ofd': forged }, { level: 0 }));
    const invalid = { altered: ['document.ofd'], report: { verdict: 'invalid' } };
    expect(await recheck(path('改.zip'))).toMatchObject([1, invalid]);
  });

  it('becomes a PDF copy that says so below each page and is on record', async () => {
    const converted = await run('convert', path('已盖章.ofd'), '-o', path('复印件.pdf'));
    expect(converted.stderr).toBe('');
    const text = execFileSync('pdftotext', [path('复印件.pdf'), '-'], { encoding: 'utf8' });
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages).toHaveLength(PAGES);
    for (const page of pages) expect(page.replaceAll(/\s/g, '')).toMatch(/保密义务.*原文件SM3[0-9a-f]{64}/);
    expect((await run('register', 'list', '--json')).stdout).toContain('"convertedToPdf"');
  });

  it('becomes a PDF copy also once it is locked', async () => {
    const converted = await run('convert', path('锁定.ofd'), '-o', path('锁定的复印件.pdf'));
    expect([converted.status, converted.stderr]).toEqual([0, '']);
  });

  it('is sealed in one batch with a PDF, and each keeps its format', async () => {
    mkdirSync(path('批'));
    copyFileSync(path('合同.ofd'), path('批/甲.ofd'));
    copyFileSync(world.contract, path('批/乙.pdf'));
    const batch = await seal('--batch', path('批'), '-o', path('批量'), '--place', '-1,60,60');
    expect(batch.status).toBe(0);
    expect(readdirSync(path('批量')).filter((name) => /\.(?:ofd|pdf)$/.test(name))).toHaveLength(2);
    const { stdout } = await run('verify', '--recursive', path('批量'), '--json');
    expect(stdout.match(/"verdict":\s*"valid"/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
