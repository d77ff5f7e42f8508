import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { latin1Text, toHex } from '../../core/bytes/encodings.ts';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import { examined } from './fixtures/sample-examination.ts';
import { makeReport } from './make-report.ts';
import { readReportDocument, reportJsonSchema, type ReportDocument } from './report-document.ts';
import { reportSheet } from './report-sheet.ts';

const SCHEMA = './verification-report.schema.json';
const harness = await makeHarness();
const madeBy = { program: 'SealDesk 1', computer: 'desk-1', person: 'li' };
const madeAt = new Date('2026-07-02T00:00:00Z');

async function reportOn(bytes: Uint8Array): Promise<ReportDocument> {
  const { judgedAt, ...examination } = await examined(harness, bytes);
  return makeReport({ ...examination, madeBy, madeAt, judgedAt: new Date(judgedAt) });
}

const sealed = await harness.sealedBy();
const changed = sealed.with(latin1Text(sealed).indexOf('595 842'), 0x34);

const published = new URL(SCHEMA, import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats(ajv);
const isReport = ajv.compile(JSON.parse(readFileSync(published, 'utf8')) as object);

describe('the published schema', () => {
  it('is the one that reports are made by', async () => {
    const style = { parser: 'json', printWidth: 110 } as const;
    const written = await format(JSON.stringify(reportJsonSchema()), style);
    await expect(written).toMatchFileSnapshot(SCHEMA);
  });

  it.each([
    ['a sealed document', sealed],
    ['a changed document', changed],
    ['an unsigned document', harness.plain],
    ['no PDF at all', new Uint8Array(40)],
  ])('takes the report on %s', async (_, bytes) => {
    const written: unknown = JSON.parse(JSON.stringify(await reportOn(bytes)));
    expect([isReport(written), isReport.errors]).toEqual([true, null]);
    expect(readReportDocument(written)).toEqual(written);
  });

  it('refuses a report that lacks its disclaimer or has further parts', async () => {
    const report = await reportOn(sealed);
    const without = Object.fromEntries(Object.entries(report).filter(([name]) => name !== 'disclaimer'));
    expect([isReport(without), isReport({ ...report, more: 1 })]).toEqual([false, false]);
  });
});

describe('a report', () => {
  it('repeats what the examination has noted in the signed document, in both languages', async () => {
    const { judgedAt, ...examination } = await examined(harness, sealed);
    const noted = { code: 'JAVASCRIPT', page: 2, object: 7, count: 1, name: null } as const;
    const report = makeReport({
      ...{ ...examination, report: { ...examination.report, notes: [noted] } },
      ...{ madeBy, madeAt, judgedAt: new Date(judgedAt) },
    });
    expect(report.notes).toMatchObject([{ code: 'JAVASCRIPT', page: 2 }]);
    expect(isReport(JSON.parse(JSON.stringify(report)))).toBe(true);
    const lines = JSON.stringify(reportSheet(report, 'zh-CN').blocks);
    expect(lines).toContain('第 2 页 文件内含脚本');
  });

  it('names the file without its folders, its hashes, and who made it', async () => {
    const { document, judgedAt, madeBy: maker } = await reportOn(sealed);
    expect(document).toMatchObject({ name: '采购合同.pdf', size: sealed.length });
    expect([judgedAt, maker]).toEqual(['2026-07-01T00:00:00.000Z', madeBy]);
  });

  it('says that the content has changed, and accuses nobody', async () => {
    const { headline, signatures } = await reportOn(changed);
    expect(headline['zh-CN']).toBe('1 个签章无效');
    expect(signatures[0]?.headline['zh-CN']).toBe('签章无效：签章后文档内容已改变');
    expect(JSON.stringify(await reportOn(changed))).not.toMatch(/篡改|tamper|鉴定/);
  });

  it('lists the revisions with who made each, its time and its SM3, as the window does', async () => {
    const { revisions } = await reportOn(sealed);
    expect(revisions).toMatchObject([
      { number: 1, bytes: harness.plain.length, signatures: [], title: { 'zh-CN': '生成文件' }, time: null },
      {
        ...{ number: 2, bytes: sealed.length, signatures: [1], title: { 'zh-CN': '加盖 样例公章' } },
        changes: { 'zh-CN': ['第1页：加盖签章'] },
        time: { source: 'signer', text: { 'zh-CN': '签章人电脑时间' } },
      },
    ]);
    expect(revisions?.[0]?.sm3).toBe(toHex(harness.engine.sm3(harness.plain)));
    const sheet = JSON.stringify(reportSheet(await reportOn(sealed), 'zh-CN').blocks);
    expect(sheet).toContain('修订时间线');
    expect((await reportOn(new Uint8Array(40))).revisions).toBeNull();
  });

  it('says as of when the lists are that it rests on, and whose they are', async () => {
    const { judgedAt, ...examination } = await examined(harness, sealed);
    const list = {
      source: '样例平台',
      issuedAt: '2026-06-01T00:00:00.000Z',
      nextUpdate: '2026-06-08T00:00:00.000Z',
    };
    const report = makeReport({
      ...{ ...examination, report: { ...examination.report, trustLists: [{ ...list, state: 'outdated' }] } },
      ...{ madeBy, madeAt, judgedAt: new Date(judgedAt) },
    });
    const [revocation] = report.revocationLists ?? [];
    expect(revocation?.source).toContain('样例');
    expect(report.revocationListsAsOf).toEqual([revocation?.issuedAt]);
    expect(isReport(JSON.parse(JSON.stringify(report)))).toBe(true);
    const sheet = JSON.stringify(reportSheet(report, 'zh-CN').blocks);
    expect(sheet).toMatch(/撤销列表截至","[^"]+（来源：[^"]*样例[^"]*）/u);
    expect(sheet).toContain(
      '信任与制章者名单截至","2026-06-01 08:00:00（北京时间）（来源：样例平台） 已过期',
    );
  });

  it('says of a document that could not be judged why, as a doubt', async () => {
    const { judgedAt, ...examination } = await examined(harness, sealed);
    const file = examination.report.file;
    const unread = { ...examination, report: unjudged(file, { code: 'FILE_OVER_BUDGET' }), revisions: null };
    const report = makeReport({ ...unread, madeBy, madeAt, judgedAt: new Date(judgedAt) });
    expect(report.headline['zh-CN']).toMatch(/^未能判断：/);
    expect(reportSheet(report, 'zh-CN').blocks[0]).toMatchObject({ kind: 'verdict', tone: 'doubt' });
  });

  it('lists what was not checked, the open checks of each seal first', async () => {
    const { notChecked } = await reportOn(sealed);
    expect(notChecked[0]?.['zh-CN']).toBe('签章 1：印章状态（未检查）');
    expect(notChecked.length).toBeGreaterThan(5);
  });

  it('has the codes and the texts of every check', async () => {
    const [signature] = (await reportOn(sealed)).signatures;
    expect(signature?.checks.map(({ name }) => name)).toContain('integrity');
    expect(signature?.checks.find(({ name }) => name === 'coverage')).toMatchObject({
      code: 'COVERS_WHOLE_FILE',
      text: { 'zh-CN': '覆盖整个文件' },
    });
  });
});
