import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import { databaseIn, exists } from '../adapters/store/store-files.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { homeFolder } from '../home/home-folder.ts';
import { openVerdictHome, type VerdictHome } from '../home/open-verdict-home.ts';
import { listener } from './home-listener.ts';

/**
 * Opens what verdicts of one command go by, in the home that the environment names, or the person's own.
 * @param dist folder of every bundle, with a separator at its end
 */
export async function openVerdictsOf(dist: string, engine: SmEngine): Promise<VerdictHome> {
  const administrated = readAdministratorSettings({
    dist,
    environment: process.env,
    system: process.platform,
  });
  const home = await openVerdictHome(homeFolder(process.env), { dist, listener, administrated }, engine);
  // The store opens while the document is read. Whatever is wrong with it, the first question about a verdict says so.
  if (exists(databaseIn(home.storeFiles.folder))) void home.store.opening().catch(() => undefined);
  return home;
}
