import { describe, expect, it } from 'vitest';
import { judgeReport, table } from './suite-table.mjs';

const ended = (test: string, status: string, ...messages: readonly string[]) => ({ test, status, messages });

const report = [
  {
    file: 'C:\\sealdesk\\e2e\\command-line\\sign.test.ts',
    outcomes: [
      ended('a signature holds', 'passed'),
      ended('pdfsig agrees', 'failed', 'Error: spawn pdfsig ENOENT\n    at x'),
      ended('openssl agrees', 'failed', 'Error: spawn openssl ENOENT\n    at x'),
      ended('a link is refused', 'failed', 'AssertionError: expected 1 to be 2\n    at y'),
      ended('a pipe is refused', 'skipped'),
    ],
  },
  {
    file: 'C:/sealdesk/electron/a.test.ts',
    outcomes: [ended('a file is read', 'failed', 'spawnSync mkfifo ENOENT', 'did not end')],
  },
  { file: 'C:/sealdesk/electron/b.test.ts', outcomes: [ended('(the file)', 'failed', 'no module x')] },
  {
    file: 'C:/sealdesk/electron/c.test.ts',
    outcomes: [ended('keeps a link', 'failed', 'no link'), ended('keeps a file', 'passed')],
  },
];

const SIGN = 'e2e/command-line/sign.test.ts';
const links = { by: 'links', file: 'electron/c.test.ts', tests: ['keeps a link'] };

describe('The report of a suite', () => {
  const row = judgeReport('command-line', report, { tools: ['pdfsig', 'mkfifo'], tests: [links] });

  it('counts a test as left out only by a tool that is known to be missing, or by name', () => {
    expect(row).toEqual({
      suite: 'command-line',
      passed: 2,
      leftOut: {
        pdfsig: [`${SIGN}: pdfsig agrees`],
        mkfifo: ['electron/a.test.ts: a file is read'],
        links: ['electron/c.test.ts: keeps a link'],
      },
      skipped: [`${SIGN}: a pipe is refused`],
      failed: [
        { test: `${SIGN}: openssl agrees`, why: 'Error: spawn openssl ENOENT' },
        { test: `${SIGN}: a link is refused`, why: 'AssertionError: expected 1 to be 2' },
        { test: 'electron/b.test.ts: (the file)', why: 'no module x' },
      ],
    });
  });

  it.each([
    ['one that passes', { ...links, tests: ['keeps a file'] }, 'keeps a file'],
    ['one that is gone', { ...links, tests: ['keeps a folder'] }, 'keeps a folder'],
    ['a file with one that passes', { by: 'links', file: links.file }, 'keeps a file'],
    ['a file that is gone', { by: 'links', file: 'electron/d.test.ts' }, 'some test'],
  ])('fails for a test that is left out without need: %s', (_, entry, named) => {
    const { failed } = judgeReport('command-line', report, { tests: [entry] });
    const why = 'need not be left out by links';
    expect(failed.filter((each) => each.why === why)).toEqual([{ test: `${entry.file}: ${named}`, why }]);
  });

  it('becomes a row, and names what failed and what was left out', () => {
    const text = table([row]);
    expect(text).toContain('| command-line | 2 | pdfsig 1, mkfifo 1, links 1 | 1 | 3 |');
    expect(text).toContain('- electron/b.test.ts: (the file): no module x');
    expect(text).toContain('Left out by links:\n\n- electron/c.test.ts: keeps a link');
  });
});
