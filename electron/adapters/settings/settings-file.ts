import { join } from 'node:path';
import { z } from 'zod';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { readJson } from '../../core/bytes/json.ts';
import type { SettingsStore } from '../../services/settings/settings-keeper.ts';
import { DEFAULT_SETTINGS, TEXT_SIZES } from '../../shared/model/settings.ts';
import { writing } from '../files/file-errors.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

const FILE = 'settings.json';

const stored = z.object({
  textSize: z.literal(TEXT_SIZES),
  outputPattern: z.string().min(1).max(200).nullable(),
  defaultPreset: z.string().min(1).max(200).nullable(),
});

/** Keeps the person's settings in a small file of the home. A damaged or missing file means the defaults. */
export function settingsFile(home: string): SettingsStore {
  return {
    read: () => {
      try {
        return stored.parse(readJson(readRegularText(join(home, FILE))));
      } catch {
        return DEFAULT_SETTINGS;
      }
    },
    write: (settings) =>
      writing(() => replaceFile(home, FILE, utf8Bytes(`${JSON.stringify(settings, null, 2)}\n`))),
  };
}
