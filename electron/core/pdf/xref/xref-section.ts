import type { PdfDictionary } from '../syntax/objects.ts';
import type { XrefEntries } from './xref-entries.ts';

/** One cross-reference table or stream with its trailer. */
export interface XrefSection {
  readonly kind: 'table' | 'stream';
  /** Where the keyword `xref`, or the stream's object, begins. */
  readonly offset: number;
  /** Right behind the trailer dictionary, or behind the stream's `endobj`. */
  readonly end: number;
  readonly trailer: PdfDictionary;
  readonly entries: XrefEntries;
  /** The object number of a cross-reference stream, which is an object itself. */
  readonly objectNumber: number | null;
  /** The stream that /XRefStm of a hybrid file's table names (ISO 32000-2 §7.5.8.4). */
  readonly hidden: XrefSection | null;
}
