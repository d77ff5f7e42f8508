import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppInfo, Preferences } from '../../electron/shared/model/app-info.ts';
import type { AppBridge } from '../lib/bridge.ts';

export const PLACES = ['documents', 'verify', 'seals', 'register', 'settings'] as const;
export type Place = (typeof PLACES)[number];

export interface AppStore {
  readonly place: Place;
  /** Null until main has answered. */
  readonly info: AppInfo | null;
  /** Notices of missing parts that the person has read. */
  readonly noticesRead: boolean;
  go(place: Place): void;
  readNotices(): void;
  load(): Promise<void>;
  setPreferences(preferences: Preferences): Promise<void>;
}

/** The window itself: which place is in sight, and what main says of the app. */
export function createAppStore(app: AppBridge['app']): StoreApi<AppStore> {
  return createStore<AppStore>((set, get) => ({
    place: 'documents',
    info: null,
    noticesRead: false,
    go: (place) => set({ place }),
    readNotices: () => set({ noticesRead: true }),
    load: async () => {
      const result = await app.info();
      if (result.ok) set({ info: result.value });
    },
    setPreferences: async (preferences) => {
      const result = await app.setPreferences(preferences);
      const { info } = get();
      if (result.ok && info !== null) set({ info: { ...info, preferences: result.value } });
    },
  }));
}
