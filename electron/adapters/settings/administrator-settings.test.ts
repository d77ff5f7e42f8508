import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOT_ADMINISTRATED } from '../../shared/model/settings.ts';
import {
  administratedBy,
  administratorFile,
  administratorSchema,
  readAdministratorSettings,
} from './administrator-settings.ts';
import { readManagedPreferences } from './managed-preferences.ts';
import { readRegistryPolicy, registryJson } from './registry-policy.ts';

describe('the administrator’s settings', () => {
  it('fix what they name', () => {
    const values = {
      ...{ language: 'en', theme: 'dark', textSize: 150, outputPattern: '{name}_{date}', approval: true },
      ...{ defaultPreset: '合同', modules: ['/opt/key/driver.so'], platforms: [] },
    };
    expect(administratedBy(JSON.stringify(values))).toEqual({ values, problem: null });
  });

  it.each([
    ['cut', '{"theme": ', 'JSON'],
    ['with a member that nobody knows', '{"aproval": true}', 'aproval'],
    ['that loosen', '{"approval": false}', 'approval'],
    ['with a relative path', '{"modules": ["driver.so"]}', 'modules.0'],
    ['with a pattern that names no file', '{"outputPattern": "{name}/x"}', 'outputPattern'],
  ])('are not used at all when they are %s', (_what, text, reason) => {
    const { values, problem } = administratedBy(text);
    expect([values, problem?.code]).toEqual([{}, 'ADMINISTRATOR_SETTINGS_DAMAGED']);
    expect(problem?.details?.['reason']).toContain(reason);
  });

  it('stand in the table of the README, each of them', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../services/settings/README.md'), 'utf8');
    const unnamed = Object.keys(administratorSchema.shape).filter(
      (name) => !readme.includes(`| \`${name}\``),
    );
    expect(unnamed).toEqual([]);
  });
});

describe('the place of the administrator’s settings', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'administrator-'));
    mkdirSync(join(folder, 'development', 'fonts'), { recursive: true });
    writeFileSync(join(folder, 'policy.json'), '{"theme": "dark"}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is moved by nobody’s environment in a product', () => {
    const environment = { SEALDESK_POLICY: join(folder, 'policy.json') };
    const place = { dist: join(folder, 'product'), environment, system: 'linux' } as const;
    expect(readAdministratorSettings(place)).toEqual(NOT_ADMINISTRATED);
  });

  it.skipIf(process.platform === 'win32')('is a file on Linux that nobody else may write', () => {
    const path = join(folder, 'open.json');
    writeFileSync(path, '{}');
    chmodSync(path, 0o666);
    expect(() => administratorFile(path)).toThrow(expect.objectContaining({ code: 'EOTHERS' }));
    expect(administratorFile(join(folder, 'none.json'))).toBeNull();
  });

  it('is a property list on macOS, which the system’s own program turns into JSON', () => {
    expect(
      readManagedPreferences(
        () => '',
        () => false,
      ),
    ).toBeNull();
    const called: unknown[] = [];
    const run = (path: string, args: readonly string[]): string => {
      called.push([path, ...args]);
      return '{"textSize": 125}';
    };
    expect(readManagedPreferences(run, () => true)).toBe('{"textSize": 125}');
    const list = '/Library/Managed Preferences/cn.sealdesk.app.plist';
    expect(called).toEqual([['/usr/bin/plutil', '-convert', 'json', '-o', '-', '--', list]]);
  });

  const EXPORTED = [
    'Windows Registry Editor Version 5.00',
    '',
    String.raw`[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\SealDesk]`,
    '"theme"="dark"',
    '"textSize"=dword:0000007d',
    '"approval"=dword:00000001',
    String.raw`"outputPattern"="{name}_已盖章_{date}"`,
    String.raw`"modules"=hex(7):43,00,3a,00,5c,00,61,00,2e,00,64,00,6c,00,6c,00,00,00,\ `.trimEnd(),
    '  00,00',
    String.raw`"platforms"="[{\"id\":\"gd\"}]"`,
    '',
    String.raw`[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\SealDesk\Other]`,
    '"language"="en"',
  ].join('\r\n');

  it('is a key of the registry on Windows', () => {
    expect(JSON.parse(registryJson(`\uFEFF${EXPORTED}`))).toEqual({
      ...{ theme: 'dark', textSize: 125, approval: true, outputPattern: '{name}_已盖章_{date}' },
      ...{ modules: ['C:\\a.dll'], platforms: [{ id: 'gd' }] },
    });
  });

  it('is read as reg.exe itself has written it, here that of Wine 8', () => {
    const run = (_path: string, args: readonly string[]): string => {
      copyFileSync(new URL('fixtures/exported-by-wine.reg', import.meta.url), args[2] ?? '');
      return '';
    };
    expect(JSON.parse(readRegistryPolicy(run, 'C:\\Windows\\System32') ?? '')).toEqual({
      ...{ language: 'zh-CN', textSize: 125, approval: true, outputPattern: '{name}_已盖章_{date}' },
      modules: [
        String.raw`C:\Program Files\飞天\ep3003.dll`,
        String.raw`C:\Windows\System32\WatchDataV5\watchsafe_p11.dll`,
      ],
      platforms: { platforms: [{ name: String.raw`seal \ platform` }] },
    });
  });

  it('is read by reg.exe of the system’s folder, and may be absent there', () => {
    const failing = (code: string) => () => {
      throw Object.assign(new Error('failed'), { code });
    };
    expect(readRegistryPolicy(failing('ENOENT'), 'C:\\Windows\\System32')).toBeNull();
    expect(() => readRegistryPolicy(failing('EPROGRAM'), 'C:\\Windows\\System32')).toThrow('failed');
    const run = (path: string, args: readonly string[]): string => {
      expect(path).toContain('System32');
      writeFileSync(args[2] ?? '', `\uFEFF${EXPORTED}`, 'utf16le');
      return '';
    };
    expect(readRegistryPolicy(run, 'C:\\Windows\\System32')).toContain('"textSize":125');
  });
});
