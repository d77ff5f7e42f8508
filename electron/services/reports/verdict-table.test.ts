import { expect, it } from 'vitest';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { examined } from './fixtures/sample-examination.ts';
import { verdictTableHead, verdictTableRow } from './verdict-table.ts';

it('A row has a cell for each title, and a name that begins like a formula is none', async () => {
  const harness = await makeHarness();
  const row = verdictTableRow(await examined(harness, await harness.sealedBy(), '=1+1.pdf'));
  expect(row).toMatch(/^"'=1\+1\.pdf",valid,1 个签章有效,1,样例公章,/);
  const failed = verdictTableRow({
    report: {
      file: 'gone.pdf',
      verdict: 'error',
      error: { code: 'FILE_NOT_FOUND' },
      signatures: [],
      revocationListsAsOf: [],
    },
    hashes: null,
    revisions: null,
    judgedAt: '2026-07-01T00:00:00.000Z',
  });
  expect(failed.split(',').length).toBe(verdictTableHead().split(',').length);
});
