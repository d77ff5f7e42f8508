import { ImageRefusedError } from '../../core/image/image-size.ts';
import { type CleanJpeg, withoutMetadata } from '../../core/image/jpeg-metadata.ts';
import { honestPng } from '../../core/image/png.ts';
import { CodedError } from '../../shared/errors.ts';
import { PAPER_LIMITS } from '../../shared/model/pin-reset.ts';

/**
 * Removes what a camera wrote beside a picture, so that the platform gets only what is seen.
 * @throws RESET_PAPER_DAMAGED, RESET_PAPER_TOO_LARGE
 */
export function cleanJpeg(bytes: Uint8Array): CleanJpeg {
  return asPaper(() => withoutMetadata(bytes, PAPER_LIMITS.jpegPixels));
}

/**
 * Stops a PNG that is larger than is taken or than it says, because the PDF library inflates any amount of data, and
 * leaves out what is not seen: packed profiles and texts, animations, and what a camera wrote.
 * @throws RESET_PAPER_DAMAGED, RESET_PAPER_TOO_LARGE
 */
export function cleanPng(bytes: Uint8Array): Uint8Array {
  return asPaper(() => honestPng(bytes, PAPER_LIMITS.pngPixels));
}

function asPaper<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ImageRefusedError)) throw error;
    if (error.tooLarge !== null) throw new CodedError('RESET_PAPER_TOO_LARGE', '', error.tooLarge);
    throw new CodedError('RESET_PAPER_DAMAGED', error.message);
  }
}
