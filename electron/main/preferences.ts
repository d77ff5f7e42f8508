import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { readRegularText } from '../adapters/files/regular-file.ts';
import { replaceFile } from '../adapters/files/replace-file.ts';
import { LANGUAGES, THEMES, type Preferences } from '../shared/model/app-info.ts';
import { expectFree } from '../services/settings/settings-keeper.ts';
import type { Administrated } from '../shared/model/settings.ts';
import { readJson } from '../core/bytes/json.ts';

const stored = z.object({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  welcomed: z.boolean().default(false),
  verifyOnly: z.boolean().default(false),
});

const DEFAULTS: Preferences = { language: 'zh-CN', theme: 'system', welcomed: false, verifyOnly: false };

/**
 * Keeps the person's choices about the window in a small file. A damaged or missing file means the defaults; what the
 * administrator has fixed comes before them.
 */
export class PreferenceFile {
  readonly #path: string;
  #current: Preferences;

  readonly #administrated: Administrated;

  constructor(path: string, administrated: Administrated) {
    this.#path = path;
    this.#administrated = administrated;
    this.#current = load(path);
  }

  get current(): Preferences {
    const { language, theme } = this.#administrated.values;
    const current = this.#current;
    return { ...current, language: language ?? current.language, theme: theme ?? current.theme };
  }

  /** @throws CodedError SETTING_FIXED */
  async store(preferences: Preferences): Promise<void> {
    const before = this.current;
    expectFree(
      this.#administrated,
      (name) => (name === 'language' || name === 'theme') && preferences[name] !== before[name],
    );
    const { language, theme } = this.#administrated.values;
    const own = this.#current;
    // What is fixed is not the person's choice: theirs is kept for when it is fixed no more.
    this.#current = {
      ...preferences,
      ...(language === undefined ? {} : { language: own.language }),
      ...(theme === undefined ? {} : { theme: own.theme }),
    };
    replaceFile(dirname(this.#path), basename(this.#path), JSON.stringify(this.#current));
  }
}

function load(path: string): Preferences {
  try {
    return stored.parse(readJson(readRegularText(path)));
  } catch {
    return DEFAULTS;
  }
}
