import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { personalFolders, type PersonalFolders } from '../adapters/files/personal-folders.ts';
import { thisSystem } from '../adapters/systems/this-system.ts';

/** Names the folder of the world that the window and every command work in. */
const HOME_VARIABLE = 'SEALDESK_HOME';

/** Returns the home that the environment names, as an absolute path; null when it names none. */
export function namedHome(environment: NodeJS.ProcessEnv): string | null {
  return namedFolder(HOME_VARIABLE, environment);
}

/** Returns the folder that a variable names, as an absolute path; null when it is not set, or empty. */
export function namedFolder(variable: string, environment: NodeJS.ProcessEnv): string | null {
  const named = environment[variable];
  return named === undefined || named === '' ? null : resolve(named);
}

/** Returns the folder that the environment names, or else the one in the person's own folder. */
export function homeFolder(environment: NodeJS.ProcessEnv): string {
  const named = namedHome(environment);
  if (named !== null) return named;
  const { home, formerHome } = foldersOf(environment);
  return !existsSync(home) && existsSync(formerHome) ? formerHome : home;
}

/** Returns the folder of the demonstration of a person who names none. */
export function demonstrationFolder(environment: NodeJS.ProcessEnv): string {
  return foldersOf(environment).demonstration;
}

function foldersOf(environment: NodeJS.ProcessEnv): PersonalFolders {
  return personalFolders(thisSystem, homedir(), environment);
}
