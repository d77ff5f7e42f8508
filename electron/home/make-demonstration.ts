import { existsSync } from 'node:fs';
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import { createTokenHosts } from '../adapters/tokens/token-hosts.ts';
import { demoWorld } from '../services/demo-world/demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { Result } from '../shared/result.ts';
import type { Home, HomeHosts } from './home.ts';

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
