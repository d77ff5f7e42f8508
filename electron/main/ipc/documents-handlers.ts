import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { RecentDocuments } from '../../services/recent-documents/recent-documents.ts';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { CopyRequests } from '../documents/copy-requests.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { type LinkParts, openLink } from '../documents/links.ts';
import { archiveStampHandler, type ArchiveStampHandlerParts } from './archive-stamp-handler.ts';
import { exportHandler, type ExportHandlerParts } from './export-handlers.ts';

interface DocumentsHandlerParts extends LinkParts {
  readonly documents: OpenDocuments;
  readonly recent: RecentDocuments;
  /** Asks the person for a file; null when they change their mind. */
  chooseFile(): Promise<string | null>;
  readonly samplePath: string | null;
  /** Path of the document that the app was started with; each call after the first answers null. */
  takeInitialPath(): Promise<string | null>;
  showInFolder(path: string): void;
  readonly copies: CopyRequests;
  readonly engine: Pick<DocumentEngine, 'allowsCopying'>;
  /** Writes to the clipboard. Fails with TEXT_NOT_COPIED. */
  copyText(text: string): Promise<Result<null>>;
}

export function documentsHandlers(parts: DocumentsHandlerParts): ContractHandlers['documents'] {
  const { documents, recent } = parts;
  const openOrNothing = async (path: string | null): Promise<Result<OpenDocument | null>> =>
    path === null ? success(null) : documents.open(path);
  const allowsCopying = (id: string): Promise<Result<boolean>> =>
    documents.work(id, ({ file }) => parts.engine.allowsCopying(file));
  return {
    openDialog: async () => openOrNothing(await parts.chooseFile()),
    openDropped: (path) => documents.open(path),
    openSample: () =>
      parts.samplePath === null ? failure({ code: 'FILE_NOT_FOUND' }) : documents.open(parts.samplePath),
    takeInitial: async () => openOrNothing(await parts.takeInitialPath()),
    unlock: ({ id, password }) => documents.unlock(id, password),
    recent: async () => success(await recent.list()),
    openRecent: async ({ id }) => {
      const path = recent.pathOf(id);
      return path.ok ? documents.open(path.value) : path;
    },
    forgetRecent: ({ id }) => {
      recent.forget(id);
      return success(null);
    },
    read: ({ id, offset, length }) => documents.read(id, offset, length),
    allowsCopying: ({ id }) => allowsCopying(id),
    copyText: async ({ id, text }) => {
      if (!parts.copies.take()) return failure({ code: 'TEXT_NOT_COPIED' });
      const allowed = await allowsCopying(id);
      if (!allowed.ok) return allowed;
      return allowed.value ? parts.copyText(text) : failure({ code: 'PDF_COPYING_DENIED' });
    },
    close: async ({ id }) => {
      await documents.close(id);
      return success(null);
    },
    showInFolder: ({ id }) => {
      const path = documents.pathOf(id);
      if (path === undefined) return failure({ code: 'FILE_NOT_FOUND' });
      parts.showInFolder(path);
      return success(null);
    },
    openLink: ({ url }) => openLink(url, parts),
  };
}

interface VerifyHandlerParts extends ExportHandlerParts, ArchiveStampHandlerParts {
  readonly engine: DocumentEngine;
}

export function verifyHandlers(parts: VerifyHandlerParts): ContractHandlers['verify'] {
  const { documents, engine, exports, trustFolder } = parts;
  return {
    pageImage: ({ id, ...image }) =>
      parts.pageImages.add(id, image) ? success(null) : failure({ code: 'INTERNAL' }),
    export: exportHandler(parts),
    archiveStamp: archiveStampHandler(parts),
    details: ({ id }) => documents.work(id, ({ file }) => exports.details(file, trustFolder)),
    document: ({ id }) =>
      documents.work(id, async ({ file }) => success(await engine.verify(file, trustFolder, null))),
  };
}
