import { latin1Text } from '../../bytes/latin1.ts';
import { decodeBmp } from './bmp.ts';
import { decodeGif } from './gif.ts';
import { isJpeg } from './jpeg.ts';
import { decodePng } from './png.ts';
import { unsupportedPicture, type RasterPicture } from './raster.ts';

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'bmp';

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
