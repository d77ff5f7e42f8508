import type { FilePort, FileSource, OpenFile } from '../ports/files.ts';

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
