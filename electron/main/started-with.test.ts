import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { isApprovalFile } from '../shared/model/approval.ts';
import { debuggingSwitch, documentAmong, InitialFile, leaveStartFolder, settleHome } from './started-with.ts';

vi.mock('electron', () => ({ safeStorage: {}, utilityProcess: {} }));
const folder = mkdtempSync(join(tmpdir(), 'sealdesk-start-'));
const contract = join(folder, '合同.pdf');
writeFileSync(contract, '%PDF-1.7');
afterAll(() => rmSync(folder, { recursive: true }));

describe('documentAmong', () => {
  it('finds a relative path from where the start was made', async () => {
    expect(await documentAmong(['electron', '合同.pdf'], folder)).toBe(contract);
  });

  it('passes over switches, folders and the program itself', async () => {
    expect(await documentAmong([contract, '--no-sandbox', '.', folder], folder)).toBeNull();
  });

  it('answers null for a file that is not there', async () => {
    expect(await documentAmong(['electron', 'missing.pdf'], folder)).toBeNull();
  });

  it('takes a path on a share that does not answer for a file, so that opening it says why', async () => {
    const looking = { look: () => new Promise<never>(() => undefined), haltMs: 20 };
    expect(await documentAmong(['electron', '合同.pdf'], folder, looking)).toBe(contract);
  });

  it('is handed out once, to the page that asks for its kind', async () => {
    const initial = new InitialFile(Promise.resolve(contract));
    expect(await initial.take('request')).toBeNull();
    expect(await Promise.all([initial.take('document'), initial.take('document')])).toEqual([contract, null]);
  });
});

describe('a start beside a document', () => {
  it('goes on in the folder of the program, and relative paths mean what they did', () => {
    const left: string[] = [];
    const environment: NodeJS.ProcessEnv = {
      SEALDESK_HOME: 'world',
      SEALDESK_PLATFORM_ACCESS: '',
      PATH: 'x',
    };
    const startedIn = leaveStartFolder(environment, {
      cwd: () => folder,
      chdir: (to) => left.push(to),
      execPath: join(folder, 'program', 'SealDesk.exe'),
    });
    expect([startedIn, left]).toEqual([folder, [join(folder, 'program')]]);
    expect(environment).toEqual({
      SEALDESK_HOME: join(folder, 'world'),
      SEALDESK_PLATFORM_ACCESS: '',
      PATH: 'x',
    });
  });
});

describe('a start with a switch that lets somebody look in', () => {
  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags'])(
    'is told from others by --%s',
    (name) => expect(debuggingSwitch((asked) => asked === name)).toBe(name),
  );
  it('is none with the switches of a desktop', () => {
    const given = ['ozone-platform', 'no-sandbox', 'lang', 'force-device-scale-factor'];
    expect(debuggingSwitch((asked) => given.includes(asked))).toBeNull();
  });
});

describe('the home of a start', () => {
  const environment = { XDG_DATA_HOME: folder, LOCALAPPDATA: folder, SEALDESK_HOME: '' };
  const settled = (args: readonly string[]) => {
    const paths: string[] = [];
    const app = { getPath: () => '/data', setPath: (_name: string, path: string) => void paths.push(path) };
    return { home: settleHome({ environment, args }, app), paths };
  };

  it.runIf(process.platform !== 'darwin')('is one of its own for the demonstration', () => {
    const [usual, demonstration] = [settled(['app']), settled(['app', '--demonstration'])];
    expect(usual).toEqual({ home: join(folder, 'SealDesk', 'home'), paths: [] });
    expect(demonstration.home).toBe(join(folder, 'SealDesk', 'demonstration'));
    expect(demonstration.paths).toHaveLength(1);
  });
});

describe('isApprovalFile', () => {
  it.each([
    ['申请.sealrequest', true],
    ['申请.SEALREQUEST', true],
    ['合同.pdf', false],
    ['sealrequest', false],
  ])('%s: %s', (name, expected) => expect(isApprovalFile(name)).toBe(expected));
});
