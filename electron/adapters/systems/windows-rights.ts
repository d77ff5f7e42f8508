import { win32 } from 'node:path';
import { type RunProgram, runProgram } from './run-program.ts';
import { systemFolder } from './windows-programs.ts';

/** The system and its administrators, who are let into a profile too ([MS-DTYP] 2.4.2.4: S-1-5-18, S-1-5-32-544). */
const ALSO_LET_IN = ['*S-1-5-18', '*S-1-5-32-544'];
/** The number at the end of what whoami prints; that of an account of Entra ID begins with S-1-12. */
const SID = /S-1-(?:5|12)-[0-9-]+(?="?\s*$)/;

/** The rights at the end of an entry as icacls prints it, in every language: `NAME:(I)(OI)(CI)(F)`. */
const RIGHTS = /:((?:\([A-Z,]+\))+)\s*$/gm;
const TAKEN_OVER = '(I)';

/**
 * Gives a folder an access control list of its own: outside of a profile it takes over what its drive grants to all users.
 * The root of a drive is left alone.
 * @returns true if the folder has such a list afterwards; false where the file system keeps none (FAT), or a program of the system
 *   fails
 */
export function keepFolderToOwner(
  folder: string,
  run: RunProgram = runProgram,
  programs = systemFolder(),
): boolean {
  if (isRoot(folder)) return false;
  try {
    const user = userOf(run, programs);
    if (user === undefined) return false;
    const rights = [`*${user}`, ...ALSO_LET_IN].flatMap((who) => ['/grant:r', `${who}:(OI)(CI)F`]);
    run(win32.join(programs, 'icacls.exe'), [folder, '/inheritance:r', ...rights, '/q']);
  } catch {
    return false;
  }
  return isFolderKept(folder, run, programs);
}

/**
 * Tells whether a folder has an access control list of its own. Whom such a list names was somebody's decision.
 * @returns false where it takes over entries of its drive, has none, or nobody tells
 */
export function isFolderKept(
  folder: string,
  run: RunProgram = runProgram,
  programs = systemFolder(),
): boolean {
  if (isRoot(folder)) return false;
  try {
    const entries = [...run(win32.join(programs, 'icacls.exe'), [folder]).matchAll(RIGHTS)];
    return entries.length > 0 && entries.every(([, rights = '']) => !rights.includes(TAKEN_OVER));
  } catch {
    return false;
  }
}

/** Returns the number (SID) of the user of this process; undefined where none is told. @throws when the system's program fails */
export const userOf = (run: RunProgram, programs: string): string | undefined =>
  SID.exec(run(win32.join(programs, 'whoami.exe'), ['/user', '/fo', 'csv', '/nh']))?.[0];

const isRoot = (folder: string): boolean => win32.dirname(folder) === folder;
