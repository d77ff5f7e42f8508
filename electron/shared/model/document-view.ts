import type { InvoiceData } from './invoice.ts';
import type { OfdViewNote } from './ofd-view.ts';

/** What a document is: its seals and signatures follow the rules of its format. Names of files end in it too. */
export type DocumentFormat = 'pdf' | 'ofd';

/** What names of documents end in that can be sealed as they are; a file is known by its content all the same. */
export const DOCUMENT_EXTENSIONS: readonly DocumentFormat[] = ['pdf', 'ofd'];

/** The pages of an OFD as a PDF shows them. */
export interface DocumentView {
  readonly pages: number;
  /** What is not drawn as the OFD says, by page. */
  readonly notes: readonly OfdViewNote[];
  /** What it says of itself as an invoice; null for any other document. */
  readonly invoice: InvoiceData | null;
}

/** Tells whether something of a page cannot be seen. Another font in the place of one that is not there shows the words all the same. */
export function isUndrawn({ code }: Pick<OfdViewNote, 'code'>): boolean {
  return code !== 'FONT_REPLACED' && code !== 'FONT_RESTRICTED';
}
