import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { guardPorts } from './guard-software.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-guard-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WINDOWS = {
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  SystemRoot: 'C:\\Windows',
  SystemDrive: 'C:',
};
const nothingOpened = { read: () => [] };

describe('The encryption software of a company', () => {
  it.each([
    ['C:\\Program Files (x86)\\EsafeNet\\Cobra DocGuard Client', '亿赛通 E-SafeNet Cobra DocGuard'],
    ['C:\\Windows\\System32\\winrdlv3.exe', 'IP-guard'],
    ['C:\\Inetpub\\ftproot\\Tipray\\LdTerm', '绿盾 Tipray'],
  ])('is known by %s', (path, product) => {
    const guards = guardPorts(nothingOpened, 'win32', WINDOWS, (each) => each === path);
    expect(guards.installed()).toEqual([{ product, path }]);
  });

  it('is not looked for on other systems', () => {
    expect(guardPorts(nothingOpened, 'linux', WINDOWS, () => true).installed()).toEqual([]);
  });

  it('is seen at work where a document that was opened is handed out as ciphertext', async () => {
    const path = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const openedAt = '2026-11-22T00:00:00Z';
    const guarded = path('guarded.pdf', 'b\x14#e\0\0E-SafeNet\0\0\0LOCK\0');
    const opened = [guarded, path('plain.pdf', '%PDF-1.7'), join(folder, 'gone.pdf')];
    const recent = { read: () => opened.map((each) => ({ path: each, openedAt })) };
    expect(await guardPorts(recent).guardedDocuments()).toBe(1);
  });

  it.skipIf(process.platform === 'win32')('is not looked for in a pipe, which nobody waits at', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const recent = { read: () => [{ path, openedAt: '2026-11-22T00:00:00Z' }] };
    expect(await guardPorts(recent).guardedDocuments()).toBe(0);
    // The system refuses a writer as long as nobody waits to read; where somebody does, this lets it go.
    const write = (): void => closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
    expect(write).toThrow('ENXIO');
  });
});
