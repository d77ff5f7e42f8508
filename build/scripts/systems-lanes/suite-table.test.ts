import { describe, expect, it } from 'vitest';
import { judgeReport, table } from './suite-table.mjs';

const test = (fullName: string, status: string, ...failureMessages: readonly string[]) => ({
  fullName,
  status,
  failureMessages,
});

const report = {
  testResults: [
    {
      name: 'C:\\sealdesk\\e2e\\command-line\\sign.test.ts',
      status: 'failed',
      assertionResults: [
        test('a signature holds', 'passed'),
        test('pdfsig agrees', 'failed', 'Error: spawn pdfsig ENOENT\n    at x'),
        test('a link is refused', 'failed', 'AssertionError: expected 1 to be 2\n    at y'),
        test('a pipe is refused', 'skipped'),
      ],
    },
    {
      name: 'C:/sealdesk/electron/a.test.ts',
      status: 'failed',
      message: 'spawnSync mkfifo ENOENT',
      assertionResults: [test('a file is read', 'skipped')],
    },
    {
      name: 'C:/sealdesk/electron/b.test.ts',
      status: 'failed',
      message: 'no module x',
      assertionResults: [],
    },
  ],
};

describe('The report of a suite', () => {
  const row = judgeReport('command-line', report);

  it('counts a test as left out only where a program could not be started', () => {
    expect(row).toEqual({
      suite: 'command-line',
      passed: 1,
      leftOut: {
        pdfsig: ['e2e/command-line/sign.test.ts: pdfsig agrees'],
        mkfifo: ['electron/a.test.ts: a file is read'],
      },
      skipped: ['e2e/command-line/sign.test.ts: a pipe is refused'],
      failed: [
        {
          test: 'e2e/command-line/sign.test.ts: a link is refused',
          why: 'AssertionError: expected 1 to be 2',
        },
        { test: 'electron/b.test.ts: (the file)', why: 'no module x' },
      ],
    });
  });

  it('becomes a row, and names what failed', () => {
    expect(table([row])).toContain('| command-line | 1 | pdfsig 1, mkfifo 1 | 1 | 2 |');
    expect(table([row])).toContain('- electron/b.test.ts: (the file): no module x');
  });
});
