import { unwrap } from '../../shared/result.ts';
import type { DocumentEngine } from '../documents/document-engine.ts';
import type { FilePort } from '../ports/files.ts';

/** What a request says of a file beside its hash. */
export interface FileFacts {
  readonly size: number;
  readonly pages: number;
}

export interface FileFactPorts {
  readonly documents: Pick<DocumentEngine, 'summarise'>;
  readonly files: Pick<FilePort, 'open'>;
}

/** @throws CodedError as opening a document for sealing does: nobody approves what cannot be sealed */
export async function fileFacts(path: string, { documents, files }: FileFactPorts): Promise<FileFacts> {
  const { pages } = unwrap(await documents.summarise(path));
  const file = files.open(path);
  file.close();
  return { size: file.size, pages: pages.length };
}
