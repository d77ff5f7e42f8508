import { expect, it } from 'vitest';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { examined } from '../reports/fixtures/sample-examination.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import { batchOutcome } from './batch-outcome.ts';

it('A row says the verdict, who sealed, and what is wrong first', async () => {
  const harness = await makeHarness();
  const sealed = await harness.sealedBy();
  const { report } = await examined(harness, sealed);
  expect(batchOutcome(report)).toMatchObject({
    ...{ verdict: 'valid', isDoubtful: false, error: null, signatures: 1 },
    note: { 'zh-CN': '1 个签章有效', en: '1 seal valid' },
    signers: [report.signatures[0]?.signer?.subject],
  });
  const voided = report.signatures.map((each) => ({ ...each, reasons: ['VOIDED_HERE' as const] }));
  expect(batchOutcome({ ...report, signatures: voided }).isDoubtful).toBe(true);

  const changed = Uint8Array.from(sealed);
  changed[20] = (changed[20] ?? 0) ^ 1;
  const outcome = batchOutcome((await examined(harness, changed)).report);
  expect([outcome.verdict, outcome.note['zh-CN']]).toEqual(['invalid', '签章后文档内容已改变']);

  const failed = batchOutcome(unjudged('/a.pdf', { code: 'NOT_A_PDF' }));
  expect([failed.verdict, failed.note.en, failed.signatures]).toEqual([
    'error',
    'This is no PDF or OFD file.',
    0,
  ]);
});
