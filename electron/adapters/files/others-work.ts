import type { Stats } from 'node:fs';
import { thisSystem } from '../systems/this-system.ts';
import { ADMINISTRATOR, mayOthersWrite } from '../systems/unix-rights.ts';

/** Who may have made a file that is followed, by their numbers. */
const trustedHere = (): readonly (number | undefined)[] => [ADMINISTRATOR, process.getuid?.()];

type Marks = Pick<Stats, 'uid' | 'mode'>;

/** Tells whether a file is another user's than this one's and the administrator's. Some file systems show all files as writable by all. */
export const isOthers = ({ uid }: Pick<Stats, 'uid'>, trusted = trustedHere()): boolean =>
  thisSystem.modesCount && !trusted.includes(uid);

/**
 * Tells whether somebody else than this user and the administrator may have written a file: it belongs to another user, or everybody
 * may write it. Where modes count for nothing, the rights of the folder decide.
 */
export function mayBeOthersWork(status: Marks, trusted = trustedHere()): boolean {
  return thisSystem.modesCount && mayOthersWrite(status, trusted);
}

/** What a user number becomes in a container that does not know it, the administrator's among them (user_namespaces(7)). */
const UNKNOWN_HERE = 65_534;

/** Tells whether somebody else than an administrator may have written a file. */
export const mayBeNoAdministratorsWork = (status: Marks): boolean =>
  mayBeOthersWork(status, [ADMINISTRATOR, UNKNOWN_HERE]);
