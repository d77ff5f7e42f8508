import type { Home } from '../../home/home.ts';
import { listPresets, presetSeal } from '../../services/presets/presets.ts';
import type { ListedTokens } from '../../services/tokens/list-tokens.ts';
import type { ChosenSeal } from '../../services/tokens/token-seals.ts';
import type { PresetSeal, PresetTarget } from '../../shared/model/preset.ts';
import { unwrap } from '../../shared/result.ts';
import type { CommandContext } from '../command-context.ts';
import type { SealOptions } from '../seal-options/options-by-seal.ts';
import { usage } from '../usage.ts';
import { sealAmong } from './choose-seal.ts';

/** The options that name seals and places kept before. */
interface SavedOptions {
  readonly preset?: string | undefined;
  readonly lastPlacement?: boolean | undefined;
}

/**
 * Tells whether a preset or the last placement names seals and places, which no other option may do then.
 * @throws CodedError USAGE
 */
export function isSaved({ preset, lastPlacement }: SavedOptions, bySeal: readonly SealOptions[]): boolean {
  if (preset === undefined && lastPlacement === undefined) return false;
  const isAlone = bySeal.every((each) => Object.keys(each).length === 0);
  if (isAlone && (preset === undefined || lastPlacement === undefined)) return true;
  throw usage(
    '--preset 或 --last-placement 已定印章与位置，不能再给其他印章或位置',
    '--preset or --last-placement names seals and places: give no others',
  );
}

/** Adds the usual preset of the settings, if there is one, when the options name neither a seal nor a place. */
export async function withUsualPreset<
  Given extends SavedOptions & { readonly sealFile?: string | undefined },
>(options: Given, bySeal: readonly SealOptions[], context: Pick<CommandContext, 'home'>): Promise<Given> {
  const isNamed = options.sealFile !== undefined || bySeal.some((each) => Object.keys(each).length > 0);
  if (isNamed || isSaved(options, bySeal)) return options;
  const { records, preferences } = await context.home();
  const { defaultPreset } = preferences.view();
  if (defaultPreset === null) return options;
  if ((await listPresets(records)).some(({ name }) => name === defaultPreset)) {
    return { ...options, preset: defaultPreset };
  }
  throw usage(
    `默认预设“${defaultPreset}”已不存在：请用 sealdesk settings --preset 另选，或设为 off`,
    `the usual preset "${defaultPreset}" is gone: choose another by sealdesk settings --preset, or off`,
  );
}

/** Finds the seals of a preset on the keys that are plugged in. @throws CodedError why one is not there */
export function seekSaved(
  saved: readonly PresetSeal[],
  listed: ListedTokens,
  home: Home,
): readonly { readonly chosen: ChosenSeal; readonly target: PresetTarget }[] {
  const infos = listed.tokens.map(({ info }) => info);
  return saved.map(({ seal: name, target }) => {
    const { info } = unwrap(presetSeal(name, infos));
    const wish = { seal: info.esId, token: info.tokenSerial, file: undefined };
    return { chosen: sealAmong(listed, wish, home), target };
  });
}
