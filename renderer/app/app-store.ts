import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../electron/shared/errors.ts';
import type { SettingsChange } from '../../electron/shared/model/settings.ts';
import type { AppInfo } from '../../electron/shared/model/app-description.ts';
import type { Preferences } from '../../electron/shared/model/app-info.ts';
import type { AppBridge } from '../lib/bridge.ts';

export const PLACES = ['documents', 'verify', 'seals', 'register', 'settings'] as const;
export type WorkPlace = (typeof PLACES)[number];
/** The guide stands beside the places of work. */
export type Place = WorkPlace | 'guide';

export interface AppStore {
  readonly place: Place;
  /** Null until main has answered. */
  readonly info: AppInfo | null;
  /** True once the person has closed the notices of missing parts. */
  readonly noticesRead: boolean;
  readonly go: (place: Place) => void;
  readonly readNotices: () => void;
  readonly load: () => Promise<void>;
  readonly setPreferences: (preferences: Preferences) => Promise<void>;
  /** Fails with what main says; the settings then stay as they are. */
  readonly changeSettings: (changes: SettingsChange) => Promise<AppError | null>;
}

/** Makes the store of the window itself: the place that is shown, and main's facts about the program. */
export function createAppStore(app: AppBridge['app']): StoreApi<AppStore> {
  return createStore<AppStore>((set, get) => ({
    place: 'documents',
    info: null,
    noticesRead: false,
    go: (place) => set({ place }),
    readNotices: () => set({ noticesRead: true }),
    load: async () => {
      const result = await app.info();
      if (!result.ok) return;
      // What takes longer stays as it was known until it is known anew.
      const known = get().info ?? result.value;
      set({ info: { ...result.value, trust: known.trust, missing: known.missing } });
      const add = (part: Partial<AppInfo>): void => {
        const { info } = get();
        if (info !== null) set({ info: { ...info, ...part } });
      };
      const trust = await app.trust();
      if (trust.ok) add({ trust: trust.value });
      const missing = await app.missing();
      if (missing.ok) add({ missing: missing.value });
    },
    changeSettings: async (changes) => {
      const result = await app.changeSettings(changes);
      if (!result.ok) return result.error;
      const { info } = get();
      if (info !== null) set({ info: { ...info, settings: result.value } });
      return null;
    },
    setPreferences: async (preferences) => {
      const result = await app.setPreferences(preferences);
      const { info } = get();
      if (result.ok && info !== null) set({ info: { ...info, preferences: result.value } });
    },
  }));
}
