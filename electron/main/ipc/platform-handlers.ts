import { saveWhole } from '../../adapters/files/node-files.ts';
import type { Home } from '../../home/home.ts';
import type { SyncScheduler } from '../../home/sync-scheduler.ts';
import { bindPlatform, unbindPlatform } from '../../services/bound-world/bind-platform.ts';
import { describeBindings } from '../../services/bound-world/list-bindings.ts';
import { addPlatform, offerPlatform, removePlatform } from '../../services/bound-world/set-up-platform.ts';
import { BUNDLE_SUFFIX, type ImportedBundle } from '../../shared/model/offline-bundle.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { BindingsView } from '../../shared/model/platform-binding.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';

interface PlatformHandlerParts {
  readonly scheduler: SyncScheduler;
  readonly home: Pick<Home, 'bound' | 'platformSetup' | 'importBundle' | 'fetchBundle'>;
  readonly dialogs: Pick<Dialogs, 'choosePlatformFile' | 'chooseBundle' | 'chooseExportPath'>;
  /** Is called when a platform was bound or unbound, added or removed. */
  readonly changed: (platform: string) => void;
  /** Is called when an offline bundle has brought lists. */
  readonly brought: () => void;
}

/**
 * Answers questions of the window about platforms; adds, binds, unbinds and removes them as the command line does. The
 * window names no settings: it adds the platform that was offered last, by the fingerprint that it has shown.
 */
export function platformHandlers(parts: PlatformHandlerParts): ContractHandlers['platform'] {
  const { scheduler, home, dialogs, changed } = parts;
  const { ports } = home.bound;
  const setup = home.platformSetup;
  let offered: PlatformSettings | null = null;
  let asked = 0;
  const after = async (platform: string, act: Result<unknown>): Promise<Result<BindingsView>> => {
    if (!act.ok) return act;
    changed(platform);
    return describeBindings(ports);
  };
  const chosenFile = async (): Promise<Result<PlatformSettings | null>> => {
    const file = await dialogs.choosePlatformFile();
    return file === null ? success(null) : setup.read(file);
  };
  const importFile = async (file: string): Promise<Result<ImportedBundle>> => {
    const imported = await home.importBundle(file);
    if (imported.ok) {
      await scheduler.tellView();
      parts.brought();
    }
    return imported;
  };
  return {
    importBundle: async () => {
      const file = await dialogs.chooseBundle();
      return file === null ? success(null) : importFile(file);
    },
    importDropped: importFile,
    saveBundle: async ({ platform }) => {
      const fetched = await home.fetchBundle(platform);
      if (!fetched.ok) return fetched;
      const { bytes, issuedAt } = fetched.value;
      const name = `${platform}_${issuedAt.slice(0, 10)}${BUNDLE_SUFFIX}`;
      const path = await dialogs.chooseExportPath(name, 'zip', 'bundle');
      return path === null ? success(false) : saveWhole(path, bytes);
    },
    view: () => scheduler.view(),
    syncNow: ({ platform }) => scheduler.syncNow(platform),
    cancel: ({ platform }) => scheduler.cancel(platform),
    bindings: () => describeBindings(ports),
    bind: async ({ platform, digest }) => after(platform, await bindPlatform(platform, digest, ports)),
    unbind: async ({ platform, reason }) => after(platform, await unbindPlatform(platform, reason, ports)),
    offer: async (request) => {
      const ask = (asked += 1);
      const entry = request.kind === 'file' ? await chosenFile() : await setup.ask(request.address, null);
      if (!entry.ok || entry.value === null) return entry.ok ? success(null) : entry;
      // An answer that comes after a later question is not the one that the window shows.
      if (ask === asked) offered = entry.value;
      return offerPlatform(entry.value, setup);
    },
    add: async ({ rootSm3 }) => {
      if (offered === null) return failure({ code: 'PLATFORM_ROOT_UNCONFIRMED' });
      return after(offered.id, await addPlatform(offered, rootSm3, setup));
    },
    remove: async ({ platform, reason }) => {
      const removed = await removePlatform(platform, reason, setup);
      if (removed.ok) scheduler.cancel(platform);
      await scheduler.tellView();
      return after(platform, removed);
    },
  };
}
