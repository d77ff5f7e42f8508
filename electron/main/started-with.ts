import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { REQUEST_FILE_EXTENSION } from '../core/approval/approval-request.ts';

/**
 * The document among a start's arguments: the last one that is no switch and names a file.
 * @param workingDirectory where relative paths start, which for a second start is that start's own folder
 */
export function documentAmong(args: readonly string[], workingDirectory: string): string | null {
  const paths = args
    .slice(1)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(workingDirectory, argument));
  return paths.findLast((path) => existsSync(path) && statSync(path).isFile()) ?? null;
}

/** Whether a file is a request for approval and no document, by its name. */
export function isRequestFile(path: string): boolean {
  return extname(path).toLowerCase() === REQUEST_FILE_EXTENSION;
}
