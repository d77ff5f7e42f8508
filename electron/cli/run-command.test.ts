import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXIT } from './end/exit-status.ts';
import { runCommand } from './run-command.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

let out = '';
let err = '';

beforeEach(() => {
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => vi.restoreAllMocks());

const run = (...args: string[]) => runCommand(args, DIST);

describe('help', () => {
  it('lists every command by subject', async () => {
    expect(await run('--help')).toBe(EXIT.done);
    for (const title of ['盖章与验章 Sealing', '审批与台账 Approvals', 'Key 与口令 Keys', '平台与规定']) {
      expect(out).toContain(title);
    }
    const listed = [...out.matchAll(/^ {2}([a-z][a-z-]+) {2}/gm)].map(([, name]) => name);
    expect(listed).toEqual([
      ...[
        'seal',
        'presets',
        'sign',
        'verify',
        'evidence',
        'recheck',
        'archive',
        'archive-stamp',
        'extract',
        'convert',
        'check',
        'inspect',
        'approval',
        'office',
        'register',
        'handover',
        'audit',
        'backup',
        'restore',
      ],
      ...['tokens', 'doctor', 'pin', 'pin-reset', 'loss', 'issue', 'confirm', 'renew', 'replace', 'cancel'],
      ...['application', 'delegation'],
      ...[
        'platform',
        'sync',
        'status',
        'trust',
        'makers',
        'policy',
        'settings',
        'privacy',
        'demo',
        'update',
        'support-bundle',
        'completion',
        'help',
      ],
    ]);
  });

  it('is printed when nothing is asked, with the status of a wrong call', async () => {
    expect(await run()).toBe(EXIT.usage);
    expect(out).toContain('用法 Usage: sealdesk <command> [options]');
  });

  it('of a command shows its options with examples', async () => {
    expect(await run('seal', '--help')).toBe(EXIT.done);
    expect(out).toContain('用法 Usage: sealdesk seal -o <file> [options] --seal <esid|name>');
    expect(out).toContain('--no-time-stamp');
    expect(out).toContain('示例 Examples:\n  sealdesk seal contract.pdf');
  });

  it.each([
    ['approval', 'request', '--help'],
    ['help', 'approval', 'request'],
  ])('of a command within a command is found by %s %s %s', async (...args) => {
    expect(await run(...args)).toBe(EXIT.done);
    expect(out).toContain('用法 Usage: sealdesk approval request --seal <esid|name> --applicant <name>');
    expect(out).toContain('sealdesk approval request contract.pdf');
  });

  it('names the choices of a value', async () => {
    await run('loss', 'report', '--help');
    expect(out).toMatch(/holder,\s+legalRepresentative,\s+keeper,\s+agent/);
  });
});

describe('--version', () => {
  it('prints the version of the package', async () => {
    expect(await run('--version')).toBe(EXIT.done);
    const { version } = JSON.parse(readFileSync(join(DIST, '..', 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(out).toBe(`${version}\n`);
  });
});

describe('a wrong call', () => {
  it.each([
    [['seal', 'a.pdf', '--outt', 'b.pdf'], '没有选项 --outt，是否想用 --out？', 'Did you mean', 'seal'],
    [['verify', 'a.pdf', '--jsn'], '没有选项 --jsn，是否想用 --json？', 'Did you mean --json?', 'verify'],
    [['verify', '--nonsense'], '没有选项 --nonsense', "unknown option '--nonsense'", 'verify'],
    [['seal', 'a.pdf', '--pin=1234'], '没有选项 --pin', "unknown option '--pin'", 'seal'],
    [['verfy', 'a.pdf'], '没有命令 verfy，是否想用 verify？', 'Did you mean verify?', ''],
    [['approval', 'requst'], '没有命令 requst，是否想用 request？', 'Did you mean request?', 'approval'],
    [['approval'], '需要一个子命令', 'takes one of request, list', 'approval'],
    [['backup'], '缺少参数 file', "missing required argument 'file'", 'backup'],
    [['backup', 'a', 'b'], '参数过多', 'too many arguments', 'backup'],
    [['tokens', 'a'], '参数过多', 'too many arguments', 'tokens'],
    [['sign', 'a.pdf'], '缺少选项 -o, --out <file>', 'not specified', 'sign'],
    [['seal', 'a.pdf', '-o', ''], '的值无效', 'It must not be empty.', 'seal'],
    [['seal', 'a.pdf', '-o'], '选项 -o, --out <file> 缺少值', 'argument missing', 'seal'],
    [['seal', 'a.pdf', '-o', 'b', '--seal', 's'], '--at X,Y 或 --field', 'either --at X,Y or', 'seal'],
    [['register', 'export', '-o', 'a', '--format', 'xml'], '的值无效', 'csv, json', 'register export'],
    [['register', 'list', '--from', 'today'], '--from 应为日期', '--from takes a day', 'register list'],
    [['pin', 'change', '--pin-env', 'A'], '缺少选项 --new-pin-env', 'not specified', 'pin change'],
  ])('as %j says what is wrong, how it is used and where help is', async (args, zh, en, command) => {
    expect(await run(...args)).toBe(EXIT.usage);
    const [what, usage, help, ...rest] = err.split('\n');
    const name = command === '' ? 'sealdesk' : `sealdesk ${command}`;
    expect(what).toContain(zh);
    expect(what).toContain(en);
    expect(what).toMatch(/ \[USAGE\]$/);
    expect(usage).toContain(`用法 Usage: ${name} `);
    expect([help, rest]).toEqual([`帮助 Help: ${name} --help`, ['']]);
    expect([out, err.includes('1234')]).toEqual(['', false]);
  });

  it('answers a program in JSON', async () => {
    expect(await run('backup', '--json')).toBe(EXIT.usage);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      error: { code: 'USAGE', details: { message: "missing required argument 'file'" } },
    });
  });
});
