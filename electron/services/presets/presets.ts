import {
  decodePresetFile,
  encodePresetFile,
  parsePreset,
  presetSchema,
} from '../../core/presets/preset-file.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ImportedPresets, Preset, PresetSealName } from '../../shared/model/preset.ts';
import type { SealInfo, TokenInfo } from '../../shared/model/token.ts';
import { failure, resultOf, type Result, unwrap } from '../../shared/result.ts';
import { recordsOfKind, type Records, type RecordStore } from '../records/records.ts';
import { findSeal } from '../tokens/token-seals.ts';

const KIND = 'preset';

function presetRecords(records: RecordStore): Records<Preset> {
  return recordsOfKind<Preset>(KIND, presetSchema, ({ name }) => name, records);
}

/** Returns all presets in the order of their names. Rejects with the codes of the store. */
export async function listPresets(records: RecordStore): Promise<readonly Preset[]> {
  const all = await presetRecords(records).all();
  return [...all].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}

/** @throws CodedError PRESET_NOT_FOUND */
export async function findPreset(name: string, records: RecordStore): Promise<Preset> {
  const found = await presetRecords(records).find(name);
  if (found === null) throw new CodedError('PRESET_NOT_FOUND', name, { preset: name });
  return found;
}

/**
 * Keeps a preset. Fails with PRESET_INVALID, and with PRESET_EXISTS unless it may replace the one of its name.
 */
export function savePreset(preset: Preset, replaces: boolean, records: RecordStore): Promise<Result<null>> {
  return resultOf(async () => {
    const kept = parsePreset(preset, 'preset');
    if (replaces) await presetRecords(records).keep(kept);
    else if (!(await records.add(KIND, kept.name, JSON.stringify(kept)))) {
      throw new CodedError('PRESET_EXISTS', kept.name, { preset: kept.name });
    }
    return null;
  });
}

/** Fails with PRESET_NOT_FOUND. */
export function removePreset(name: string, records: RecordStore): Promise<Result<null>> {
  return resultOf(async () => {
    await findPreset(name, records);
    await records.remove(KIND, name);
    return null;
  });
}

/** Gives a preset another name. Fails with PRESET_NOT_FOUND, PRESET_INVALID, and PRESET_EXISTS when the name is taken. */
export function renamePreset(name: string, newName: string, records: RecordStore): Promise<Result<null>> {
  return resultOf(async () => {
    const preset = await findPreset(name, records);
    if (newName === name) return null;
    unwrap(await savePreset({ ...preset, name: newName }, false, records));
    await records.remove(KIND, name);
    return null;
  });
}

/** Writes presets into a file that another computer takes in. @param names null takes all; fails with PRESET_NOT_FOUND */
export function exportPresets(
  names: readonly string[] | null,
  records: RecordStore,
): Promise<Result<Uint8Array>> {
  return resultOf(async () => {
    const wanted =
      names === null
        ? await listPresets(records)
        : await Promise.all(names.map((name) => findPreset(name, records)));
    if (wanted.length === 0) throw new CodedError('PRESET_NOT_FOUND', 'there is none');
    return encodePresetFile(wanted);
  });
}

/**
 * Takes in a file of presets, all or none. Fails with PRESET_INVALID and PRESET_UNKNOWN_KIND, and with PRESET_EXISTS for
 * a name that is here with other content, unless the file may replace it.
 */
export function importPresets(
  bytes: Uint8Array,
  replaces: boolean,
  records: RecordStore,
): Promise<Result<ImportedPresets>> {
  return resultOf(async () => {
    const presets = decodePresetFile(bytes);
    const here = new Map((await listPresets(records)).map((preset) => [preset.name, preset]));
    const differs = (preset: Preset): boolean => {
      const known = here.get(preset.name);
      return known !== undefined && JSON.stringify(known) !== JSON.stringify(preset);
    };
    const replaced = presets.filter(differs).map(({ name }) => name);
    const [taken] = replaced;
    if (taken !== undefined && !replaces) throw new CodedError('PRESET_EXISTS', taken, { preset: taken });
    for (const preset of presets) await presetRecords(records).keep(preset);
    return { added: presets.map(({ name }) => name).filter((name) => !here.has(name)), replaced };
  });
}

/**
 * Finds the seal that a preset names: the very one, or the only usable one with that name or with a name that ends so.
 * Fails with TOKEN_NOT_FOUND, SEAL_NOT_FOUND or SEAL_AMBIGUOUS.
 */
export function presetSeal(
  name: PresetSealName,
  tokens: readonly TokenInfo[],
): Result<{ readonly token: TokenInfo; readonly info: SealInfo }> {
  if (name.by === 'id') return findSeal({ seal: name.esId }, tokens);
  const exact = findSeal({ seal: name.name }, tokens);
  if (exact.ok || exact.error.code !== 'SEAL_NOT_FOUND') return exact;
  const ending = tokens.map((token) => ({
    ...token,
    seals: token.seals.filter((info) => info.usable && info.name.endsWith(name.name)),
  }));
  const [only, ...others] = ending.flatMap(({ seals }) => seals);
  if (only === undefined) return failure({ code: 'SEAL_NOT_FOUND', details: { seal: name.name } });
  if (others.length > 0) {
    return failure({ code: 'SEAL_AMBIGUOUS', details: { count: others.length + 1 } });
  }
  return findSeal({ seal: only.esId, tokenSerial: only.tokenSerial }, tokens);
}
