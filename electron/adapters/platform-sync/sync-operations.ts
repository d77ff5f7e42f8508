import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SyncState } from '../../services/platform/platform-store.ts';
import type { PlatformSettings, SyncProgress } from '../../shared/model/platform.ts';
import type { ImportedBundle } from '../../shared/model/offline-bundle.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, type Result, resultOf } from '../../shared/result.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { operation, typeOnly } from '../../wire/operation.ts';
import { workerPort } from '../../wire/ports.ts';
import type { SystemProxy } from '../platform-api/connection.ts';
import type { StoreSettings } from '../store/register-database.ts';

/** One synchronisation with one platform. */
export interface SyncTask {
  readonly platform: PlatformSettings;
  readonly proxy: SystemProxy;
  /** Has what this computer shows to platforms that speak a dialect. */
  readonly accessFolder: string;
  readonly trustFolder: string;
  readonly store: StoreSettings;
  /** File URL of the store's worker. */
  readonly storeScript: string;
}

/** One import of an offline bundle. */
export interface BundleTask extends Pick<SyncTask, 'trustFolder' | 'store' | 'storeScript'> {
  readonly file: string;
  /** The platforms of this computer, each with the reason why nothing is taken in for it, or null. */
  readonly platforms: readonly { readonly settings: PlatformSettings; readonly refusal: AppError | null }[];
}

/** All that the app asks the thread of a synchronisation. */
export const syncOperations = {
  synchronise: operation({
    request: typeOnly<SyncTask>(),
    answer: typeOnly<SyncState>(),
    progress: typeOnly<SyncProgress>(),
    endsPort: true,
  }),
  importBundle: operation({
    request: typeOnly<BundleTask>(),
    answer: typeOnly<ImportedBundle>(),
    progress: typeOnly<SyncProgress>(),
    endsPort: true,
  }),
};

/** A synchronisation under way. */
export interface RunningSync {
  /** The state after it. Fails with a code if nothing could be tried; rejects if an invariant broke. */
  readonly outcome: Promise<Result<SyncState>>;
  /** Ends it soon; what was accepted until then stays. */
  cancel(): void;
}

const callsOf = (script: URL) =>
  connect(syncOperations, () => workerPort(new Worker(script)), {
    failure: brokenInvariant('the worker of a synchronisation'),
  }).calls;

/** Starts a thread that takes in one offline bundle. */
export const startImport = (script: URL, task: BundleTask): Promise<Result<ImportedBundle>> =>
  callsOf(script).importBundle(task);

/** Starts a thread that synchronises with one platform once. */
export function startSync(
  script: URL,
  task: SyncTask,
  progress: (progress: SyncProgress) => void,
): RunningSync {
  const controller = new AbortController();
  const calls = callsOf(script);
  const outcome = calls.synchronise(task, { signal: controller.signal, onProgress: progress });
  return { outcome, cancel: () => controller.abort() };
}

/**
 * Starts a synchronisation unless something refuses it.
 * @param refusal resolves with the reason, or null; rejects with a CodedError
 */
export function startUnless(refusal: Promise<AppError | null>, start: () => RunningSync): RunningSync {
  let running: RunningSync | null = null;
  let cancelled = false;
  const outcome = async (): Promise<Result<SyncState>> => {
    const refused = await resultOf(() => refusal);
    if (!refused.ok) return refused;
    if (refused.value !== null) return failure(refused.value);
    if (cancelled) return failure({ code: 'CANCELLED' });
    running = start();
    return running.outcome;
  };
  return {
    outcome: outcome(),
    cancel: () => {
      cancelled = true;
      running?.cancel();
    },
  };
}

/** Returns the built worker among all bundles. */
export const syncWorkerIn = (dist: string): URL => pathToFileURL(join(dist, 'store', 'sync-worker.js'));
