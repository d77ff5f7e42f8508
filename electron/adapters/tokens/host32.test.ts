import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Port } from '../../wire/ports.ts';
import { host32In, hostsByFile, type OtherHost } from './host32.ts';
import type { HostStart } from './token-host-operations.ts';

describe('host32In', () => {
  const dist = join('/', 'program', 'resources', 'app.asar', 'dist');
  const lyingIn = (folder: string) => (path: string) => path === join(folder, 'host32', 'node.exe');

  it('finds the host in the folder of the program or nearer, on Windows alone', () => {
    expect(host32In(dist, 'win32', lyingIn(join('/', 'program')))).toMatchObject({
      program: join('/', 'program', 'host32', 'node.exe'),
      entry: join('/', 'program', 'host32', 'token-host', 'token-host.js'),
      loader: { architecture: 'ia32', bits: 32 },
    });
    expect(host32In(dist, 'linux', () => true)).toBeNull();
  });

  it('finds it beside the folder of the command line, and in that of a tree without installer', () => {
    const command = join('/', 'program', 'command', 'dist');
    expect(host32In(command, 'win32', lyingIn(join('/', 'program')))).not.toBeNull();
    expect(host32In(join('/', 'tree', 'dist'), 'win32', lyingIn(join('/', 'tree')))).not.toBeNull();
  });

  it('has none if it was not installed', () => expect(host32In(dist, 'win32', () => false)).toBeNull());

  it.each([
    ['Program Files', join('/', 'Program Files', 'SealDesk', 'command', 'dist'), '/'],
    ['the top of a drive', join('/', 'SealDesk', 'command', 'dist'), '/'],
    ['a tree at the top of a drive', join('/', 'tree', 'dist'), '/'],
    ['an archive', join('/', 'SealDesk', 'resources', 'app.asar', 'dist'), '/'],
  ])('runs no host that another user has put at the top of the drive of %s', (_, program, top) => {
    expect(host32In(program, 'win32', lyingIn(top))).toBeNull();
  });
});

describe('hostsByFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-host32-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Nothing starts from it: its program is absent. */
  const other = (): OtherHost => ({
    program: join(folder, 'absent'),
    entry: join(folder, 'absent.js'),
    loader: { system: 'linux', architecture: 'ia32', bits: 32 },
  });

  /** Tells which host a module with this header is started in. */
  async function startedIn(header: string, otherHost: OtherHost | null): Promise<string> {
    const module = join(folder, 'module.so');
    writeFileSync(module, Buffer.from(header.padEnd(128, '0'), 'hex'));
    const own: Port = { send: () => undefined, onMessage: () => undefined };
    const start: HostStart = { module, settings: { profiles: [], softTokens: 'admitted' } };
    const port = hostsByFile(() => own, otherHost)(start);
    if (port === own) return 'own';
    return new Promise((resolve) => port.onEnd?.(() => resolve('other')));
  }

  const ELF_32 = `7f454c46010101${'00'.repeat(11)}0300`;

  it('starts a module in the other runtime only if its file is for that and not for this one', async () => {
    expect(await startedIn(ELF_32, other())).toBe('other');
    expect(await startedIn(ELF_32, null)).toBe('own');
    // What is for neither, or is no library, is for this runtime to refuse.
    expect(await startedIn('4d5a', other())).toBe('own');
    expect(await startedIn('', other())).toBe('own');
  });
});
