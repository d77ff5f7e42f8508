import type { App } from 'electron';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { withoutHalt } from '../adapters/files/read-deadline.ts';
import { demonstrationFolder, homeFolder, namedHome } from '../home/home-folder.ts';
import { isApprovalFile } from '../shared/model/approval.ts';

/** The switch by which a person chooses the demonstration. */
export const DEMONSTRATION = '--demonstration';

/** How the app was started. */
interface Start {
  readonly environment: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/**
 * Returns the folder of the app's home. One that the start names gets application data of its own, outside its folder,
 * so that apps in two homes do not meet; otherwise it is the one that the command line uses too.
 */
export function settleHome({ environment, args }: Start, app: Pick<App, 'getPath' | 'setPath'>): string {
  // What follows "--" is the document or link that somebody else has named.
  const end = args.indexOf('--');
  const isDemonstration = (end < 0 ? args : args.slice(0, end)).includes(DEMONSTRATION);
  const named = isDemonstration ? demonstrationFolder(environment) : namedHome(environment);
  if (named === null) return homeFolder(environment);
  const name = createHash('sha256').update(named).digest('hex').slice(0, 16);
  app.setPath('userData', join(app.getPath('userData'), 'worlds', name));
  return named;
}

/** Variables with a path that may begin in the folder of the start; a start of the app by itself gets them too. */
const PATHS = ['SEALDESK_HOME', 'SEALDESK_PLATFORM_ACCESS'];

/**
 * Makes the program's folder the working folder. Explorer starts the app in the folder of the document, and Windows looks in the working
 * folder for libraries that it finds nowhere else, for the drivers of a graphics card too: whoever may write beside a document could
 * have put one there.
 * @param environment is changed: relative paths in it are made whole
 * @returns the folder that the app was started in, where relative arguments begin
 */
export function leaveStartFolder(
  environment: NodeJS.ProcessEnv,
  running: Pick<NodeJS.Process, 'cwd' | 'chdir' | 'execPath'> = process,
): string {
  const startedIn = running.cwd();
  for (const name of PATHS) {
    const path = environment[name];
    if (path !== undefined && path !== '') environment[name] = resolve(startedIn, path);
  }
  running.chdir(dirname(running.execPath));
  return startedIn;
}

/** Switches of Chromium and Node that let somebody look into the running app, steer it, or run code in it. */
const DEBUGGING = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'],
  ...['inspect', 'inspect-brk', 'inspect-brk-node', 'inspect-wait', 'inspect-port', 'inspect-publish-uid'],
  ...['debug', 'debug-brk', 'debug-port', 'js-flags', 'wait-for-debugger', 'wait-for-debugger-children'],
  ...['renderer-cmd-prefix', 'utility-cmd-prefix', 'gpu-launcher', 'browser-subprocess-path'],
  ...[
    'log-net-log',
    'ssl-key-log-file',
    'disable-web-security',
    'load-extension',
    'host-resolver-rules',
    'host-rules',
  ],
];

/**
 * Returns the first such switch that an app was started with; null when there is none.
 * @param has tells whether it was started with a switch, however the system writes switches
 */
export function debuggingSwitch(has: (name: string) => boolean): string | null {
  return DEBUGGING.find(has) ?? null;
}

/** How long the system may take to say whether a path names a file. A share that is gone never says. */
const LOOK_MS = 5_000;

/** How a path is looked at, and for how long. */
interface Looking {
  readonly look: (path: string) => Promise<{ isFile(): boolean }>;
  readonly haltMs: number;
}

/** Tells whether a path names a file. One that cannot be looked at may be one: whoever opens it says what is wrong. */
async function namesFile(path: string, { look, haltMs }: Looking): Promise<boolean> {
  const looked = (): Promise<boolean> =>
    look(path).then(
      (found) => found.isFile(),
      () => false,
    );
  return withoutHalt(looked, { haltMs }).catch(() => true);
}

/**
 * Returns the document among a start's arguments: the last one that is no switch and names a file. The window comes meanwhile.
 * @param workingDirectory where relative paths start, which for a second start is that start's own folder
 */
export async function documentAmong(
  args: readonly string[],
  workingDirectory: string,
  looking: Looking = { look: stat, haltMs: LOOK_MS },
): Promise<string | null> {
  const paths = args
    .slice(1)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(workingDirectory, argument));
  for (const path of paths.toReversed()) {
    if (await namesFile(path, looking)) return path;
  }
  return null;
}

/** Hands out the file that the app was started with, once, to the page that asks for its kind. */
export class InitialFile {
  readonly #path: Promise<string | null>;
  #isTaken = false;

  constructor(path: Promise<string | null>) {
    this.#path = path;
  }

  async take(wanted: 'document' | 'request'): Promise<string | null> {
    const path = await this.#path;
    if (this.#isTaken || path === null || isApprovalFile(path) !== (wanted === 'request')) return null;
    this.#isTaken = true;
    return path;
  }
}
