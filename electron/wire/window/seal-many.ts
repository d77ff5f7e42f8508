import { z } from 'zod';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import type { SealingBatchChange, UnfinishedBatch } from '../../shared/model/sealing-batch.ts';
import { MOST_BATCH_FILES, type AddedToBatch } from '../../shared/model/verification-batch.ts';
import { event, operation, typeOnly } from '../operation.ts';
import {
  documentId,
  documentOnly,
  filesOperation,
  particulars,
  pinBytes,
  MOST_SEALS,
  placedSeals,
  tokenSerial,
  WITH_PLACES,
} from './fields.ts';

/** The queue of documents, for a page that has just been loaded. */
export interface SealingQueueView extends SealingBatchChange {
  /** Path of the folder of the outputs, to be shown; '' before the first document. */
  readonly outFolder: string;
  /** How many documents are to be converted to PDF first, and by which office program; null if there is none. */
  readonly convertible: number;
  readonly converter: string | null;
  /** The seals of the batch, whose keys take the PINs; none before the documents were looked at. */
  readonly seals: readonly { readonly esId: string; readonly tokenSerial: string }[];
  /** Whether the documents were looked at to be locked. */
  readonly locks: boolean;
  /** Batches that earlier starts did not end. */
  readonly unfinished: readonly UnfinishedBatch[];
}

const order = z.strictObject({
  seals: placedSeals,
  pattern: z.string().min(1).max(200),
  reason: z.string().max(200),
  particulars,
  /** The red findings that the person has said yes to, for every document that has them. */
  accepted: z
    .array(z.string().regex(/^[A-Z_]{1,60}$/))
    .max(60)
    .readonly(),
  /** Documents that this seal has sealed already are sealed once more. */
  again: z.boolean(),
  /** The last seal locks each document (锁定签章), which has to be an OFD. */
  locks: z.boolean(),
});

export type QueueOrder = z.infer<typeof order>;

/** Sealing many documents: files and folders go in, one PIN seals them. */
export const sealMany = {
  addDropped: filesOperation(MOST_BATCH_FILES, typeOnly<AddedToBatch>()),
  /** Null where the person changes their mind; so for a folder. */
  chooseFiles: operation({ answer: typeOnly<AddedToBatch | null>() }),
  chooseFolder: operation({ answer: typeOnly<AddedToBatch | null>() }),
  view: operation({ answer: typeOnly<SealingQueueView>() }),
  changed: event(typeOnly<SealingBatchChange>()),
  remove: operation({ request: documentOnly, answer: typeOnly<null>() }),
  clear: operation({ answer: typeOnly<null>() }),
  /** Has the person choose the folder of the outputs; null where they change their mind. */
  chooseOutFolder: operation({ answer: typeOnly<string | null>() }),
  /** Converts the office documents and pictures of the queue to PDF. Answers once all are, or the person has stopped it. */
  convert: operation({ answer: typeOnly<null>() }),
  /** Looks at every document that is not sealed, without a key. Answers once all are looked at. */
  check: operation({ request: order, answer: typeOnly<null>(), largest: WITH_PLACES }),
  /** Looks again at what was not sealed, as it was asked for the last time. */
  checkAgain: operation({ answer: typeOnly<null>() }),
  /** Opens a document of the queue, or for null every one that waits for a password, by that of an open document. */
  unlock: operation({
    request: z.strictObject({ id: documentId.nullable(), documentId }),
    answer: typeOnly<null>(),
  }),
  /** Seals what can be sealed, or goes on with it. Answers when the batch has ended or pauses. */
  seal: operation({
    request: z.strictObject({
      /** The keys that take a PIN, and their PINs in this order. */
      tokenSerials: z.array(tokenSerial).max(MOST_SEALS),
      pins: z.array(pinBytes).max(MOST_SEALS),
      lastTryConfirmed: z.boolean(),
    }),
    answer: typeOnly<null>(),
    secrets: ['pins'],
  }),
  /** Stops after the document at hand; the batch can go on later. */
  pause: operation({ answer: typeOnly<null>() }),
  /** Stops after the document at hand, and leaves the others out. */
  cancel: operation({ answer: typeOnly<null>() }),
  /** Takes up a batch that an earlier start did not end. */
  resume: operation({ request: z.strictObject({ batch: z.string().max(100) }), answer: typeOnly<null>() }),
  /** Gives such a batch up. */
  giveUp: operation({ request: z.strictObject({ batch: z.string().max(100) }), answer: typeOnly<null>() }),
  /** Opens a document of the queue: what was sealed of it, if it is sealed. */
  open: operation({ request: documentOnly, answer: typeOnly<OpenDocument>() }),
  /** Saves the results as a table; the name of the file, or null where the person changes their mind. */
  export: operation({ answer: typeOnly<string | null>() }),
} as const;
