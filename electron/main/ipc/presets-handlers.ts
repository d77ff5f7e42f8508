import { readPresetFile } from '../../adapters/home-files/preset-files.ts';
import { PRESET_FILE_EXTENSION } from '../../core/presets/preset-file.ts';
import type { Home } from '../../home/home.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import { type LastPlacement, lastPlacement } from '../../services/presets/last-placement.ts';
import { foundSeals, namedSeal } from '../../services/presets/placed-seals.ts';
import {
  exportPresets,
  findPreset,
  importPresets,
  listPresets,
  removePreset,
  renamePreset,
  savePreset,
} from '../../services/presets/presets.ts';
import type { LastPlacementOffer, PresetSeal } from '../../shared/model/preset.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { FoundSeal } from '../../wire/window/presets.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { saveTable } from './many-documents.ts';

interface PresetsParts {
  readonly home: Pick<Home, 'records' | 'documents' | 'engine' | 'clock'>;
  readonly documents: OpenDocuments;
  readonly watch: TokenWatch;
  readonly dialogs: Pick<Dialogs, 'choosePresetFile' | 'choosePresetPath'>;
}

type SaveRequest = Parameters<ContractHandlers['presets']['save']>[0];

/** Answers what the window asks about presets and last placements. */
export function presetsHandlers(parts: PresetsParts): ContractHandlers['presets'] {
  const { home, documents, dialogs } = parts;
  const { records } = home;
  /** The content of the file that was chosen last, for the person who then says that it may replace presets. */
  let chosen: Uint8Array | null = null;
  const last = (id: string): Promise<Result<LastPlacementOffer | null>> =>
    documents.work(id, async ({ file }) => success(offered(await lastPlacement(file, home))));
  return {
    list: () => resultOf(() => listPresets(records)),
    save: (request) => save(request, parts),
    rename: ({ name, newName }) => renamePreset(name, newName, records),
    remove: ({ name }) => removePreset(name, records),
    find: async ({ name }) => {
      const preset = await resultOf(() => findPreset(name, records));
      return preset.ok ? found(preset.value.seals, parts) : preset;
    },
    last: ({ id }) => last(id),
    findLast: async ({ id }) => {
      const offer = await last(id);
      if (!offer.ok) return offer;
      return offer.value === null ? failure({ code: 'PRESET_NOT_FOUND' }) : found(offer.value.seals, parts);
    },
    export: async ({ name }) => {
      const file = await exportPresets(name === null ? null : [name], records);
      if (!file.ok) return file;
      const path = await dialogs.choosePresetPath(`${name ?? '预设'}${PRESET_FILE_EXTENSION}`);
      return saveTable(path, () => file.value);
    },
    import: async () => {
      const path = await dialogs.choosePresetFile();
      if (path === null) return success(null);
      const read = await resultOf(() => readPresetFile(path));
      if (!read.ok) return read;
      chosen = read.value;
      return importPresets(read.value, false, records);
    },
    importReplacing: () =>
      chosen === null
        ? Promise.resolve(failure({ code: 'PRESET_NOT_FOUND' }))
        : importPresets(chosen, true, records),
  };
}

/** By what documents are alike is nothing to the window. */
function offered(last: LastPlacement | null): LastPlacementOffer | null {
  return last === null ? null : { fileName: last.fileName, at: last.at, seals: last.seals };
}

/** Keeps seals and places, each seal by its number or by its kind. Fails as the choice of a seal does. */
async function save(
  { name, seals, byKind, replaces }: SaveRequest,
  { home, watch }: PresetsParts,
): Promise<Result<null>> {
  const each = watch.chooseEach(seals);
  if (!each.ok) return each;
  const named = each.value.map(({ target, chosen }) => namedSeal(chosen.info, target, byKind));
  return savePreset({ name, seals: named }, replaces, home.records);
}

/** Finds seals on the keys that are plugged in, as the window chooses them. */
async function found(
  seals: readonly PresetSeal[],
  { watch }: PresetsParts,
): Promise<Result<readonly FoundSeal[]>> {
  const { tokens } = await watch.view();
  const result = foundSeals(seals, tokens);
  if (!result.ok) return result;
  return success(
    result.value.map(({ info: { tokenSerial, esId, name, widthMm, heightMm }, target }) => ({
      ...{ tokenSerial, esId, name, widthMm, heightMm, target },
    })),
  );
}
