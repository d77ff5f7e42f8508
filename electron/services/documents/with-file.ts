import type { Draft, FilePort, FileSource, OpenFile } from '../ports/files.ts';

/** Opens a file for one piece of work, and closes it afterwards. @throws CodedError as opening does, and as the work does */
export async function withFile<T>(
  source: FileSource,
  { files }: { readonly files: Pick<FilePort, 'open'> },
  work: (file: OpenFile) => Promise<T> | T,
): Promise<T> {
  const file = files.open(source);
  try {
    return await work(file);
  } finally {
    file.close();
  }
}

/**
 * Writes a new file, which gets its name when the work is done and is removed when it fails.
 * @throws CodedError as writing does, and as the work does
 */
export async function withDraft<T>(
  path: string,
  permissions: number,
  { files }: { readonly files: Pick<FilePort, 'createDraft'> },
  work: (draft: Draft) => Promise<T> | T,
): Promise<T> {
  const draft = files.createDraft(path, permissions);
  try {
    const made = await work(draft);
    draft.publish();
    return made;
  } finally {
    draft.discard();
  }
}
