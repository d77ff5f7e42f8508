import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { readRegularText } from '../adapters/files/regular-file.ts';
import { LANGUAGES, THEMES, type Preferences } from '../shared/model/app-info.ts';
import { readJson } from '../core/bytes/json.ts';

const stored = z.object({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  welcomed: z.boolean().default(false),
  verifyOnly: z.boolean().default(false),
});

const DEFAULTS: Preferences = { language: 'zh-CN', theme: 'system', welcomed: false, verifyOnly: false };

/** Keeps the person's choices in a small file. A damaged or missing file means the defaults. */
export class PreferenceFile {
  readonly #path: string;
  #current: Preferences;

  constructor(path: string) {
    this.#path = path;
    this.#current = load(path);
  }

  get current(): Preferences {
    return this.#current;
  }

  async store(preferences: Preferences): Promise<void> {
    this.#current = preferences;
    await mkdir(dirname(this.#path), { recursive: true });
    const draft = `${this.#path}.new`;
    await writeFile(draft, JSON.stringify(preferences));
    await rename(draft, this.#path);
  }
}

function load(path: string): Preferences {
  try {
    return stored.parse(readJson(readRegularText(path)));
  } catch {
    return DEFAULTS;
  }
}
