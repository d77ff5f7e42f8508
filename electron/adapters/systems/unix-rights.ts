import { lstatSync, type Stats } from 'node:fs';
import { dirname } from 'node:path/posix';

type Look = (path: string) => Pick<Stats, 'uid' | 'mode'>;

const WRITABLE_BY_ALL = 0o002;
/** In such a folder nobody removes or renames what is another's (chmod(2), S_ISVTX). */
const STICKY = 0o1000;

/**
 * Tells whether another user than the administrator may change what lies in a folder, or put another folder in the place of it or of one above.
 * @param folder absolute path without links
 * @param user who runs the program
 */
export function mayOthersReplace(folder: string, look: Look = lstatSync, user = process.getuid?.()): boolean {
  const above = dirname(folder);
  const { uid, mode } = look(folder);
  const isOthers = (uid !== 0 && uid !== user) || (mode & WRITABLE_BY_ALL) !== 0;
  return isOthers || (above !== folder && mayOthersRename(above, look, user));
}

function mayOthersRename(folder: string, look: Look, user: number | undefined): boolean {
  const { uid, mode } = look(folder);
  const isOthers = (uid !== 0 && uid !== user) || (mode & (WRITABLE_BY_ALL | STICKY)) === WRITABLE_BY_ALL;
  const above = dirname(folder);
  return isOthers || (above !== folder && mayOthersRename(above, look, user));
}
