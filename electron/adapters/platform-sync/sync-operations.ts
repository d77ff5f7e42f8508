import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SyncState } from '../../services/platform/platform-store.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform-settings.ts';
import type { SyncProgress } from '../../shared/model/platform-view.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { SystemProxy } from '../platform-api/connection.ts';
import type { StoreSettings } from '../store/store-operations.ts';

/** What a worker that synchronises with one platform, once, is started with. */
export interface SyncTask {
  readonly platform: PlatformSettings;
  readonly proxy: SystemProxy;
  readonly trustFolder: string;
  readonly store: StoreSettings;
  /** Of the store's worker, file URL. */
  readonly storeScript: string;
}

/** The one thing that a worker is told while it works. */
export const CANCEL = 'cancel';

export type SyncReply =
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'done'; readonly state: SyncState }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'broken'; readonly message: string };

/** A synchronisation under way. */
export interface RunningSync {
  /** How it went. Fails with a code where nothing could be tried; rejects where an invariant broke. */
  readonly outcome: Promise<Result<SyncState>>;
  /** Ends it as soon as may be; what was accepted until then stays. */
  cancel(): void;
}

/** The built worker among all bundles. */
export const syncWorkerIn = (dist: string): URL => pathToFileURL(join(dist, 'store', 'sync-worker.js'));

/** Starts a thread that synchronises with one platform once. */
export function startSync(
  script: URL,
  task: SyncTask,
  progress: (progress: SyncProgress) => void,
): RunningSync {
  const worker = new Worker(script, { workerData: task });
  const outcome = new Promise<Result<SyncState>>((resolve, reject) => {
    worker.on('message', (reply: SyncReply) => {
      if (reply.kind === 'progress') progress(reply.progress);
      else if (reply.kind === 'done') resolve(success(reply.state));
      else if (reply.kind === 'failed') resolve(failure(reply.error));
      else reject(new Error(reply.message));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the worker of a synchronisation ended')));
  });
  return { outcome, cancel: () => worker.postMessage(CANCEL) };
}
