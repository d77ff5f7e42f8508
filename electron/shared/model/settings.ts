import type { AppError } from '../errors.ts';
import type { Language, Theme } from './app-info.ts';
import type { PlatformSettings } from './platform.ts';

/** How large the window shows everything, in percent. */
export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** What a person sets for a home; window and command line obey it. */
export interface Settings {
  readonly textSize: TextSize;
  /** Names of sealed files, such as `{name}_已盖章_{date}`; null for the usual ones. */
  readonly outputPattern: string | null;
  /** Name of the preset that says what is sealed where unless a person says otherwise; null for none. */
  readonly defaultPreset: string | null;
}

/** Settings to change; what is left out or undefined stays as it is. */
export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

export const DEFAULT_SETTINGS: Settings = { textSize: 100, outputPattern: null, defaultPreset: null };

/** What an administrator may fix for everybody on a computer. What is left out is the person's to set. */
export interface FixedSettings {
  readonly textSize?: TextSize | undefined;
  readonly outputPattern?: string | undefined;
  readonly defaultPreset?: string | undefined;
  readonly language?: Language | undefined;
  readonly theme?: Theme | undefined;
  /** Nothing is sealed without an approval. */
  readonly approval?: true | undefined;
  /** Absolute paths of key drivers, in place of the person's own ones. */
  readonly modules?: readonly string[] | undefined;
  /** In place of those of the home. Each still has to be bound by a person. */
  readonly platforms?: readonly PlatformSettings[] | undefined;
  /** Nobody looks for updates of the program. */
  readonly updates?: 'off' | undefined;
  /** Where updates come from, in place of the address of the build: a mirror. The root of trust stays the build's. */
  readonly updateUrl?: string | undefined;
  /** Bundles of updates count after the time of their list; versions and signatures are checked all the same. */
  readonly expiredUpdateBundles?: true | undefined;
}

export type FixedName = keyof FixedSettings;

/** What the administrator of this computer has laid down. */
export interface Administrated {
  readonly values: FixedSettings;
  /** The reason why the administrator's settings cannot be used; then nothing is sealed. Null when they can, or there are none. */
  readonly problem: AppError | null;
}

export const NOT_ADMINISTRATED: Administrated = { values: {}, problem: null };

/** The settings in force, as window and command line show them. */
export interface SettingsView extends Settings {
  /** Those that the administrator has fixed, or that nobody may change while the administrator's settings cannot be used. */
  readonly fixed: readonly FixedName[];
  readonly problem: AppError | null;
}

/** What stays as it is while the administrator's settings cannot be used, since they may fix it. */
const HELD: readonly FixedName[] = [
  'outputPattern',
  'defaultPreset',
  'approval',
  'modules',
  'platforms',
  'updates',
  'updateUrl',
];

/** Returns the names of what a person may not change. */
export function fixedNames({ values, problem }: Administrated): readonly FixedName[] {
  if (problem !== null) return HELD;
  const names = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  // The keys of an object literal of this type are of no other name.
  return names as FixedName[];
}
