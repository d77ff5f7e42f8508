import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writing } from './file-errors.ts';
import { fileMoves } from './file-moves.ts';

/** A path in a folder of its own that other users cannot read. */
interface PrivatePath {
  readonly path: string;
  /** Removes the folder with what lies there. */
  readonly remove: () => void;
}

/** Makes a path for the view of an OFD. @throws CodedError OUTPUT_UNWRITABLE or DISK_FULL */
export function makePrivatePath(): PrivatePath {
  const folder = writing(() => mkdtempSync(join(tmpdir(), 'sealdesk-view-')));
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
