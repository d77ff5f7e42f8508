import type { Stats } from 'node:fs';
import { thisSystem } from '../systems/this-system.ts';

/** Everybody's right to write; a group is often the user's own. */
const WRITABLE_BY_ALL = 0o002;
const ADMINISTRATOR = 0;

/**
 * Tells whether somebody else than this user and the administrator may have written a file: it belongs to another user, or everybody
 * may write it. Where modes count for nothing, the rights of the folder decide.
 * @param trusted who may have, by their numbers
 */
export function mayBeOthersWork(
  { uid, mode }: Pick<Stats, 'uid' | 'mode'>,
  trusted: readonly (number | undefined)[] = [ADMINISTRATOR, process.getuid?.()],
): boolean {
  return thisSystem.modesCount && (!trusted.includes(uid) || (mode & WRITABLE_BY_ALL) !== 0);
}

/** What a user number becomes in a container that does not know it, the administrator's among them (user_namespaces(7)). */
const UNKNOWN_HERE = 65_534;

/** Tells whether somebody else than an administrator may have written a file. */
export const mayBeNoAdministratorsWork = (status: Pick<Stats, 'uid' | 'mode'>): boolean =>
  mayBeOthersWork(status, [ADMINISTRATOR, UNKNOWN_HERE]);
