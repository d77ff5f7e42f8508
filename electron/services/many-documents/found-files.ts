import { MOST_BATCH_FILES } from '../../shared/model/verification-batch.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import type { FoundFile } from '../ports/files.ts';

/** Finds the documents that a path stands for: a folder's, or the file itself. */
export type SearchFiles = (path: string) => AsyncIterable<FoundFile>;

/**
 * Gathers the documents of files and folders.
 * @param held the number of documents that the table has already; it holds so many at most
 * @returns also whether there were more than it can hold
 */
export async function foundFiles(
  paths: readonly string[],
  held: number,
  search: SearchFiles,
): Promise<{ found: readonly FoundFile[]; truncated: boolean }> {
  const room = MOST_BATCH_FILES - held;
  const found: FoundFile[] = [];
  for (const path of paths) {
    for await (const each of search(path)) {
      if (found.length === room) return { found, truncated: true };
      found.push(each);
    }
  }
  return { found, truncated: false };
}

/** Splits a path into the folder and the name, whichever system wrote it. */
export function nameAndFolder(path: string): { readonly name: string; readonly folder: string } {
  const name = fileNameOf(path);
  return { name, folder: path.slice(0, Math.max(0, path.length - name.length - 1)) };
}
