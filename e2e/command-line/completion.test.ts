import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../electron/cli/run-command.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

let folder = '';

/** Returns what a command prints. */
async function printed(...args: readonly string[]): Promise<string> {
  let output = '';
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => ((output += String(text)), true));
  try {
    await runCommand(args, DIST);
  } finally {
    write.mockRestore();
  }
  return output;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  writeFileSync(join(folder, 'contract one.pdf'), '');
  writeFileSync(join(folder, 'bash'), await printed('completion', 'bash'));
  writeFileSync(join(folder, '_sealdesk'), await printed('completion', 'zsh'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** Runs bash's completion on the last of these words. */
function bashOffers(...words: string[]): string[] {
  const script = [
    `source ./bash`,
    `COMP_WORDS=(sealdesk ${quoted(words)}); COMP_CWORD=${words.length}; _sealdesk`,
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ].join('\n');
  const options = {
    cwd: folder,
    env: { PATH: process.env['PATH'], SEAL_PIN: '1' },
    encoding: 'utf8',
  } as const;
  return execFileSync('bash', ['--norc', '-c', script], options).split('\n').filter(Boolean);
}

/** Does the same in zsh. Its functions that show choices are replaced by ones that print them. */
function zshOffers(...words: string[]): string[] {
  const script = [
    'compdef() { : }; _files() { print FILES }; _parameters() { print VARIABLES }',
    'compadd() { shift; print -l -- "$@" }; _describe() { print -l -- ${(P)4%%:*} }',
    'source ./_sealdesk',
    `words=(sealdesk ${quoted(words)}); CURRENT=${words.length + 1}; PREFIX='${words.at(-1)}'`,
    '_sealdesk',
  ].join('\n');
  return execFileSync('zsh', ['-f', '-c', script], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}

describe('completion of bash', () => {
  it('offers the commands that the help lists', async () => {
    const help = await printed('--help');
    const listed = [...help.matchAll(/^ {2}([a-z][a-z-]+) {2}/gm)].map(([, name]) => name);
    expect(listed).toContain('seal');
    expect(listed.length).toBeGreaterThan(20);
    expect(bashOffers('')).toEqual(listed);
    expect(bashOffers('re')).toEqual(['recheck', 'register', 'restore', 'renew', 'replace']);
    expect(bashOffers('approval', '')).toEqual([
      ...['request', 'list', 'decide', 'paper', 'send', 'fetch', 'export', 'import', 'picture', 'release'],
      ...['watch', 'results'],
    ]);
  });

  it('offers the options of the command', () => {
    expect(bashOffers('seal', 'a.pdf', '--p')).toEqual([
      ...[
        '--page',
        '--place',
        '--pages',
        '--preset',
        '--purpose',
        '--pin-env',
        '--pin-stdin',
        '--password-env',
        '--pattern',
      ],
    ]);
    expect(bashOffers('approval', 'decide', '--a')).toEqual(['--approve', '--approver']);
  });

  it('offers what an option takes', () => {
    expect(bashOffers('loss', 'report', '--role', '')).toEqual([
      ...['holder', 'legalRepresentative', 'keeper', 'agent'],
    ]);
    expect(bashOffers('seal', '-o', 'contr')).toEqual(['contract one.pdf']);
    expect(bashOffers('seal', '--pin-env', 'SEAL')).toEqual(['SEAL_PIN']);
    expect(bashOffers('seal', '--seal', '')).toEqual([]);
  });

  it('offers files and choices as arguments', () => {
    expect(bashOffers('verify', 'contr')).toEqual(['contract one.pdf']);
    expect(bashOffers('completion', '')).toEqual(['bash', 'zsh']);
    expect(bashOffers('approval', 'send', '')).toEqual([]);
  });
});

describe('completion of zsh', () => {
  it('offers commands and options', () => {
    expect(zshOffers('')).toContain('pin-reset');
    expect(zshOffers('pin', '')).toEqual(['change', 'unblock']);
    expect(zshOffers('pin', 'change', '-')).toEqual([
      ...['--pin-env', '--new-pin-env', '--token', '--last-try', '--json', '--help'],
    ]);
  });

  it('offers what an option or an argument takes', () => {
    expect(zshOffers('pin-reset', 'request', '--purpose', '')).toEqual(['reset', 'change']);
    expect(zshOffers('seal', '--out', '')).toEqual(['FILES']);
    expect(zshOffers('seal', '--pin-env', '')).toEqual(['VARIABLES']);
    expect(zshOffers('verify', '')).toEqual(['FILES']);
    expect(zshOffers('seal', '--seal', '')).toEqual([]);
  });
});
