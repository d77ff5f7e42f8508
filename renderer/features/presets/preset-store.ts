import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { ImportedPresets, LastPlacementOffer, Preset } from '../../../electron/shared/model/preset.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { FoundSeal } from '../../../electron/wire/window/presets.ts';
import type { QueueOrder } from '../../../electron/wire/window/seal-many.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** What there is to say beside the list. */
export type PresetNotice =
  | { readonly kind: 'saved' | 'exported'; readonly name: string }
  | { readonly kind: 'imported'; readonly names: readonly string[] }
  /** A name is taken; the person may replace it. */
  | { readonly kind: 'taken'; readonly name: string; readonly replace: () => Promise<void> }
  /** `used` is what was to be used: a preset by its name, or the last placement; null for other acts. */
  | { readonly kind: 'failed'; readonly error: AppError; readonly used: UsedPlaces | null };

type UsedPlaces = { readonly kind: 'preset'; readonly name: string } | { readonly kind: 'last' };

export interface PresetStore {
  /** Null before they were read. */
  readonly presets: readonly Preset[] | null;
  /** How the last document like the one in front was sealed; null if none was. */
  readonly last: (LastPlacementOffer & { readonly documentId: string }) | null;
  readonly notice: PresetNotice | null;
  readonly load: () => Promise<void>;
  /** Keeps the present list. @param byKind names each seal by its kind */
  readonly save: (name: string, byKind: boolean) => Promise<void>;
  readonly use: (name: string) => Promise<void>;
  readonly rename: (name: string, newName: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** @param name null for all */
  readonly exportFile: (name: string | null) => Promise<void>;
  readonly importFile: () => Promise<void>;
  /** Forgets what was said. */
  readonly dismiss: () => void;
  /** Asks how the last document like this one was sealed. @param documentId null for none in front */
  readonly follow: (documentId: string | null) => Promise<void>;
  readonly takeLast: () => Promise<void>;
}

/** What presets need of the list of places beside them. */
export interface PresetEffects {
  /** Returns the seals that are placed now; null for none. */
  readonly placed: () => QueueOrder['seals'] | null;
  /** Puts seals and places in place of the list. */
  readonly take: (seals: readonly FoundSeal[]) => void;
}

/** Makes the store of presets. Main keeps them; the list of places gives and takes them. */
export function createPresetStore(
  bridge: AppBridge['presets'],
  { placed, take }: PresetEffects,
): StoreApi<PresetStore> {
  return createStore<PresetStore>((set, get) => {
    let followed: string | null = null;
    const fail = (error: AppError, used: UsedPlaces | null = null): void =>
      set({ notice: { kind: 'failed', error, used } });
    const load = async (): Promise<void> => {
      const result = await bridge.list();
      if (result.ok) set({ presets: result.value });
      else fail(result.error);
    };
    /** Says what came of a change, and reads the list anew. */
    const changed = async (result: Result<unknown>, notice: PresetNotice | null): Promise<void> => {
      if (!result.ok) return fail(result.error);
      set({ notice });
      await load();
    };
    const used = (result: Result<readonly FoundSeal[]>, places: UsedPlaces): void => {
      if (!result.ok) return fail(result.error, places);
      take(result.value);
      set({ notice: null });
    };
    const save = async (name: string, byKind: boolean, replaces: boolean): Promise<void> => {
      const seals = placed();
      if (seals === null) return;
      const result = await bridge.save({ name, seals, byKind, replaces });
      if (!result.ok && result.error.code === 'PRESET_EXISTS') {
        return set({ notice: { kind: 'taken', name, replace: () => save(name, byKind, true) } });
      }
      await changed(result, { kind: 'saved', name });
    };
    const imported = async (result: Result<ImportedPresets | null>): Promise<void> => {
      if (result.ok && result.value === null) return;
      const preset = result.ok ? undefined : result.error.details?.['preset'];
      if (!result.ok && result.error.code === 'PRESET_EXISTS' && typeof preset === 'string') {
        const replace = async (): Promise<void> => imported(await bridge.importReplacing());
        return set({ notice: { kind: 'taken', name: preset, replace } });
      }
      const names =
        result.ok && result.value !== null ? [...result.value.added, ...result.value.replaced] : [];
      await changed(result, { kind: 'imported', names });
    };
    return {
      presets: null,
      last: null,
      notice: null,
      load,
      save: (name, byKind) => save(name, byKind, false),
      use: async (name) => used(await bridge.find({ name }), { kind: 'preset', name }),
      rename: async (name, newName) => {
        const result = await bridge.rename({ name, newName });
        await changed(result, null);
      },
      remove: async (name) => changed(await bridge.remove({ name }), null),
      exportFile: async (name) => {
        const result = await bridge.export({ name });
        if (!result.ok) return fail(result.error);
        if (result.value !== null) set({ notice: { kind: 'exported', name: result.value } });
      },
      importFile: async () => imported(await bridge.import()),
      dismiss: () => set({ notice: null }),
      follow: async (documentId) => {
        if (documentId === followed) return;
        followed = documentId;
        set({ last: null });
        if (documentId === null) return;
        const result = await bridge.last({ id: documentId });
        if (!result.ok || result.value === null || followed !== documentId) return;
        set({ last: { ...result.value, documentId } });
      },
      takeLast: async () => {
        const { last } = get();
        if (last !== null) used(await bridge.findLast({ id: last.documentId }), { kind: 'last' });
      },
    };
  });
}
