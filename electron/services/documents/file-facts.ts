import { piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { DocumentFormat } from '../../shared/model/document-view.ts';
import { unwrap } from '../../shared/result.ts';
import type { HeldFile, FileSource, FilePort, OpenFile } from '../ports/files.ts';
import type { DocumentEngine } from './document-engine.ts';
import { withFile } from './with-file.ts';

/** The documents that requests for approval speak of. */
export interface DocumentPorts {
  readonly documents: Pick<DocumentEngine, 'summarise' | 'hash'>;
}

/** The facts by which a request names a file, beside its hash. */
export interface FileFacts {
  /** Bytes */
  readonly size: number;
  readonly pages: number;
  /** Absent for a PDF. */
  readonly format?: DocumentFormat;
}

/** @throws CodedError as opening a document for sealing does: nobody approves what cannot be sealed */
export async function fileFacts(file: HeldFile, { documents }: DocumentPorts): Promise<FileFacts> {
  const { pages, format } = unwrap(await documents.summarise(file));
  return { size: file.size, pages: pages.length, ...(format === undefined ? {} : { format }) };
}

/**
 * Refuses to lock a document (锁定签章) that has no such thing, before a key is used.
 * @param format of the document; absent for a PDF
 * @throws CodedError OFD_LOCK_NOT_FOR_PDF
 */
export function expectLockable(format: DocumentFormat | undefined): void {
  if (format !== 'ofd') throw new CodedError('OFD_LOCK_NOT_FOR_PDF', 'a PDF is not locked');
}

interface HasherPorts {
  readonly engine: Pick<SmEngine, 'createSm3'>;
  /** Lets the process do something else for a moment, between two pieces of the file. */
  readonly turn?: () => Promise<void>;
}

export interface HashPorts extends HasherPorts {
  readonly files: Pick<FilePort, 'open'>;
}

/**
 * Returns the SM3 of a file, hexadecimal. Memory does not grow with the file.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_CHANGED when it changes meanwhile
 */
export async function fileHash(source: FileSource, ports: HashPorts): Promise<string> {
  return withFile(source, ports, (file) => openFileHash(file, ports));
}

/** Does as {@link fileHash} does with a file that is open. @throws CodedError FILE_UNREADABLE, FILE_CHANGED */
export async function openFileHash(file: OpenFile, { engine, turn }: HasherPorts): Promise<string> {
  const hasher = await engine.createSm3();
  for (const piece of piecesOf(file, 0, file.size)) {
    hasher.update(piece);
    await turn?.();
  }
  if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was hashed');
  return toHex(hasher.digest());
}

/** Returns the last part of a path of any system: registers and approvals name a file by it, without its folders. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
