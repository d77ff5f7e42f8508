import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { homeFolder } from '../home/home-folder.ts';
import { openVerdictHome, type VerdictHome } from '../home/open-verdict-home.ts';
import { listener } from './home-listener.ts';

/**
 * Opens what verdicts of one command go by, in the home that the environment names, or the person's own.
 * @param dist folder of every bundle, with a separator at its end
 */
export function openVerdictsOf(dist: string, engine: SmEngine): Promise<VerdictHome> {
  const administrated = readAdministratorSettings({
    dist,
    environment: process.env,
    system: process.platform,
  });
  return openVerdictHome(homeFolder(process.env), { dist, listener, administrated }, engine);
}
