import { existsSync } from 'node:fs';
import { demoAssetsOf, demoWorldFiles } from '../adapters/files/demo-world-folder.ts';
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import { createTokenHosts } from '../adapters/tokens/token-hosts.ts';
import { systemClock as clock, systemRandom as random } from '../adapters/system.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { demoWorld } from '../services/demo-world/demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { Result } from '../shared/result.ts';
import type { Home, HomeHosts } from './home.ts';

/** What a demonstration world of this build is made of. */
export function demoPortsOf(dist: string, engine: SmEngine): Home['demoPorts'] {
  return { ...demoWorldFiles(demoAssetsOf(dist)), engine, clock, random };
}

/**
 * Makes the demonstration world that a person has chosen, or opens it when the folder holds it already: without a
 * token when there is no token host. Fails as {@link demoWorld} does.
 */
export async function makeDemonstration(
  folder: string,
  { dist, startHost }: Pick<HomeHosts, 'dist' | 'startHost'>,
  ports: Home['demoPorts'],
): Promise<Result<DemoWorld>> {
  const tokens = createTokenHosts({ modules: () => [], start: startHost });
  const softToken = existsSync(tokenHostIn(dist)) ? ports.softToken : null;
  try {
    return await demoWorld(folder, { ...ports, softToken, tokens });
  } finally {
    tokens.stop();
  }
}
