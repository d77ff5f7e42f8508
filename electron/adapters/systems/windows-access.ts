import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { type RunProgram, runProgram } from './run-program.ts';
import { systemFolder } from './windows-programs.ts';
import { userOf } from './windows-rights.ts';

/** Rights as SDDL writes them for files ([MS-DTYP] 2.5.1.1, winnt.h); what is not here lets nobody change anything. */
const RIGHTS: Readonly<Record<string, number>> = {
  ...{ GA: 0x1000_0000, GW: 0x4000_0000, FA: 0x1f_01ff, FW: 0x12_0116 },
  ...{ SD: 0x1_0000, WD: 0x4_0000, WO: 0x8_0000, CC: 0x1, DC: 0x2, LC: 0x4, DT: 0x40 },
};

/** DELETE, WRITE_DAC, WRITE_OWNER, FILE_DELETE_CHILD, GENERIC_ALL: who has one may put another folder in the place. */
const REPLACES = 0x1_0000 | 0x4_0000 | 0x8_0000 | 0x40 | 0x1000_0000;
/** FILE_ADD_FILE, FILE_ADD_SUBDIRECTORY, GENERIC_WRITE */
const CHANGES = REPLACES | 0x2 | 0x4 | 0x4000_0000;

/** The system, administrators, the installer of Windows, and whoever owns or makes a file: the owner of a program has installed it. */
const TRUSTED = [
  ...['SY', 'BA', 'LA', 'CO', 'OW', 'S-1-5-18', 'S-1-5-32-544', 'S-1-3-0', 'S-1-3-4'],
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
];

/** `(type;flags;rights;object;inherited object;who)` */
const ENTRY = /\((\w*);(\w*);(\w*);[^;]*;[^;]*;([\w-]+)[^)]*\)/g;
/** A list of rights, as `icacls /save` writes it below the name of its file. */
const LIST = /^D:[A-Z_]*\(.*$/m;

function rightsIn(text: string): number {
  if (/^0x/i.test(text)) return Number(text);
  return (text.match(/../g) ?? []).reduce((rights, name) => rights | (RIGHTS[name] ?? 0), 0);
}

/** Tells whether a list in SDDL gives others than those one of some rights. @param isAbove whether what is only taken over by files below counts not */
function letsOthers(list: string, wanted: number, isAbove: boolean, me: string | undefined): boolean {
  return [...list.matchAll(ENTRY)].some(([, type, flags = '', rights = '', who = '']) => {
    if (type !== 'A' || TRUSTED.includes(who) || who === me) return false;
    const isOfThoseBelow = flags.match(/../g)?.includes('IO') === true;
    return !(isAbove && isOfThoseBelow) && (rightsIn(rights) & wanted) !== 0;
  });
}

/** The access control lists of this computer, as far as it tells them. */
interface AccessLists {
  /** Returns the list of a folder in SDDL; null where nobody tells. */
  listOf(folder: string): string | null;
  /** Who runs the program, as a SID; undefined where nobody tells. */
  readonly me: string | undefined;
}

/**
 * Tells whether other users than administrators may change what lies in a folder, or put another one in its place. False where the
 * system does not tell.
 * @param folder absolute path
 */
export function mayOthersReplace(folder: string, lists: AccessLists = accessLists()): boolean {
  for (let place = folder; ; place = win32.dirname(place)) {
    const isAbove = place !== folder;
    const list = lists.listOf(place);
    if (list !== null && letsOthers(list, isAbove ? REPLACES : CHANGES, isAbove, lists.me)) return true;
    if (win32.dirname(place) === place) return false;
  }
}

/** Has `icacls` write each list to a file, since what it prints names groups in the language of the system. */
export function accessLists(run: RunProgram = runProgram, programs = systemFolder()): AccessLists {
  return {
    me: userBySystem(run, programs),
    listOf: (folder) => {
      try {
        return savedList(folder, run, programs);
      } catch {
        return null;
      }
    },
  };
}

/** @throws the system's errors, and when the system's program fails */
function savedList(folder: string, run: RunProgram, programs: string): string | null {
  const work = mkdtempSync(join(tmpdir(), 'sealdesk-rights-'));
  try {
    const file = join(work, 'list');
    run(win32.join(programs, 'icacls.exe'), [folder, '/save', file, '/q']);
    return LIST.exec(readFileSync(file, 'utf16le'))?.[0] ?? null;
  } finally {
    // A scanner may hold for a while what has just been written.
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The SID of the user of this process; undefined where the system does not tell it. */
function userBySystem(run: RunProgram, programs: string): string | undefined {
  try {
    return userOf(run, programs);
  } catch {
    return undefined;
  }
}
