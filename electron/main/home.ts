import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { defaultHome } from '../adapters/files/demo-world-folder.ts';

/** Names the folder of the world that the app and every command work in. */
const HOME_VARIABLE = 'SEALDESK_HOME';

/**
 * The folder of the app's world. A world that the environment names gets application data of its own, outside
 * its folder, so that apps in two worlds do not meet; otherwise it is the one that the command line uses too.
 */
export function settleHome(environment: NodeJS.ProcessEnv): string {
  const named = environment[HOME_VARIABLE];
  if (named === undefined || named === '') return defaultHome(process.platform, homedir(), environment);
  const home = resolve(named);
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  app.setPath('userData', join(app.getPath('userData'), 'worlds', name));
  return home;
}
