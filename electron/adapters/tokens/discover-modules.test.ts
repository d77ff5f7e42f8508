import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadingProcess } from '../../core/module-header/module-header.ts';
import { thisSystem } from '../systems/this-system.ts';
import { windows } from '../systems/windows.ts';
import { discoverModule, discoverModules } from './discover-modules.ts';

/** A 64-bit Windows, so that no module installed on this system is found. */
const WINDOWS: LoadingProcess = { system: 'windows', architecture: 'x64', bits: 64 };
const X64 = 0x8664;
const IA32 = 0x014c;

/** Makes a file another user's: root gives it away, and anybody else becomes another one for the test. */
function giveAway(path: string): void {
  if (process.getuid?.() === 0) chownSync(path, 4711, 4711);
  else vi.spyOn(process, 'getuid').mockReturnValue(4711);
}

let folder: string;

function dll(machine: number, exported: string): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(machine, 0x84);
  bytes.write(`${exported}\0`, 0x200, 'latin1');
  return bytes;
}

function put(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Gives a file a second name: a link or, on Windows, where making links needs a right of its own, another spelling. */
function otherName(path: string): string {
  if (process.platform === 'win32') return path.toUpperCase();
  const link = join(folder, 'link.dll');
  symlinkSync(path, link);
  return link;
}

const discovered = (named: Partial<Parameters<typeof discoverModules>[0]>) =>
  discoverModules({ world: [], user: [], environment: {}, ...named }, [WINDOWS], () => []).map(
    ({ path, kind, origin, error }) => [path, kind, origin, error?.code ?? null],
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-discovery-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('discoverModules', () => {
  it.skipIf(process.platform === 'win32')(
    'loads no driver of a demonstration that another user has put there',
    () => {
      const soft = put('soft.dll', dll(X64, 'C_GetFunctionList'));
      giveAway(soft);
      expect(discovered({ world: [soft] })).toEqual([[soft, 'pkcs11', 'world', 'MODULE_OTHERS_WORK']]);
      // Vendors' packages may leave files to whoever has packed them.
      expect(discovered({ user: [soft] })).toEqual([[soft, 'pkcs11', 'user', null]]);
    },
  );

  it('completes no path of settings by the folder that a command runs in', () => {
    const planted = put('planted.dll', dll(X64, 'C_GetFunctionList'));
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    expect(
      discovered({ user: ['planted.dll'], environment: { SEALDESK_MODULES: `.${sep}planted.dll` } }),
    ).toEqual([
      [`.${sep}planted.dll`, 'pkcs11', 'environment', 'MODULE_NOT_HERE'],
      ['planted.dll', 'pkcs11', 'user', 'MODULE_NOT_HERE'],
    ]);
    expect(existsSync(planted)).toBe(true);
  });

  it('touches nothing of another computer, whoever names it: Windows would sign in there', () => {
    // On Windows it is the very function that is replaced.
    const { isOnThisComputer } = windows;
    const rules = vi.spyOn(thisSystem, 'isOnThisComputer').mockImplementation(isOnThisComputer);
    const looked = vi.spyOn(thisSystem, 'pathKey');
    const far = [
      '\\\\evil\\share\\driver.dll',
      '//evil/share/driver.dll',
      '\\\\?\\UNC\\evil\\share\\driver.dll',
      '\\driver.dll',
    ];
    expect(discovered({ user: far }).map(([, , , code]) => code)).toEqual(far.map(() => 'MODULE_NOT_HERE'));
    const whole = far.slice(0, 3);
    expect(whole.map((path) => discoverModule(path, [WINDOWS])[0].error?.code)).toEqual(
      whole.map(() => 'MODULE_NOT_HERE'),
    );
    expect(rules).toHaveBeenCalled();
    expect(looked).not.toHaveBeenCalled();
  });

  it('finds modules named by world, environment and person, and tells the interface by the exports', () => {
    const soft = put('soft.dll', dll(X64, 'C_GetFunctionList'));
    const skf = put('skf.dll', dll(X64, 'SKF_EnumDev'));
    const mine = put('mine.dll', dll(X64, 'C_GetFunctionList'));
    const environment = { SEALDESK_MODULES: ['', skf, join(folder, 'absent.dll')].join(delimiter) };
    expect(discovered({ world: [soft], user: [mine], environment })).toEqual([
      [soft, 'pkcs11', 'world', null],
      [skf, 'skf', 'environment', null],
      [join(folder, 'absent.dll'), 'pkcs11', 'environment', 'MODULE_MISSING'],
      [mine, 'pkcs11', 'user', null],
    ]);
  });

  it('lists a file with several names once', () => {
    const module = put('module.dll', dll(X64, 'C_GetFunctionList'));
    expect(discovered({ world: [module], user: [otherName(module), module] })).toEqual([
      [module, 'pkcs11', 'world', null],
    ]);
  });

  it.each([
    ['a 32-bit module', dll(IA32, 'C_GetFunctionList'), 'MODULE_WRONG_BITNESS'],
    ['a library that is no driver', dll(X64, 'DllMain'), 'MODULE_NOT_A_DRIVER'],
    ['a text', Buffer.from('C_GetFunctionList\0'), 'MODULE_NOT_A_DRIVER'],
    ['an empty file', Buffer.alloc(0), 'MODULE_NOT_A_DRIVER'],
    ['a module of Linux', Buffer.from('7f454c46020101'.padEnd(64, '0'), 'hex'), 'MODULE_WRONG_SYSTEM'],
  ])('does not load %s', (_what, bytes, code) => {
    expect(discoverModule(put('picked.dll', bytes), [WINDOWS])[0].error?.code).toBe(code);
  });

  it('does not read a folder as a module', () => {
    expect(discoverModule(folder, [WINDOWS])[0].error?.code).toBe('MODULE_NOT_A_DRIVER');
  });

  it('reports a known 32-bit module only if its product has no module that fits', () => {
    const known = [
      { path: put('wide.dll', dll(X64, 'C_GetFunctionList')), product: 'Both' },
      { path: put('narrow.dll', dll(IA32, 'C_GetFunctionList')), product: 'Both' },
      { path: put('alone.dll', dll(IA32, 'C_GetFunctionList')), product: 'Old' },
    ].map((found) => ({ ...found, kind: 'pkcs11', origin: 'known' }) as const);
    const found = discoverModules({ world: [], user: [], environment: {} }, [WINDOWS], () => known);
    expect(found.map(({ product, error }) => [product, error?.code ?? null])).toEqual([
      ['Both', null],
      ['Old', 'MODULE_WRONG_BITNESS'],
    ]);
  });

  it('keeps of what the registry alone names only drivers, by what they export, whatever their word size', () => {
    mkdirSync(join(folder, 'x86'));
    const registered = [
      put('csp.dll', dll(X64, 'CPAcquireContext')),
      join(folder, 'gone.dll'),
      put('csp11.dll', dll(X64, 'C_GetFunctionList')),
      put(join('x86', 'CSP11.dll'), dll(IA32, 'C_GetFunctionList')),
      put(join('x86', 'skf.dll'), dll(IA32, 'SKF_EnumDev')),
      put(join('x86', 'csp.dll'), dll(IA32, 'CPAcquireContext')),
    ];
    const found = discoverModules({ world: [], user: [], environment: {} }, [WINDOWS], () =>
      registered.map((path) => ({ path, kind: null, product: path, origin: 'registry' })),
    );
    expect(found.map(({ path, kind, error }) => [path, kind, error?.code ?? null])).toEqual([
      [join(folder, 'csp11.dll'), 'pkcs11', null],
      [join(folder, 'x86', 'skf.dll'), 'skf', 'MODULE_WRONG_BITNESS'],
    ]);
  });

  it('admits a 32-bit driver if a 32-bit host is at hand', () => {
    const host32: LoadingProcess = { system: 'windows', architecture: 'ia32', bits: 32 };
    const path = put('narrow.dll', dll(IA32, 'SKF_EnumDev'));
    const [found] = discoverModule(path, [WINDOWS, host32]);
    expect([found.kind, found.error, found.header?.machines[0]?.bits]).toEqual(['skf', null, 32]);
    const library = put('linux.so', Buffer.from('7f454c46020101'.padEnd(64, '0'), 'hex'));
    expect(discoverModule(library, [WINDOWS, host32])[0].error).toMatchObject({
      code: 'MODULE_WRONG_SYSTEM',
      details: { needed: 'windows x64/64' },
    });
  });

  it('takes a library that exports both interfaces as two drivers, and names it once where it cannot be loaded', () => {
    const both = put('both.dll', dll(X64, 'C_GetFunctionList\0SKF_EnumDev'));
    const narrow = put('narrow.dll', dll(IA32, 'C_GetFunctionList\0SKF_EnumDev'));
    expect(discovered({ user: [both, both, narrow] })).toEqual([
      [both, 'pkcs11', 'user', null],
      [`${both}#skf`, 'skf', 'user', null],
      [narrow, 'pkcs11', 'user', 'MODULE_WRONG_BITNESS'],
    ]);
    expect(discoverModule(both, [WINDOWS]).map(({ kind }) => kind)).toEqual(['pkcs11', 'skf']);
  });

  it('believes the exports of a file more than the table', () => {
    const path = put('both.dll', dll(X64, 'SKF_EnumDev'));
    const [found] = discoverModules({ world: [], user: [], environment: {} }, [WINDOWS], () => [
      { path, kind: 'pkcs11', product: 'Both', origin: 'known' },
    ]);
    expect(found?.kind).toBe('skf');
  });
});
