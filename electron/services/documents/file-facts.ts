import { piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/hex.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { unwrap } from '../../shared/result.ts';
import type { FilePort } from '../ports.ts';
import type { DocumentEngine } from './document-engine.ts';

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

/** SM3 of a file, hexadecimal. @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE */
export async function fileHash(path: string, files: FilePort, engine: SmEngine): Promise<string> {
  const hasher = await engine.createSm3();
  const file = files.open(path);
  try {
    for (const piece of piecesOf(file, 0, file.size)) hasher.update(piece);
    return toHex(hasher.digest());
  } finally {
    file.close();
  }
}

/** The last part of a path of any system: what registers and approvals know a file by, without its folders. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
