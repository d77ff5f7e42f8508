import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { ImportedBundle } from '../../../electron/shared/model/offline-bundle.ts';
import type { PlatformsView, PlatformView, SyncProgress } from '../../../electron/shared/model/platform.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface PlatformStore {
  /** Null until main has answered. */
  readonly view: PlatformsView | null;
  /** The reason why the state of the platforms is not known or a request was refused. */
  readonly problem: AppError | null;
  readonly load: () => Promise<void>;
  /** @param platform id; null for all */
  readonly syncNow: (platform: string | null) => Promise<void>;
  readonly cancel: (platform: string | null) => Promise<void>;
  /** What came of the last import of an offline bundle; null before the first. */
  readonly imported: ImportedBundle | null;
  readonly isImporting: boolean;
  /** The reason why the last bundle was not imported or not saved. */
  readonly bundleProblem: AppError | null;
  /** Asks for the file of a bundle, or takes in the one that was dropped. */
  readonly importBundle: (dropped?: File) => Promise<void>;
  /** Downloads a bundle for another computer, where the person says. */
  readonly saveBundle: (platform: string) => Promise<void>;
}

/** Makes the store of platforms, which follows main's events. */
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
    imported: null,
    isImporting: false,
    bundleProblem: null,
    importBundle: async (dropped) => {
      set({ isImporting: true, imported: null, bundleProblem: null });
      const result = await (dropped === undefined
        ? platform.importBundle()
        : platform.importDropped(dropped));
      set(result.ok ? { imported: result.value } : { bundleProblem: result.error });
      set({ isImporting: false });
    },
    saveBundle: async (id) => {
      set({ imported: null, bundleProblem: null });
      const result = await platform.saveBundle({ platform: id });
      if (!result.ok) set({ bundleProblem: result.error });
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

/** Returns the state for the status strip; of several platforms the one that needs most attention counts. */
export type PlatformState =
  | { readonly kind: 'none' | 'never' | 'syncing' }
  | { readonly kind: 'synced'; readonly at: string }
  /** No network reaches the platform, and the lists are those of an offline bundle, issued at this time. */
  | { readonly kind: 'bundle'; readonly at: string; readonly isOverdue: boolean }
  | { readonly kind: 'offline' | 'problem'; readonly at: string | null };

const ATTENTION = { problem: 0, offline: 1, syncing: 2, never: 3, bundle: 4, synced: 5, none: 6 } as const;

export function platformState({ platforms, settingsProblem }: PlatformsView): PlatformState {
  if (settingsProblem !== null) return { kind: 'problem', at: null };
  const states = platforms.map(stateOf);
  return states.sort((one, other) => ATTENTION[one.kind] - ATTENTION[other.kind])[0] ?? { kind: 'none' };
}

function stateOf(platform: PlatformView): PlatformState {
  const { progress, problem, online, lastSyncAt, lastAttemptAt, bundle } = platform;
  if (progress !== null) return { kind: 'syncing' };
  if (bundle !== null && isOutOfReach(platform)) {
    return { kind: 'bundle', at: bundle.issuedAt, isOverdue: Date.parse(bundle.nextUpdate) < Date.now() };
  }
  if (lastAttemptAt === null) return { kind: 'never' };
  if (online === false && problem?.code !== 'PLATFORM_TLS_REFUSED')
    return { kind: 'offline', at: lastSyncAt };
  if (problem !== null || lastSyncAt === null) return { kind: 'problem', at: lastSyncAt };
  return { kind: 'synced', at: lastSyncAt };
}

/** Tells whether a platform was not reached, as in a closed network: a server that somebody poses as is another matter. */
export function isOutOfReach({ online, problem }: PlatformView): boolean {
  return online !== true && problem?.code !== 'PLATFORM_TLS_REFUSED';
}

/**
 * Returns the time of the oldest revocation list of all platforms, ISO 8601; null if a platform has none or
 * there are no platforms.
 */
export function listsAsOf({ platforms }: PlatformsView): string | null {
  const times = platforms.map(({ revocationListsAsOf }) => revocationListsAsOf);
  if (times.includes(null)) return null;
  return (
    times.filter((time) => time !== null).sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null
  );
}
