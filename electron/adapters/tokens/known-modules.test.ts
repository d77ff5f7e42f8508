import { describe, expect, it } from 'vitest';
import { LINUX_MODULES } from './known-modules-linux.ts';
import { MACOS_MODULES } from './known-modules-macos.ts';
import { WINDOWS_MODULES } from './known-modules-windows.ts';
import { findKnownModules, type SearchPlace } from './known-modules.ts';
import type { RegisteredProvider } from './registered-providers.ts';

function placeWith(
  system: SearchPlace['system'],
  folders: Readonly<Record<string, readonly string[]>>,
  environment: SearchPlace['environment'] = {},
  providers: readonly RegisteredProvider[] = [],
): SearchPlace {
  return { system, environment, namesIn: (folder) => folders[folder] ?? [], providers: () => providers };
}

const ENVIRONMENT = {
  SYSTEMROOT: 'C:\\Windows',
  ProgramFiles: 'D:\\Programs',
  'ProgramFiles(x86)': 'D:\\Programs (x86)',
};

const foundIn = (place: SearchPlace) => findKnownModules(place).map(({ path, kind }) => [path, kind]);

describe('findKnownModules', () => {
  it('finds Windows modules by environment variables and patterns, in any case of letters', () => {
    const folders = {
      'C:\\Windows\\System32': ['GM3000_PKCS11.DLL', 'HtPkcs1120066.dll', 'kernel32.dll', 'SKFAPI20240.dll'],
      'C:\\Windows\\SysWOW64': ['bjcacsp11_x.dll', 'SJK1217SKF.dll'],
      'D:\\Programs (x86)\\GM3000': ['mtoken_gm3000.dll', 'GM3000Admin.exe'],
      'D:\\Programs\\OpenSC Project\\OpenSC\\pkcs11': ['opensc-pkcs11.dll', 'opensc-pkcs11.dll.bak'],
    };
    expect(foundIn(placeWith('windows', folders, ENVIRONMENT))).toEqual([
      ['C:\\Windows\\System32\\GM3000_PKCS11.DLL', 'pkcs11'],
      ['D:\\Programs (x86)\\GM3000\\mtoken_gm3000.dll', 'skf'],
      ['C:\\Windows\\System32\\HtPkcs1120066.dll', 'pkcs11'],
      ['C:\\Windows\\System32\\SKFAPI20240.dll', 'skf'],
      ['C:\\Windows\\SysWOW64\\SJK1217SKF.dll', 'skf'],
      ['C:\\Windows\\SysWOW64\\bjcacsp11_x.dll', 'pkcs11'],
      ['D:\\Programs\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll', 'pkcs11'],
    ]);
  });

  it('skips a folder if its variable is not set', () => {
    const asked: string[] = [];
    findKnownModules({ ...placeWith('windows', {}), namesIn: (folder) => (asked.push(folder), []) });
    expect(asked).toEqual([]);
  });

  it('takes the libraries that vendors have registered, and looks for known names beside them', () => {
    const providers: RegisteredProvider[] = [
      { name: 'Maker CSP', library: 'D:\\Maker\\csp.dll', skfLibrary: '%SystemRoot%\\skf.dll', bits: 64 },
      { name: 'Old CSP', library: 'oldcsp.dll', skfLibrary: null, bits: 32 },
      { name: 'Odd CSP', library: '%Unset%\\odd.dll', skfLibrary: null, bits: 64 },
    ];
    const folders = { 'D:\\Maker': ['csp.dll', 'SKFAPI20529.dll'] };
    expect(findKnownModules(placeWith('windows', folders, ENVIRONMENT, providers))).toEqual([
      { path: 'D:\\Maker\\SKFAPI20529.dll', kind: 'skf', product: '海泰 HaiTai', origin: 'known' },
      { path: 'C:\\Windows\\skf.dll', kind: 'skf', product: 'Maker CSP', origin: 'registry' },
      { path: 'D:\\Maker\\csp.dll', kind: null, product: 'Maker CSP', origin: 'registry' },
      { path: 'C:\\Windows\\SysWOW64\\oldcsp.dll', kind: null, product: 'Old CSP', origin: 'registry' },
    ]);
  });

  it('finds Linux modules in the vendor’s own folders, by the exact case of letters', () => {
    const folders = {
      '/opt/lm-gm3000user/lib': ['libgm3000_pkcs11.so', 'libgm3000.1.0.so'],
      '/opt/apps/com.longmai.gm3000user/files/lib': ['libgm3000.1.0.so'],
      '/usr/lib': ['LIBES_3000GM.SO', 'libes_3000gm.so.1.0.0'],
    };
    expect(foundIn(placeWith('linux', folders))).toEqual([
      ['/usr/lib/libes_3000gm.so.1.0.0', 'pkcs11'],
      ['/opt/lm-gm3000user/lib/libgm3000_pkcs11.so', 'pkcs11'],
      ['/opt/lm-gm3000user/lib/libgm3000.1.0.so', 'skf'],
      ['/opt/apps/com.longmai.gm3000user/files/lib/libgm3000.1.0.so', 'skf'],
    ]);
  });

  it('ignores modules of another system', () => {
    const folders = { '/usr/local/lib': ['libes_3000gm.so', 'libes_3000gm.dylib', 'libk7.1.0.dylib'] };
    expect(foundIn(placeWith('macos', folders))).toEqual([
      ['/usr/local/lib/libes_3000gm.dylib', 'pkcs11'],
      ['/usr/local/lib/libk7.1.0.dylib', 'skf'],
    ]);
  });
});

describe.each([
  ['Windows', WINDOWS_MODULES],
  ['Linux', LINUX_MODULES],
  ['macOS', MACOS_MODULES],
])('the list of modules of %s', (_system, modules) => {
  it('names each file of an interface once', () => {
    const files = modules.flatMap(({ kind, files: names }) => names.map((name) => `${kind} ${name}`));
    expect(new Set(files).size).toBe(files.length);
  });
});
