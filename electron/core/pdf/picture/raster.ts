import { CodedError } from '../../../shared/errors.ts';

/** Pixels in rows from the top, four bytes each: red, green, blue and opacity (not premultiplied). */
export interface RasterPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** A seal of 60 mm at 1200 dots an inch has eight million pixels. */
const PIXEL_LIMIT = 40_000_000;

/** @throws CodedError SEAL_PICTURE_UNSUPPORTED for a size that is no picture's */
export function expectPictureSize(width: number, height: number): void {
  if (!(width > 0 && height > 0 && width * height <= PIXEL_LIMIT)) {
    throw unsupportedPicture(`${String(width)} × ${String(height)} pixels`);
  }
}

export function unsupportedPicture(what: string): CodedError {
  return new CodedError('SEAL_PICTURE_UNSUPPORTED', `seal picture: ${what}`);
}
