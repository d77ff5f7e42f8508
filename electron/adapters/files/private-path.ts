import { lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SystemRules } from '../systems/system-rules.ts';
import { thisSystem } from '../systems/this-system.ts';
import { removeAbandoned, thisOwner } from './draft-names.ts';
import { writing } from './file-errors.ts';
import { fileMoves } from './file-moves.ts';
import { modeLetsOthersIn } from './modes.ts';

/** A folder's name: `sealdesk-PURPOSE-COMPUTER-PROCESS-START-RANDOM`, as mkdtemp(3) ends it. */
const NAME = /^sealdesk-(?:audit|view)-([0-9a-f]{8})-([1-9][0-9]{0,9})-([0-9]{1,20})-[A-Za-z0-9]{6}$/;

/**
 * Returns the folder for temporary files; where the one of the environment is open to others and modes count for nothing, as on a server
 * with one for all its users, it is the one in the person's own data. What lies there may hold a register, or what an administrator has fixed.
 */
export function temporaryRoot(rules: SystemRules = thisSystem, usual = tmpdir()): string {
  if (rules.isPrivateByPlace(usual)) return usual;
  const own = join(rules.applicationData(homedir(), process.env), 'Temp');
  mkdirSync(own, { recursive: true });
  return own;
}

/**
 * Makes a folder among the temporary ones that other users cannot read. Those that killed processes have left are removed first:
 * they hold copies of a register or of a document.
 * @param purpose part of its name
 * @throws the system's errors
 */
export function temporaryFolder(purpose: 'audit' | 'view', root = temporaryRoot()): string {
  removeAbandoned(root, NAME, (path) => {
    if (isOwn(path)) fileMoves.discardTree(path);
  });
  return mkdtempSync(join(root, `sealdesk-${purpose}-${thisOwner()}-`));
}

/** Others may make folders of such names there, and change what lies in them while it is removed. */
function isOwn(path: string): boolean {
  const status = lstatSync(path);
  const user = process.getuid?.() ?? status.uid;
  return status.isDirectory() && status.uid === user && !modeLetsOthersIn(status);
}

/** A path in a folder of its own that other users cannot read. */
interface PrivatePath {
  readonly path: string;
  /** Removes the folder with what lies there. */
  readonly remove: () => void;
}

/** Makes a path for the view of an OFD. @throws CodedError OUTPUT_UNWRITABLE or DISK_FULL */
export function makePrivatePath(): PrivatePath {
  const folder = writing(() => temporaryFolder('view'));
  return { path: join(folder, 'view.pdf'), remove: () => fileMoves.discardTree(folder) };
}

/**
 * Does work with a path in a folder of its own that other users cannot read, and removes both afterwards.
 * @throws CodedError OUTPUT_UNWRITABLE or DISK_FULL, and as the work does
 */
export async function withPrivatePath<T>(work: (path: string) => Promise<T>): Promise<T> {
  const { path, remove } = makePrivatePath();
  try {
    return await work(path);
  } finally {
    remove();
  }
}
