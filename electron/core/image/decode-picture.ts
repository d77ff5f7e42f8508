import { CodedError } from '../../shared/errors.ts';
import { latin1Text } from '../bytes/encodings.ts';
import { decodeBmp } from './bmp.ts';
import { decodeGif } from './gif.ts';
import { isJpeg } from './jpeg.ts';
import { decodePng } from './png.ts';

type PictureFormat = 'png' | 'jpeg' | 'gif' | 'bmp';

/**
 * What kind of picture the bytes are. The label in a seal (`SES_ESPictureInfo.type`) is free text in practice
 * ("PNG", "png", "ofd"), so the content decides.
 */
export function pictureFormat(data: Uint8Array): PictureFormat | null {
  if (latin1Text(data.subarray(0, 8)) === '\x89PNG\r\n\x1a\n') return 'png';
  if (isJpeg(data)) return 'jpeg';
  if (/^GIF8[79]a$/.test(latin1Text(data.subarray(0, 6)))) return 'gif';
  return latin1Text(data.subarray(0, 2)) === 'BM' ? 'bmp' : null;
}

/**
 * Decodes a PNG, GIF or BMP. A JPEG is never decoded: PDF carries it as it is, and it is compared by its bytes.
 * @throws CodedError SEAL_PICTURE_UNSUPPORTED for anything else
 */
export function decodePicture(data: Uint8Array): RasterPicture {
  switch (pictureFormat(data)) {
    case 'png':
      return decodePng(data);
    case 'gif':
      return decodeGif(data);
    case 'bmp':
      return decodeBmp(data);
    default:
      throw unsupportedPicture('unknown format');
  }
}

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
