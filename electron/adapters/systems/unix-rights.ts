import { lstatSync, type Stats } from 'node:fs';
import { dirname } from 'node:path/posix';

type Marks = Pick<Stats, 'uid' | 'mode'>;

/** Everybody's right to write; a group is often the user's own. */
const WRITABLE_BY_ALL = 0o002;
/** In such a folder nobody removes or renames what is another's (chmod(2), S_ISVTX). */
const STICKY = 0o1000;

/** The number of the administrator. */
export const ADMINISTRATOR = 0;

/**
 * Tells whether somebody else than some users may have written a file, or may change a folder: it belongs to another user, or everybody
 * may write it.
 * @param trusted the numbers of these users
 */
export function mayOthersWrite({ uid, mode }: Marks, trusted: readonly (number | undefined)[]): boolean {
  return !trusted.includes(uid) || (mode & WRITABLE_BY_ALL) !== 0;
}

/**
 * Tells whether another user than the administrator may change what lies in a folder, or put another folder in the place of it or of one above.
 * @param folder absolute path without links
 * @param user who runs the program
 */
export function mayOthersReplace(
  folder: string,
  look: (path: string) => Marks = lstatSync,
  user = process.getuid?.(),
): boolean {
  for (let place = folder; ; place = dirname(place)) {
    const { uid, mode } = look(place);
    const keepsNames = place !== folder && (mode & STICKY) !== 0;
    const counted = keepsNames ? mode & ~WRITABLE_BY_ALL : mode;
    if (mayOthersWrite({ uid, mode: counted }, [ADMINISTRATOR, user])) return true;
    if (dirname(place) === place) return false;
  }
}
