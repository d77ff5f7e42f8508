import { z } from 'zod';
import {
  type BegunCopy,
  COPY_KINDS,
  type MadeCopy,
  MOST_COPY_PAGES,
} from '../../shared/model/document-copy.ts';
import { bytes, operation, typeOnly } from '../operation.ts';
import { documentId } from './fields.ts';

/** The largest picture of a page. */
const MOST_PICTURE_BYTES = 64 * 1024 * 1024;

const copyOnly = z.strictObject({ copy: z.uuid() });

/** Prints and conversions of an open document. The window draws the pages; each carries its notice. */
export const copies = {
  /** Asks where the copy shall lie, and returns what stands on its pages; null where the person changes their mind. */
  begin: operation({
    request: z.strictObject({
      id: documentId,
      kind: z.enum(COPY_KINDS),
      pages: z.int().min(1).max(MOST_COPY_PAGES),
    }),
    answer: typeOnly<BegunCopy | null>(),
  }),
  /** Takes the picture of the next page (PNG), with its notice, for a copy that is made of pictures. */
  picture: operation({
    request: z.strictObject({ copy: z.uuid(), picture: bytes }),
    answer: typeOnly<null>(),
    largest: { values: 10, characters: 200, bytes: MOST_PICTURE_BYTES },
  }),
  /**
   * Finishes the copy and puts it on record. A print and a PDF are made of what the window shows to printers then; null
   * where the person closes the print dialog.
   */
  finish: operation({ request: copyOnly, answer: typeOnly<MadeCopy | null>() }),
  /** Gives a copy up, of which nothing is left. */
  abandon: operation({ request: copyOnly, answer: typeOnly<null>() }),
} as const;
