import { setTimeout as wait } from 'node:timers/promises';
import type { SyncState } from '../../services/platform/platform-store.ts';
import { syncPlatform } from '../../services/platform/sync-platform.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SyncProgress } from '../../shared/model/platform-view.ts';
import { systemClock } from '../system.ts';
import { platformFolderIn, platformTrustFolder } from '../files/platform-trust-folder.ts';
import { httpsTransport } from '../platform-api/https-transport.ts';
import { listsApi } from '../platform-api/lists-api.ts';
import { openStore } from '../store/store-client.ts';
import type { SyncTask } from './sync-operations.ts';
import { lockPlatform } from './sync-lock.ts';

/** Told at most so often; a page of events takes less. */
const PROGRESS_EVERY_MS = 100;

/**
 * Synchronises with one platform, on the system's files, clock and network. Rejects with a CodedError where nothing
 * could even be tried; how it went otherwise is in the state.
 */
export async function runSync(
  { platform, proxy, trustFolder, store, storeScript }: SyncTask,
  progress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<SyncState> {
  const folder = platformFolderIn(trustFolder, platform.id);
  const unlock = lockPlatform(folder);
  const transport = httpsTransport(platform, proxy);
  // What is found damaged is set aside and fetched again by this very synchronisation.
  const client = openStore(new URL(storeScript), store, () => undefined);
  try {
    return await syncPlatform(platform, {
      api: listsApi(transport, signal),
      files: platformTrustFolder(folder),
      store: client,
      engine: await loadSmEngine(),
      clock: systemClock,
      registerSize: () => client.size(),
      pause: (ms) => pauseWithJitter(ms, signal),
      progress: sparingly(progress),
    });
  } finally {
    unlock();
    await transport.close();
    await client.close();
  }
}

/** Many clients that were cut off at once do not come back at once. */
async function pauseWithJitter(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms * (1 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}

/** Passes the first report of each step on, its last one, and not too many between. */
function sparingly(progress: (progress: SyncProgress) => void): (progress: SyncProgress) => void {
  let last: { readonly step: string; readonly atMs: number } | undefined;
  return (report) => {
    const atMs = performance.now();
    const isDue = last?.step !== report.step || atMs - last.atMs >= PROGRESS_EVERY_MS;
    if (!isDue && report.done < report.total) return;
    last = { step: report.step, atMs };
    progress(report);
  };
}
