import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StoreSettings } from './protocol.ts';

/** The store of a home: its folder there, and the binding that set-up builds where a runtime needs it. */
export function storeSettings(home: string, dist: string): StoreSettings {
  return {
    folder: join(home, 'store'),
    olderBinding: join(dist, 'native', 'better-sqlite3-older-runtimes.node'),
  };
}

/** The built worker among all bundles. */
export const storeWorkerIn = (dist: string): URL => pathToFileURL(join(dist, 'store', 'store-worker.js'));
