import type { App } from 'electron';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { REQUEST_FILE_EXTENSION } from '../core/approval/approval-request.ts';
import { homeFolder, namedHome } from '../home/open-world.ts';

/**
 * Returns the folder of the app's home. A home that the environment names gets application data of its own, outside
 * its folder, so that apps in two homes do not meet; otherwise it is the one that the command line uses too.
 */
export function settleHome(environment: NodeJS.ProcessEnv, app: Pick<App, 'getPath' | 'setPath'>): string {
  const named = namedHome(environment);
  if (named === null) return homeFolder(environment);
  const name = createHash('sha256').update(named).digest('hex').slice(0, 16);
  app.setPath('userData', join(app.getPath('userData'), 'worlds', name));
  return named;
}

/**
 * Returns the document among a start's arguments: the last one that is no switch and names a file.
 * @param workingDirectory where relative paths start, which for a second start is that start's own folder
 */
export function documentAmong(args: readonly string[], workingDirectory: string): string | null {
  const paths = args
    .slice(1)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(workingDirectory, argument));
  return paths.findLast((path) => existsSync(path) && statSync(path).isFile()) ?? null;
}

/** Tells by a file's name whether it is a request for approval and no document. */
export function isRequestFile(path: string): boolean {
  return extname(path).toLowerCase() === REQUEST_FILE_EXTENSION;
}

/** Hands out the file that the app was started with, once, to the page that asks for its kind. */
export class InitialFile {
  #path: string | null;

  constructor(path: string | null) {
    this.#path = path;
  }

  take(wanted: 'document' | 'request'): string | null {
    const path = this.#path;
    if (path === null || isRequestFile(path) !== (wanted === 'request')) return null;
    this.#path = null;
    return path;
  }
}
