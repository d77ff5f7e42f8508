import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type DriverOfKey, isDriver } from '../../services/tokens/one-key.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import { NO_FILE, systemErrorName, writing } from '../files/file-errors.ts';
import { mayBeOthersWork } from '../files/others-work.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import {
  skfProfileSchema,
  tokenPatternSchema,
  VENDOR_PROFILES,
  type VendorProfile,
  vendorProfileSchema,
} from './vendor-profiles.ts';
import { readJson } from '../../core/bytes/json.ts';

/** What a person may say of their keys, in `keys.json` in the home. */
const keySettingsSchema = z.strictObject({
  /** Absolute paths of further modules. */
  modules: z.array(z.string().min(1)).default([]),
  /** Further vendor profiles, which come before the known ones. */
  profiles: z.array(vendorProfileSchema).default([]),
  /** Which profile, known or further, serves the tokens that a pattern fits; the first that fits. */
  choices: z.array(z.strictObject({ matches: tokenPatternSchema, profile: z.string().min(1) })).default([]),
  /** How SKF libraries are called that depart from GM/T 0016. */
  skfProfiles: z.array(skfProfileSchema).default([]),
  /** Which driver serves a key that several show: the serial number by which that driver shows it, and its path. */
  drivers: z.array(z.strictObject({ serial: z.string().min(1), module: z.string().min(1) })).default([]),
  /** Which interface serves such a key if nothing else decides. */
  prefer: z.enum(['pkcs11', 'skf']).default('pkcs11'),
});

type KeySettings = z.infer<typeof keySettingsSchema>;

interface ReadKeySettings {
  readonly settings: KeySettings;
  /** Of the file, whether or not it exists. */
  readonly path: string;
  /** Why the file was not used; null when it was, or when there is none. */
  readonly error: AppError | null;
}

const FILE = 'keys.json';
const NONE: KeySettings = keySettingsSchema.parse({});

/**
 * The person's settings; a damaged file is left alone and said to be damaged. So is one of another user: it names programs that are run
 * and handed PINs, and somebody may have made the folder of a home before its person came.
 */
export function readKeySettings(home: string): ReadKeySettings {
  const path = join(home, FILE);
  try {
    const settings = keySettingsSchema.parse(readJson(readRegularText(path, { expect: expectOwn })));
    const unknown = settings.choices.find(({ profile }) => profileNamed(settings, profile) === undefined);
    if (unknown === undefined) return { settings, path, error: null };
    return { settings: NONE, path, error: damaged(`unknown profile ${unknown.profile}`) };
  } catch (error) {
    if (NO_FILE.includes(systemErrorName(error) ?? '')) return { settings: NONE, path, error: null };
    return { settings: NONE, path, error: damaged(reasonOf(error)) };
  }
}

function expectOwn(status: Stats): void {
  if (mayBeOthersWork(status)) throw new Error('another user may have written it');
}

/** Writes the settings, whole or not at all. @throws OUTPUT_UNWRITABLE, DISK_FULL */
export function writeKeySettings(home: string, settings: KeySettings): void {
  writing(() => replaceFile(home, FILE, `${JSON.stringify(settings, null, 2)}\n`));
}

/**
 * Keeps which driver serves a key that several show.
 * @param shown every driver that shows the key
 * @param chosen one of them; null leaves the decision to the rule
 * @throws KEY_SETTINGS_DAMAGED rather than overwrite what cannot be read; OUTPUT_UNWRITABLE, DISK_FULL
 */
export function keepDriver(
  home: string,
  shown: readonly DriverOfKey[],
  chosen: DriverOfKey | null,
): KeySettings {
  const { settings, error } = readKeySettings(home);
  if (error !== null) throw new CodedError(error.code, 'keys.json', error.details);
  const others = settings.drivers.filter((kept) => !shown.some((each) => isDriver(each, kept)));
  const kept = chosen === null ? [] : [{ serial: chosen.serial, module: chosen.module }];
  const changed = { ...settings, drivers: [...others, ...kept] };
  writeKeySettings(home, changed);
  return changed;
}

/** The person's choices and profiles in the order in which they are to be tried for a fit. */
export function profilesOf(settings: KeySettings): VendorProfile[] {
  const chosen = settings.choices.flatMap(({ matches, profile }) => {
    const named = profileNamed(settings, profile);
    return named === undefined ? [] : [{ ...named, matches }];
  });
  return [...chosen, ...settings.profiles];
}

function profileNamed({ profiles }: KeySettings, wanted: string): VendorProfile | undefined {
  return [...profiles, ...VENDOR_PROFILES].find(({ name }) => name === wanted);
}

function damaged(reason: string): AppError {
  return { code: 'KEY_SETTINGS_DAMAGED', details: { reason } };
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
