import { MOST_PAGE_IMAGES, type PageImage } from '../../shared/model/page-image.ts';

const JPEG_MARK = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * Pictures of pages that the window has drawn for the next evidence package: of one document at a time, and dropped once
 * they are taken.
 */
export class PageImages {
  #held: { readonly id: string; readonly images: PageImage[] } | null = null;

  /** Keeps a picture; false for one that is no JPEG, or one too many. @param id of the open document */
  add(id: string, image: PageImage): boolean {
    if (this.#held?.id !== id) this.#held = { id, images: [] };
    const { images } = this.#held;
    if (!JPEG_MARK.equals(image.picture.subarray(0, JPEG_MARK.length))) return false;
    if (images.length >= MOST_PAGE_IMAGES) return false;
    images.push(image);
    return true;
  }

  /** Hands out the pictures of a document, and forgets them. */
  take(id: string): readonly PageImage[] {
    const images = this.#held?.id === id ? this.#held.images : [];
    this.#held = null;
    return images;
  }
}
