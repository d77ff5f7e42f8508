import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writing } from './file-errors.ts';
import { fileMoves } from './file-moves.ts';

/**
 * Does work with a path in a folder of its own that other users cannot read, and removes both afterwards.
 * @throws CodedError OUTPUT_UNWRITABLE or DISK_FULL, and as the work does
 */
export async function withPrivatePath<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = writing(() => mkdtempSync(join(tmpdir(), 'sealdesk-view-')));
  try {
    return await work(join(folder, 'view.pdf'));
  } finally {
    fileMoves.discardTree(folder);
  }
}
