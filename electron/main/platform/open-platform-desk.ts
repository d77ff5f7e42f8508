import { net, powerMonitor } from 'electron';
import type { SystemProxy } from '../../adapters/platform-api/connection.ts';
import { startSync, syncWorkerIn } from '../../adapters/platform-sync/sync-operations.ts';
import { storeSettings, storeWorkerIn } from '../../adapters/store/store-operations.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { Result } from '../../shared/result.ts';
import { reportBroken } from '../log.ts';
import { PlatformDesk, type PlatformDeskParts } from './platform-desk.ts';

export interface OpenPlatformParts extends Pick<PlatformDeskParts, 'tell' | 'afterSync'> {
  readonly home: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly trustFolder: string;
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly store: PlatformStore;
  readonly proxy: SystemProxy;
}

/** How often the system is asked whether there is a network again; it tells nobody by itself. */
const NETWORK_LOOK_MS = 5_000;

/** Begins to keep in step with the platforms, and goes on until the desk is stopped. */
export function openPlatformDesk(parts: OpenPlatformParts): PlatformDesk {
  const { home, dist, trustFolder, proxy } = parts;
  const script = syncWorkerIn(dist);
  const store = storeSettings(home, dist);
  const storeScript = storeWorkerIn(dist).href;
  const desk = new PlatformDesk({
    ...parts,
    start: (platform, progress) =>
      startSync(script, { platform, proxy, trustFolder, store, storeScript }, progress),
    report: reportBroken,
    random: Math.random,
  });
  desk.syncNow(null);
  followNetwork(desk);
  return desk;
}

function followNetwork(desk: PlatformDesk): void {
  let wasOnline = net.isOnline();
  const look = setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) desk.syncNow(null);
    wasOnline = isOnline;
  }, NETWORK_LOOK_MS);
  look.unref();
  powerMonitor.on('resume', () => desk.syncNow(null));
}
