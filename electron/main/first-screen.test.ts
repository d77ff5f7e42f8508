import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsFile } from '../adapters/settings/settings-file.ts';
import { SettingsKeeper } from '../services/settings/settings-keeper.ts';
import { NOT_ADMINISTRATED } from '../shared/model/settings.ts';
import { success } from '../shared/result.ts';
import { firstScreen } from './first-screen.ts';
import { PreferenceFile } from './preferences.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sealdesk-first-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the first screen of an empty home', () => {
  const open = () => {
    const preferences = new PreferenceFile(join(folder, 'profile', 'preferences.json'), NOT_ADMINISTRATED);
    const home = join(folder, 'home');
    return {
      preferences,
      screen: firstScreen({
        folder: home,
        dist: '/no-bundles',
        preferences,
        settings: new SettingsKeeper(settingsFile(home), NOT_ADMINISTRATED),
        openAnew: () => undefined,
      }),
    };
  };

  it('is described by small files alone, and says nothing yet of whom the app trusts', async () => {
    const { screen } = open();
    expect(await screen.describe()).toMatchObject({
      ...{ home: join(folder, 'home'), demo: null, offersDemo: false, trust: null },
      preferences: { language: 'zh-CN' },
    });
    expect(await screen.recent.list()).toEqual([]);
  });

  it('follows what the person has chosen since', async () => {
    const { preferences, screen } = open();
    await preferences.store({ ...preferences.current, language: 'en' });
    const info = await screen.handlers.app.info(undefined);
    expect(info).toEqual(success(await screen.describe()));
    expect(info).toMatchObject({ value: { preferences: { language: 'en' } } });
  });

  it('begins the home, which is opened by the same world', async () => {
    const { trustFolder } = await open().screen.world;
    expect([readdirSync(join(folder, 'home')), trustFolder]).toEqual([
      ['trust'],
      join(folder, 'home', 'trust'),
    ]);
  });
});
