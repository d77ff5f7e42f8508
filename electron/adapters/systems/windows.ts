import { win32 } from 'node:path';
import { runInConsole, type RunProgram, runProgram } from './run-program.ts';
import type { Environment, SystemRules } from './system-rules.ts';

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
  pathKey: (path) => win32.normalize(withoutPrefix(path)).toLowerCase(),
  keepToOwner: (folder) => keepFolderToOwner(folder),
  consoleCodePage: () => consoleCodePage(),
  pathForLibraries: (path) => (path.length > LONGEST_PLAIN_PATH ? win32.toNamespacedPath(path) : path),
};

/** The prefix of a path that Windows takes as it is, of a drive or of a share. */
const PREFIX = /^\\\\\?\\(?:(UNC\\)|(?=[a-z]:))/i;

const withoutPrefix = (path: string): string =>
  path.replace(PREFIX, (_whole, share?: string) => (share === undefined ? '' : '\\\\'));

/** The system and its administrators, who are let into a profile too ([MS-DTYP] 2.4.2.4: S-1-5-18, S-1-5-32-544). */
const ALSO_LET_IN = ['*S-1-5-18', '*S-1-5-32-544'];
const SID = /S-1-5-[0-9-]+/;

/**
 * Gives a folder an access control list of its own, unless it lies in the person's profile, which has one that lets nobody else
 * in. Elsewhere a folder takes over what its drive grants to all users.
 * @returns false if the file system keeps no such lists (FAT), or a program of the system fails
 */
export function keepFolderToOwner(
  folder: string,
  environment: Environment = process.env,
  run: RunProgram = runProgram,
  programs = systemFolder(),
): boolean {
  const profile = environment['USERPROFILE'];
  if (profile !== undefined && isWithin(profile, folder)) return true;
  try {
    const user = SID.exec(run(win32.join(programs, 'whoami.exe'), ['/user', '/fo', 'csv', '/nh']))?.[0];
    if (user === undefined) return false;
    const rights = [`*${user}`, ...ALSO_LET_IN].flatMap((who) => ['/grant:r', `${who}:(OI)(CI)F`]);
    run(win32.join(programs, 'icacls.exe'), [folder, '/inheritance:r', ...rights, '/q']);
    return true;
  } catch {
    return false;
  }
}

function isWithin(outer: string, inner: string): boolean {
  const beginning = windows.pathKey(`${outer}\\`);
  return windows.pathKey(`${inner}\\`).startsWith(beginning);
}

let folderOfPrograms: string | undefined;

/**
 * Returns the folder of the system's programs: of ntdll.dll, which is in every process. The environment is the person's to set. A
 * report takes its time, so there is one a process.
 */
export function systemFolder(): string {
  return (folderOfPrograms ??= folderOfNtdll());
}

function folderOfNtdll(): string {
  // Node does not declare the report's members; what lacks them gives no path.
  const { sharedObjects = [] } = process.report.getReport() as { sharedObjects?: readonly string[] };
  return win32.dirname(
    sharedObjects.find((path) => /[\\/]ntdll\.dll$/i.test(path)) ?? 'C:\\Windows\\System32\\.',
  );
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
