import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFonts } from '../../adapters/fonts/font-files.ts';
import { utf8Text } from '../../core/bytes/encodings.ts';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { examined } from './fixtures/sample-examination.ts';
import { makeReport } from './make-report.ts';
import { renderReport, type ReportFileFormat } from './render-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const harness = await makeHarness();
const sealed = await harness.sealedBy();
const fonts = readFonts('node_modules/@fontsource/noto-serif-sc/files');

async function rendered(
  format: ReportFileFormat,
  language: Language,
  file = '采购合同.pdf',
  bytes = sealed,
): Promise<Uint8Array> {
  const { judgedAt, ...examination } = await examined(harness, bytes, file);
  const report = makeReport({
    ...examination,
    madeBy: { program: 'SealDesk 1', computer: 'desk-1', person: '李' },
    madeAt: new Date('2026-07-02T01:02:03Z'),
    judgedAt: new Date(judgedAt),
  });
  return renderReport(report, format, language, () => fonts);
}

function textOf(pdf: Uint8Array): string {
  const path = join(folder, 'report.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

describe('the PDF report', () => {
  it('can be read back in Chinese, with its disclaimer on every page', async () => {
    const text = textOf(await rendered('pdf', 'zh-CN'));
    expect(text).toContain('验章报告');
    expect(text).toContain('采购合同.pdf');
    expect(text).toContain('1 个签章有效');
    expect(text).toContain('2026-07-02 09:02:03（北京时间）');
    const pages = text.split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.filter((page) => !page.includes('本结论仅为电子签章技术验证，不判断合同效力'))).toEqual([]);
  });

  it('can be read back in English', async () => {
    const text = textOf(await rendered('pdf', 'en'));
    expect(text).toContain('Verification report');
    expect(text).toContain('It does not judge the effect of a contract');
    expect(text).toMatch(/Page 1 of \d/);
  });

  it('draws a sign for letters that its font lacks', async () => {
    expect(textOf(await rendered('pdf', 'zh-CN', '合同😀𠮷.pdf'))).toContain('合同〓〓.pdf');
  });
});

describe('the HTML report', () => {
  it('needs no other file and runs nothing', async () => {
    const html = utf8Text(await rendered('html', 'zh-CN'));
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('本结论仅为电子签章技术验证，不判断合同效力');
    expect(html).not.toMatch(/<script|<link|<img|url\(|src=|https?:/i);
  });

  it('shows names of strangers as text', async () => {
    const html = utf8Text(await rendered('html', 'en', '<script>alert(1).pdf', harness.plain));
    expect(html).toContain('&lt;script&gt;alert(1).pdf');
    expect(html).not.toContain('<script>');
  });
});
