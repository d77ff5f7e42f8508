import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { PlatformsView, SyncProgress } from '../../../electron/shared/model/platform.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface PlatformStore {
  /** Null until main has answered. */
  readonly view: PlatformsView | null;
  /** Why the state of the platforms is not known, or a request was refused. */
  readonly problem: AppError | null;
  load(): Promise<void>;
  /** @param platform id; null for all */
  syncNow(platform: string | null): Promise<void>;
  cancel(platform: string | null): Promise<void>;
}

/** How this computer stands with its platforms; it follows what main tells. */
export function createPlatformStore(platform: AppBridge['platform']): StoreApi<PlatformStore> {
  const store = createStore<PlatformStore>((set) => ({
    view: null,
    problem: null,
    load: async () => {
      const result = await platform.view();
      set(result.ok ? { view: result.value, problem: null } : { problem: result.error });
    },
    syncNow: async (id) => {
      const result = await platform.syncNow({ platform: id });
      set({ problem: result.ok ? null : result.error });
    },
    cancel: async (id) => {
      const result = await platform.cancel({ platform: id });
      set({ problem: result.ok ? null : result.error });
    },
  }));
  platform.changed((view) => store.setState({ view, problem: null }));
  platform.progress((progress) =>
    store.setState(({ view }) => ({ view: view === null ? null : withProgress(view, progress) })),
  );
  void store.getState().load();
  return store;
}

function withProgress(view: PlatformsView, progress: SyncProgress): PlatformsView {
  const platforms = view.platforms.map((each) =>
    each.id === progress.platform ? { ...each, progress } : each,
  );
  return { ...view, platforms };
}
