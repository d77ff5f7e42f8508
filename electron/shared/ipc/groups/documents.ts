import { z } from 'zod';
import type { OpenDocument } from '../../model/sealing.ts';
import type { Result } from '../../result.ts';
import { event, fileInvoke, invoke, returns } from '../define.ts';
import { documentId, documentOnly, nothing } from './schemas.ts';

/** The largest piece of a document that one read may ask for. */
const MAX_READ_BYTES = 16 * 1024 * 1024;

const range = z.strictObject({
  id: documentId,
  offset: z.int().min(0),
  length: z.int().min(1).max(MAX_READ_BYTES),
});

/** Documents that are open in the window. */
export const documents = {
  openDialog: invoke(nothing, returns<OpenDocument | null>()),
  openDropped: fileInvoke(returns<OpenDocument>()),
  openSample: invoke(nothing, returns<OpenDocument>()),
  /** The document that the app was started with, once. */
  takeInitial: invoke(nothing, returns<OpenDocument | null>()),
  /** A second start of the app, or the system, opened a document. */
  opened: event(returns<Result<OpenDocument>>()),
  read: invoke(range, returns<Uint8Array>()),
  close: invoke(documentOnly, returns<null>()),
  showInFolder: invoke(documentOnly, returns<null>()),
} as const;
