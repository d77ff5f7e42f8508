import { setTimeout as wait } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { foreignBundle, importBundle } from '../../services/offline-bundle/import-bundle.ts';
import { unpackBundle } from '../../services/offline-bundle/read-bundle.ts';
import type { SyncState } from '../../services/platform/platform-store.ts';
import { noteEnding } from '../../services/platform/offered-interface.ts';
import { syncPlatform } from '../../services/platform/sync-platform.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ImportedBundle } from '../../shared/model/offline-bundle.ts';
import type { SyncProgress } from '../../shared/model/platform.ts';
import type { CallContext } from '../../wire/operation.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { reading } from '../files/file-errors.ts';
import { readRegularFile } from '../files/regular-file.ts';
import { platformFolderIn, platformTrustFolder } from '../trust-files/platform-trust-folder.ts';
import { httpsTransport } from '../platform-api/https-transport.ts';
import { listsApi } from '../platform-api/lists-api.ts';
import { openStore } from '../store/store-operations.ts';
import { systemClock } from '../system.ts';
import { lockPlatform } from './sync-lock.ts';
import { type BundleTask, syncOperations, type SyncTask } from './sync-operations.ts';

/** Shortest time between two reports of progress; a page of events takes less. */
const PROGRESS_EVERY_MS = 100;

/** The entry of a synchronisation's worker: lists may be large, and neither window nor main waits for them. */
if (parentPort === null) throw new Error('a synchronisation runs as a worker thread');
serve(syncOperations, { synchronise, importBundle: importFile }, messagePort(parentPort));

/**
 * Synchronises with one platform, on the system's files, clock and network. Rejects with a CodedError if nothing could
 * be tried; the state tells how it went otherwise, also when it was cancelled.
 */
async function synchronise(
  { platform, proxy, accessFolder, trustFolder, store, storeScript }: SyncTask,
  context: CallContext<SyncProgress>,
): Promise<SyncState> {
  const { signal } = context;
  const folder = platformFolderIn(trustFolder, platform.id);
  const unlock = lockPlatform(folder);
  // A damaged database is set aside, and this very synchronisation fetches its content again.
  const client = openStore(new URL(storeScript), store, () => undefined);
  const transport = httpsTransport(platform, proxy, {
    accessFolder,
    operationEnds: (id, ending) =>
      void noteEnding(id, ending, client, systemClock.now()).catch(() => undefined),
  });
  try {
    return await syncPlatform(platform, {
      api: listsApi(transport, signal),
      files: platformTrustFolder(folder),
      store: client,
      records: client,
      engine: await loadSmEngine(),
      clock: systemClock,
      registerSize: () => client.size(),
      pause: (ms) => pauseWithJitter(ms, signal),
      progress: sparingly((report) => {
        if (!signal.aborted) context.progress(report);
      }),
    });
  } finally {
    unlock();
    await transport.close();
    await client.close();
  }
}

/** Takes in an offline bundle. Rejects with a CodedError when it was refused; nothing has changed then. */
async function importFile({ file, platforms, ...task }: BundleTask): Promise<ImportedBundle> {
  const unpacked = unpackBundle(reading(() => readRegularFile(file)));
  const platform = platforms.find(({ settings }) => settings.id === unpacked.platform);
  if (platform === undefined) throw foreignBundle(unpacked.platform);
  const { settings, refusal } = platform;
  if (refusal !== null) throw new CodedError(refusal.code, settings.id, refusal.details ?? {});
  const folder = platformFolderIn(task.trustFolder, settings.id);
  const unlock = lockPlatform(folder);
  const client = openStore(new URL(task.storeScript), task.store, () => undefined);
  try {
    return await importBundle(unpacked, settings, {
      files: platformTrustFolder(folder),
      store: client,
      records: client,
      engine: await loadSmEngine(),
      clock: systemClock,
      registerSize: () => client.size(),
      progress: () => undefined,
    });
  } finally {
    unlock();
    await client.close();
  }
}

/** Waits with jitter, so that many clients that were cut off at once do not come back at once. */
async function pauseWithJitter(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms * (1 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}

/** Passes on the first and the last report of each step, and not too many in between. */
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
