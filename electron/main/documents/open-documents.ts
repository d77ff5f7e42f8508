import { randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { OpenDocument, Sealability } from '../../shared/model/sealing.ts';
import { failure, success, type Result } from '../../shared/result.ts';

/** The header may stand within this many bytes of the start (ISO 32000-2, Annex C.4, note). */
const HEADER_SEARCH_BYTES = 1024;

interface Entry {
  readonly path: string;
  readonly handle: FileHandle;
}

/** The documents that are open, by the id under which the window knows them. */
export class OpenDocuments {
  readonly #entries = new Map<string, Entry>();
  readonly #engine: DocumentEngine;

  constructor(engine: DocumentEngine) {
    this.#engine = engine;
  }

  /** Opens a file for reading. A document that cannot be sealed, such as an encrypted one, is still opened. */
  async open(file: string): Promise<Result<OpenDocument>> {
    const path = resolve(file);
    const opened = await openPdf(path);
    if (!opened.ok) return opened;
    const handle = opened.value;
    const { size } = await handle.stat();
    const id = randomUUID();
    this.#entries.set(id, { path, handle });
    const sealability = await this.#sealability(path);
    return success({ id, name: basename(path), folder: dirname(path), size, sealability });
  }

  pathOf(id: string): string | undefined {
    return this.#entries.get(id)?.path;
  }

  /** Returns bytes [offset, offset + length), or fewer at the end of the file. */
  async read(id: string, offset: number, length: number): Promise<Result<Uint8Array>> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return failure({ code: 'FILE_NOT_FOUND' });
    try {
      const buffer = new Uint8Array(length);
      const { bytesRead } = await entry.handle.read(buffer, 0, length, offset);
      return success(bytesRead === length ? buffer : buffer.slice(0, bytesRead));
    } catch {
      return failure({ code: 'FILE_UNREADABLE' });
    }
  }

  async close(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    await entry?.handle.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((id) => this.close(id)));
  }

  async #sealability(path: string): Promise<Sealability> {
    const summary = await this.#engine.summarise(path);
    if (!summary.ok) return { possible: false, error: summary.error };
    return { possible: true, pages: summary.value.pages, emptyFields: summary.value.emptyFields };
  }
}

async function openPdf(path: string): Promise<Result<FileHandle>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const code = await refusalOf(handle);
    if (code === null) return success(handle);
    await handle.close();
    return failure({ code });
  } catch (error) {
    await handle?.close();
    return failure({ code: isMissing(error) ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE' });
  }
}

async function refusalOf(handle: FileHandle): Promise<ErrorCode | null> {
  if (!(await handle.stat()).isFile()) return 'FILE_UNREADABLE';
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(HEADER_SEARCH_BYTES),
    0,
    HEADER_SEARCH_BYTES,
    0,
  );
  return buffer.subarray(0, bytesRead).includes('%PDF-') ? null : 'NOT_A_PDF';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
