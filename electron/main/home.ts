import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { app } from 'electron';

/** Names the folder of the world that the app and every command work in. */
const HOME_VARIABLE = 'SEALDESK_HOME';

/**
 * The folder of the app's world. A world that the environment names gets application data of its own, outside
 * its folder, so that apps in two worlds do not meet; otherwise the world lies in the application data.
 */
export function settleHome(environment: NodeJS.ProcessEnv): string {
  const named = environment[HOME_VARIABLE];
  const userData = app.getPath('userData');
  if (named === undefined || named === '') return join(userData, 'demo-world');
  const home = resolve(named);
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  app.setPath('userData', join(userData, 'worlds', name));
  return home;
}
