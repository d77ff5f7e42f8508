import type { Stats } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import { isPattern } from '../../services/documents/output-pattern.ts';
import { CodedError } from '../../shared/errors.ts';
import { LANGUAGES, THEMES } from '../../shared/model/app-info.ts';
import { type Administrated, NOT_ADMINISTRATED, TEXT_SIZES } from '../../shared/model/settings.ts';
import { isForDevelopment } from '../home-files/demo-world-folder.ts';
import { NO_FILE, systemErrorName } from '../files/file-errors.ts';
import { mayBeNoAdministratorsWork } from '../files/others-work.ts';
import { readRegularText } from '../files/regular-file.ts';
import { platformsSchema } from '../platform-api/platforms-file.ts';
import { readManagedPreferences } from './managed-preferences.ts';
import { readRegistryPolicy } from './registry-policy.ts';

/** The administrator's settings on Linux; one that others may write is not used. */
const LINUX_FILE = '/etc/sealdesk/policy.json';
/** Names another file, for tests. {@link administratorText} says who may. */
const VARIABLE = 'SEALDESK_POLICY';

/** The members that the README lists. One that nobody knows is refused: a mistyped name would fix nothing, unnoticed. */
export const administratorSchema = z.strictObject({
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
  textSize: z.literal(TEXT_SIZES).optional(),
  outputPattern: z.string().refine(isPattern).optional(),
  defaultPreset: z.string().min(1).max(200).optional(),
  approval: z.literal(true).optional(),
  modules: z.array(z.string().refine(isAbsolute)).max(50).optional(),
  platforms: platformsSchema.optional(),
  updates: z.literal('off').optional(),
  updateUrl: z
    .string()
    .regex(/^https:\/\/\S+[^/]$/)
    .optional(),
  expiredUpdateBundles: z.literal(true).optional(),
});

/** Where a build of the program looks. */
export interface AdministratorPlace {
  /** Folder of all bundles. */
  readonly dist: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly system: NodeJS.Platform;
}

/** Reads what the administrator of this computer has fixed, once, at the start of the program. */
export function readAdministratorSettings(place: AdministratorPlace): Administrated {
  try {
    const text = administratorText(place);
    return text === null ? NOT_ADMINISTRATED : administratedBy(text);
  } catch (error) {
    const reason = systemErrorName(error);
    if (reason === undefined) throw error;
    return damaged(reason);
  }
}

/**
 * Returns the settings as JSON; null when there are none. A build for development takes the file that SEALDESK_POLICY
 * names, for its tests. A product does not know the variable, or whoever starts it could put a file of their own in the
 * administrator's place; what tells the two apart lies in the program's own folder, and whoever can write there can
 * replace the program as well.
 * @throws the system's errors
 */
function administratorText({ dist, environment, system }: AdministratorPlace): string | null {
  const named = environment[VARIABLE];
  if (named !== undefined && isForDevelopment(dist)) return fileText(named);
  if (system === 'win32') return readRegistryPolicy();
  return system === 'darwin' ? readManagedPreferences() : administratorFile(LINUX_FILE);
}

function fileText(path: string, expect?: (status: Stats) => void): string | null {
  try {
    return readRegularText(path, expect === undefined ? {} : { expect });
  } catch (error) {
    if (NO_FILE.includes(systemErrorName(error) ?? '')) return null;
    throw error;
  }
}

/** Looks like an error of the system, whose name becomes the reason. */
const OF_OTHERS = 'EOTHERS';

/**
 * Returns the text of a file that administrators alone have written, or null.
 * @throws the system's errors, and EOTHERS where others may have written it
 */
export function administratorFile(path: string): string | null {
  return fileText(path, (status) => {
    if (mayBeNoAdministratorsWork(status))
      throw Object.assign(new Error('others may write it'), { code: OF_OTHERS });
  });
}

/** Reads settings from JSON. What does not fit makes all of it unusable: ADMINISTRATOR_SETTINGS_DAMAGED. */
export function administratedBy(text: string): Administrated {
  try {
    return { values: administratorSchema.parse(readJson(text)), problem: null };
  } catch (error) {
    if (error instanceof z.ZodError) {
      return damaged(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    }
    if (error instanceof SyntaxError || error instanceof CodedError) return damaged('JSON');
    throw error;
  }
}

function damaged(reason: string): Administrated {
  return { values: {}, problem: { code: 'ADMINISTRATOR_SETTINGS_DAMAGED', details: { reason } } };
}
