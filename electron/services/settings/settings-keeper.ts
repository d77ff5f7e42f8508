import { CodedError } from '../../shared/errors.ts';
import {
  type Administrated,
  type FixedName,
  fixedNames,
  type Settings,
  type SettingsChange,
  type SettingsView,
} from '../../shared/model/settings.ts';
import { DEFAULT_OUTPUT_PATTERN } from '../../shared/model/sealing-batch.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { expectPattern } from '../documents/output-pattern.ts';

/** Where a home keeps the person's settings. */
export interface SettingsStore {
  /** Returns the defaults when nothing usable is kept. */
  read(): Settings;
  /** @throws CodedError OUTPUT_UNWRITABLE, DISK_FULL */
  write(settings: Settings): void;
}

/** Keeps the settings of a home. What the administrator has fixed comes before what the person has set. */
export class SettingsKeeper {
  readonly #store: SettingsStore;
  readonly #administrated: Administrated;

  constructor(store: SettingsStore, administrated: Administrated) {
    this.#store = store;
    this.#administrated = administrated;
  }

  /** Returns the settings in force. */
  view(): SettingsView {
    const { values, problem } = this.#administrated;
    const own = this.#store.read();
    return {
      textSize: values.textSize ?? own.textSize,
      outputPattern: values.outputPattern ?? own.outputPattern,
      defaultPreset: values.defaultPreset ?? own.defaultPreset,
      fixed: fixedNames(this.#administrated),
      problem,
    };
  }

  /**
   * Changes some settings and keeps them. Fails with SETTING_FIXED, ADMINISTRATOR_SETTINGS_DAMAGED, BATCH_PATTERN_INVALID,
   * OUTPUT_UNWRITABLE and DISK_FULL.
   */
  change(changes: SettingsChange): Promise<Result<SettingsView>> {
    return resultOf(async () => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      expectFree(this.#administrated, (name) => given.some(([each]) => each === name));
      if (typeof changes.outputPattern === 'string') expectPattern(changes.outputPattern);
      this.#store.write({ ...this.#store.read(), ...Object.fromEntries(given) });
      return Promise.resolve(this.view());
    });
  }
}

/**
 * Returns the pattern of the names of sealed files.
 * @param wanted what the person names this time; undefined for nothing
 * @throws CodedError SETTING_FIXED when the administrator has fixed another one
 */
export function outputPatternOf({ outputPattern, fixed }: SettingsView, wanted: string | undefined): string {
  if (wanted === undefined) return outputPattern ?? DEFAULT_OUTPUT_PATTERN;
  const isFixed = outputPattern !== null && fixed.includes('outputPattern');
  if (!isFixed || wanted === outputPattern) return wanted;
  throw new CodedError('SETTING_FIXED', 'outputPattern', { setting: 'outputPattern' });
}

/**
 * Refuses to change what the administrator has fixed.
 * @param isChanged tells which settings are to be changed
 * @throws CodedError SETTING_FIXED with the `setting`; ADMINISTRATOR_SETTINGS_DAMAGED
 */
export function expectFree(administrated: Administrated, isChanged: (name: FixedName) => boolean): void {
  const setting = fixedNames(administrated).find(isChanged);
  if (setting === undefined) return;
  const { problem } = administrated;
  if (problem !== null) throw new CodedError(problem.code, setting, problem.details);
  throw new CodedError('SETTING_FIXED', setting, { setting });
}
