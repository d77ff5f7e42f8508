import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultHome } from '../adapters/files/demo-world-folder.ts';
import { createTokenHosts } from '../adapters/tokens/token-hosts.ts';
import { demoWorld } from '../services/demo-world/demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { Result } from '../shared/result.ts';
import type { Home, HomeHosts } from './home.ts';

/** Names the folder of the world that the window and every command work in. */
const HOME_VARIABLE = 'SEALDESK_HOME';

/** Returns the folder that the environment names, as an absolute path; null when it names none. */
export function namedHome(environment: NodeJS.ProcessEnv): string | null {
  const named = environment[HOME_VARIABLE];
  return named === undefined || named === '' ? null : resolve(named);
}

/** Returns the folder that the environment names, or else the one in the person's own folder. */
export function homeFolder(environment: NodeJS.ProcessEnv): string {
  return namedHome(environment) ?? defaultHome(process.platform, homedir(), environment);
}

/** Path of the built token host among all bundles. */
export const tokenHostIn = (dist: string): string => join(dist, 'token-host', 'token-host.js');

/**
 * Opens the demonstration world of a folder, and makes it first when the folder is empty or absent: without a token
 * when there is no token host. Fails as {@link demoWorld} does.
 */
export async function openWorld(
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

/** Paths of the modules that a world brings with it. */
export function modulesOf({ pkcs11Module }: DemoWorld): readonly string[] {
  return pkcs11Module === null ? [] : [pkcs11Module];
}
