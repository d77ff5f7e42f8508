/** The most pictures of pages in one evidence package: with more it would be larger than what it shows. */
export const MOST_PAGE_IMAGES = 100;

/** A page of a signed version of a document, as the window has drawn it. */
export interface PageImage {
  /** The length of the version: its signature covers so many bytes of the document. */
  readonly coveredBytes: number;
  /** From 1. */
  readonly page: number;
  /** JPEG */
  readonly picture: Uint8Array;
}
