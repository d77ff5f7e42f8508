import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { isRunning } from '../system.ts';
import { systemErrorName } from './file-errors.ts';
import { nodeCalls } from './file-moves.ts';

/** UTF-16 units of the final name that a draft's name keeps. Names have 255 bytes at most, 143 on encrypted file systems. */
const NAME_KEPT = 30;

/** A draft's name: `.NAME.COMPUTER-PROCESS-START.RANDOM.part` */
const DRAFT = /^\..*\.([0-9a-f]{8})-([1-9][0-9]{0,9})-([0-9]{1,20})\.[0-9a-f]{12}\.part$/;

/** Nothing that makes a file takes so long: an older draft is left over, although a process of that number runs. */
const LONGEST_WORK_MS = 24 * 60 * 60 * 1000;

/** Names this process among those of all computers and of all times: `COMPUTER-PROCESS-START`. */
export const thisOwner = (): string => `${thisComputer()}-${process.pid}-${startOf(process.pid) ?? 0}`;

/** Returns an unused name for a draft of this process that will be called `path`. */
export function draftNameFor(path: string): string {
  return `.${basename(path).slice(0, NAME_KEPT)}.${thisOwner()}.${randomBytes(6).toString('hex')}.part`;
}

/** Removes from a folder the drafts that killed processes of this computer have left. */
export function removeAbandonedDrafts(folder: string): void {
  removeAbandoned(folder, DRAFT, (path) => nodeCalls.remove(path));
}

/**
 * Removes from a folder what killed processes of this computer have left. What has a name that is not just of the form, or of a
 * process that runs, or of another computer, stays. What cannot be removed stays too.
 * @param form of the names, whose groups are the parts of `thisOwner`
 */
export function removeAbandoned(folder: string, form: RegExp, remove: (path: string) => void): void {
  for (const name of ignoring(() => readdirSync(folder)) ?? []) {
    const [owner, path] = [form.exec(name), join(folder, name)];
    ignoring(() => {
      if (owner !== null && isAbandoned(path, owner)) remove(path);
    });
  }
}

/**
 * Tells whether the process that has made something is gone. A number may serve another process by now, which has begun at another
 * time. Where the system does not tell that, as Windows does not, the age of what was made decides.
 * @param path what was made
 * @param owner the parts of `thisOwner` as its name has them, behind the whole match
 * @throws the system's errors
 */
function isAbandoned(path: string, [, computer, id = '', start]: RegExpExecArray): boolean {
  if (computer !== thisComputer()) return false;
  if (!isRunning(Number(id))) return true;
  const began = startOf(Number(id));
  if (began !== null && start !== '0') return String(began) !== start;
  return Date.now() - lstatSync(path).mtimeMs > LONGEST_WORK_MS;
}

/** When a process began, in the system's ticks since its start; null where the system does not tell. */
function startOf(id: number): number | null {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    // The name of a program, in parentheses, may hold anything; the 22nd field is the 20th behind it (proc(5)).
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return null;
  }
}

let computer: string | undefined;

/** Tells computers and containers apart that share a folder: numbers of processes mean nothing elsewhere. */
function thisComputer(): string {
  return (computer ??= hashOfComputer());
}

function hashOfComputer(): string {
  const facts = [hostname(), textOr(() => readFileSync('/etc/machine-id', 'latin1'))];
  const space = textOr(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256')
    .update([...facts, space].join('\n'))
    .digest('hex')
    .slice(0, 8);
}

function textOr(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** Does work; it returns nothing where the system refuses. */
function ignoring<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return undefined;
  }
}
