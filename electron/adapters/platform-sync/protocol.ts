import type { SyncState } from '../../services/platform/platform-store.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings, SyncProgress } from '../../shared/model/platform.ts';
import type { SystemProxy } from '../platform-api/connection.ts';
import type { StoreSettings } from '../store/protocol.ts';

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
