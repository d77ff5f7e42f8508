import { describe, expect, it } from 'vitest';
import { findKnownModules, KNOWN_MODULES, type SearchPlace } from './known-modules.ts';

function placeWith(
  system: SearchPlace['system'],
  folders: Readonly<Record<string, readonly string[]>>,
  environment: SearchPlace['environment'] = {},
): SearchPlace {
  return { system, environment, namesIn: (folder) => folders[folder] ?? [] };
}

describe('findKnownModules', () => {
  it('finds Windows modules by environment variables and patterns, in any case of letters', () => {
    const folders = {
      'C:\\Windows\\System32': ['GM3000_PKCS11.DLL', 'HtPkcs1120066.dll', 'kernel32.dll', 'SKFAPI20240.dll'],
      'C:\\Windows\\SysWOW64': ['bjcacsp11_x.dll'],
      'D:\\Programs\\OpenSC Project\\OpenSC\\pkcs11': ['opensc-pkcs11.dll', 'opensc-pkcs11.dll.bak'],
    };
    const environment = { SYSTEMROOT: 'C:\\Windows', ProgramFiles: 'D:\\Programs' };
    const found = findKnownModules(placeWith('windows', folders, environment));
    expect(found.map(({ path, kind }) => [path, kind])).toEqual([
      ['C:\\Windows\\System32\\GM3000_PKCS11.DLL', 'pkcs11'],
      ['C:\\Windows\\System32\\HtPkcs1120066.dll', 'pkcs11'],
      ['C:\\Windows\\System32\\SKFAPI20240.dll', 'skf'],
      ['C:\\Windows\\SysWOW64\\bjcacsp11_x.dll', 'pkcs11'],
      ['D:\\Programs\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll', 'pkcs11'],
    ]);
  });

  it('skips a folder if its variable is not set', () => {
    const asked: string[] = [];
    findKnownModules({ ...placeWith('windows', {}), namesIn: (folder) => (asked.push(folder), []) });
    expect(asked).toEqual([]);
  });

  it('finds Linux modules in the vendor’s own folder, by the exact case of letters', () => {
    const folders = {
      '/opt/lm-gm3000user/lib': ['libgm3000_pkcs11.so', 'libgm3000.1.0.so'],
      '/usr/lib': ['LIBES_3000GM.SO', 'libes_3000gm.so'],
    };
    const found = findKnownModules(placeWith('linux', folders));
    expect(found.map(({ path, kind }) => [path, kind])).toEqual([
      ['/usr/lib/libes_3000gm.so', 'pkcs11'],
      ['/opt/lm-gm3000user/lib/libgm3000_pkcs11.so', 'pkcs11'],
      ['/opt/lm-gm3000user/lib/libgm3000.1.0.so', 'skf'],
    ]);
  });

  it('ignores modules of another system', () => {
    const folders = { '/usr/local/lib': ['libes_3000gm.so', 'libes_3000gm.dylib'] };
    expect(findKnownModules(placeWith('macos', folders)).map(({ path }) => path)).toEqual([
      '/usr/local/lib/libes_3000gm.dylib',
    ]);
  });
});

describe('the table of known modules', () => {
  it('names each file of a system and an interface once', () => {
    const files = KNOWN_MODULES.flatMap(({ system, kind, files: names }) =>
      names.map((name) => `${system} ${kind} ${name}`),
    );
    expect(new Set(files).size).toBe(files.length);
  });
});
