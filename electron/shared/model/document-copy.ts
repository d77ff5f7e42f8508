/** How a sealed document becomes a copy (复印件): on paper, as a picture of each page, or as a PDF of such pictures. */
export const COPY_KINDS = ['print', 'images', 'pdf'] as const;

export type CopyKind = (typeof COPY_KINDS)[number];

/** The most pages of one copy: beyond it the memory for their pictures would not do. */
export const MOST_COPY_PAGES = 300;

/** A copy that may be made now. */
export interface BegunCopy {
  /** Names the copy until it is finished. */
  readonly copy: string;
  /** The lines that stand below each page, page by page: what the copy counts for, and what it was made of. */
  readonly notices: readonly (readonly string[])[];
}

/** A copy that was made. */
export interface MadeCopy {
  readonly kind: CopyKind;
  /** Name of the file, of the first file of several; null for a print. */
  readonly name: string | null;
  readonly pages: number;
}
