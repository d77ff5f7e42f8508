import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keysIn, type RegistryKey } from '../settings/registry-export.ts';
import { registeredProviders } from './registered-providers.ts';

/** What reg.exe of Wine 8 has exported from either view of a registry with two vendors' providers beside Windows' own. */
const recorded = (view: 64 | 32): RegistryKey[] =>
  keysIn(readFileSync(new URL(`fixtures/providers-${view}-by-wine.reg`, import.meta.url), 'utf16le'));

describe('registeredProviders', () => {
  it('reads the providers of vendors from both views, and none of Windows itself', () => {
    const asked: string[] = [];
    const read = (key: string, view: 64 | 32) => (asked.push(key), recorded(view));
    expect(registeredProviders(read)).toEqual([
      {
        name: 'ePass3000GM CSP v1.0',
        library: 'C:\\Windows\\System32\\ShuttleCsp11_3000GM.dll',
        skfLibrary: null,
        bits: 64,
      },
      {
        name: '龙脉 GM3000 CSP',
        library: 'C:\\Program Files (x86)\\龙脉\\gm3000csp.dll',
        skfLibrary: '%SystemRoot%\\SysWOW64\\mtoken_gm3000.dll',
        bits: 32,
      },
    ]);
    expect(new Set(asked)).toEqual(new Set(['HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider']));
  });

  it('has none when a view is absent or cannot be read', () => {
    expect(registeredProviders(() => null)).toEqual([]);
    const failing = (_key: string, view: 64 | 32): RegistryKey[] => {
      if (view === 64) throw new Error('reg.exe was ended');
      return recorded(32);
    };
    expect(registeredProviders(failing).map(({ name }) => name)).toEqual(['龙脉 GM3000 CSP']);
  });

  it('ignores a provider without a library, or with one that is no text', () => {
    const keys = keysIn(
      [
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\A]',
        '"Image Path"=dword:00000001',
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\B]',
        '@="B"',
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\C]',
        '"IMAGE PATH"="c.dll"',
        '"SKFImagePath"=""',
      ].join('\r\n'),
    );
    expect(registeredProviders((_key, view) => (view === 64 ? keys : null))).toEqual([
      { name: 'C', library: 'c.dll', skfLibrary: null, bits: 64 },
    ]);
  });
});
