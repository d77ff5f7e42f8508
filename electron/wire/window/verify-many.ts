import { z } from 'zod';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import {
  BATCH_FORMATS,
  MOST_BATCH_FILES,
  type AddedToBatch,
  type BatchChange,
} from '../../shared/model/verification-batch.ts';
import type { Result } from '../../shared/result.ts';
import { event, operation, typeOnly } from '../operation.ts';
import { documentOnly, filesOperation } from './fields.ts';

/** A single document is opened and shown with its report; further ones stand in the table. */
export type AddedFiles =
  | { readonly kind: 'document'; readonly document: Result<OpenDocument> }
  | ({ readonly kind: 'table' } & AddedToBatch);

/** Verifying many documents: files and folders go in, a table of verdicts comes out. */
export const verifyMany = {
  addDropped: filesOperation(MOST_BATCH_FILES, typeOnly<AddedFiles>()),
  /** Null where the person changes their mind; so for a folder. */
  chooseFiles: operation({ answer: typeOnly<AddedFiles | null>() }),
  chooseFolder: operation({ answer: typeOnly<AddedFiles | null>() }),
  /** The whole table, for a page that has just been loaded. */
  view: operation({ answer: typeOnly<BatchChange>() }),
  changed: event(typeOnly<BatchChange>()),
  /** Leaves out the documents that are not verified yet. */
  cancel: operation({ answer: typeOnly<null>() }),
  /** Verifies the documents again that could not be verified or were left out. */
  retry: operation({ answer: typeOnly<null>() }),
  clear: operation({ answer: typeOnly<null>() }),
  /** Opens a document of the table. */
  open: operation({ request: documentOnly, answer: typeOnly<OpenDocument>() }),
  /** Saves the verdicts so far; the name of the file, or null where the person changes their mind. */
  export: operation({
    request: z.strictObject({ format: z.enum(BATCH_FORMATS) }),
    answer: typeOnly<string | null>(),
  }),
} as const;
