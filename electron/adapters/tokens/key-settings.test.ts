import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profilesOf, readKeySettings, writeKeySettings } from './key-settings.ts';
import { profileFor } from './vendor-profiles.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sealdesk-settings-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const write = (content: unknown): void =>
  writeFileSync(join(home, 'keys.json'), typeof content === 'string' ? content : JSON.stringify(content));

const OWN = {
  name: 'longmai-own',
  matches: { manufacturer: 'longmai' },
  keyType: '0x80000004',
  keyPairMechanism: null,
  signMechanism: '0x80008102',
  input: 'message',
  tokenAppliesZ: true,
};

describe('key settings', () => {
  it('are empty when there is no file', () => {
    expect(readKeySettings(home)).toMatchObject({ settings: { modules: [], profiles: [] }, error: null });
  });

  it('add the person’s own profiles, and their choices come before everything else', () => {
    const choice = { matches: { manufacturer: 'sansec', version: '^3' }, profile: 'sansec-message-z' };
    write({ profiles: [OWN], choices: [choice] });
    const profiles = profilesOf(readKeySettings(home).settings);
    const chosen = (manufacturer: string, version = '1.0') =>
      profileFor({ module: '/m.so', manufacturer, version }, profiles)?.name;
    expect(chosen('Longmai')).toBe('longmai-own');
    expect(chosen('Sansec', '3.1')).toBe('sansec-message-z');
    expect(chosen('Sansec', '2.0')).toBe('sansec');
  });

  it('are read back as they were written', () => {
    write({ modules: ['/first.so'], profiles: [OWN] });
    const { settings } = readKeySettings(home);
    writeKeySettings(home, { ...settings, modules: [...settings.modules, '/second.so'] });
    expect(readKeySettings(home).settings).toEqual({ ...settings, modules: ['/first.so', '/second.so'] });
  });

  it.each([
    ['no JSON', '{ modules: }'],
    ['another shape', { modules: 'x.so' }],
    ['an unknown word', { module: [] }],
    ['a choice of a profile that there is not', { choices: [{ matches: {}, profile: 'none' }] }],
    ['a pattern that is none', { choices: [{ matches: { module: '(' }, profile: 'sansec' }] }],
  ])('with %s are reported as damaged and left unchanged', (_what, content) => {
    write(content);
    const before = readFileSync(join(home, 'keys.json'), 'utf8');
    const { settings, error } = readKeySettings(home);
    expect([error?.code, settings.modules, settings.choices]).toEqual(['KEY_SETTINGS_DAMAGED', [], []]);
    expect(readFileSync(join(home, 'keys.json'), 'utf8')).toBe(before);
  });

  it('fail with OUTPUT_UNWRITABLE if they cannot be written', () => {
    const { settings } = readKeySettings(home);
    writeFileSync(join(home, 'taken'), '');
    expect(() => writeKeySettings(join(home, 'taken', 'home'), settings)).toThrow(
      expect.objectContaining({ code: 'OUTPUT_UNWRITABLE' }),
    );
  });

  it.skipIf(process.platform === 'win32')('that another user may have written are not followed', () => {
    write({ modules: ['/home/mallory/driver.so'] });
    chmodSync(join(home, 'keys.json'), 0o666);
    expect(readKeySettings(home)).toMatchObject({
      settings: { modules: [] },
      error: { code: 'KEY_SETTINGS_DAMAGED', details: { reason: 'another user may have written it' } },
    });
    chmodSync(join(home, 'keys.json'), 0o644);
    expect(readKeySettings(home).error).toBeNull();
  });
});
