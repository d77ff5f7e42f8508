import { writeFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { runInConsole } from './run-program.ts';
import type { Environment, SystemRules } from './system-rules.ts';
import { mayOthersReplace } from './windows-access.ts';
import { systemFolder } from './windows-programs.ts';
import { isFolderKept, keepFolderToOwner } from './windows-rights.ts';

/**
 * How Windows says that somebody holds a file: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION are EBUSY, ERROR_ACCESS_DENIED is
 * EPERM or EACCES (libuv, `uv_translate_sys_error`), which it also says for a file that is being removed.
 */
const PASSING = ['EBUSY', 'EPERM', 'EACCES'];

/** Longer paths have to begin with `\\?\` (MAX_PATH is 260, a folder's 248); the files beside a database need some of that. */
const LONGEST_PLAIN_PATH = 230;

/** The rules of Windows. */
export const windows: SystemRules = {
  passing: PASSING,
  flushesFolders: false,
  movesOpenFiles: false,
  modesCount: false,
  libraryEnding: 'dll',
  // Known Folders, FOLDERID_LocalAppData
  applicationData: (home, environment) => environment['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'),
  // Known Folders, FOLDERID_Fonts; since Windows 10 version 1809 a person installs fonts below their local data
  fontFolders: (home, environment) => [
    win32.join(windows.applicationData(home, environment), 'Microsoft', 'Windows', 'Fonts'),
    win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'Fonts'),
  ],
  pathKey: (path) => win32.normalize(withoutPrefix(path)).toLowerCase(),
  isOnThisComputer: (path) => DRIVE.test(withoutPrefix(path)),
  isPrivateByPlace: (folder) => isInProfile(folder),
  keepToOwner: (folder) => keepFolderToOwner(folder),
  isKeptToOwner: (folder) => isFolderKept(folder),
  mayOthersReplace: (folder) => mayOthersReplace(folder),
  markAsForeign: (path) => markAsForeign(path),
  consoleCodePage: () => consoleCodePage(),
  // libuv, `uv_kill`: it knows no SIGBREAK and no SIGHUP, which Ctrl+Break and a console that closes become on their way here
  endingSignal: () => 'SIGTERM',
  pathForLibraries: (path) => (path.length > LONGEST_PLAIN_PATH ? win32.toNamespacedPath(path) : path),
};

/** The prefix of a path that Windows takes as it is, of a drive or of a share. */
const PREFIX = /^\\\\\?\\(?:(UNC\\)|(?=[a-z]:))/i;

/** A path without a drive is one of the current drive. */
const DRIVE = /^[a-z]:[\\/]/i;

const withoutPrefix = (path: string): string =>
  path.replace(PREFIX, (_whole, share?: string) => (share === undefined ? '' : '\\\\'));

/** URLZONE_INTERNET of urlmon.h, in the stream where Windows and office programs look for it ([MS-FSCC] 5.6.1). */
const OF_INTERNET = '[ZoneTransfer]\r\nZoneId=3\r\n';

function markAsForeign(path: string): void {
  try {
    writeFileSync(`${path}:Zone.Identifier`, OF_INTERNET);
  } catch {
    // FAT has no streams.
  }
}

/** A profile has an access control list that lets nobody else in, and what lies in it takes that over. */
export function isInProfile(folder: string, environment: Environment = process.env): boolean {
  const profile = environment['USERPROFILE'];
  return profile !== undefined && isWithin(profile, folder);
}

function isWithin(outer: string, inner: string): boolean {
  const beginning = windows.pathKey(`${outer}\\`);
  return windows.pathKey(`${inner}\\`).startsWith(beginning);
}

/**
 * Returns the code page of the console that this process writes to, by `chcp`, which says it in the language of the system.
 * @returns null if there is no console, or it cannot be told
 */
export function consoleCodePage(run = runInConsole, programs = systemFolder()): number | null {
  try {
    const page = /(\d+)\D*$/.exec(run(win32.join(programs, 'chcp.com'), []))?.[1];
    return page === undefined ? null : Number(page);
  } catch {
    return null;
  }
}
