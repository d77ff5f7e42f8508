import { CodedError } from '../../shared/errors.ts';
import { decodeBmp } from './bmp.ts';
import { decodeGif } from './gif.ts';
import { imageFormat } from './image-format.ts';
import { ImageRefusedError, type RasterPicture } from './image-size.ts';
import { type JpegPicture, readJpeg } from './jpeg.ts';
import { decodePng } from './png.ts';

/**
 * Decodes a seal's PNG, GIF or BMP. A JPEG is never decoded: PDF carries it as it is, and it is compared by its bytes.
 * @throws CodedError SEAL_PICTURE_UNSUPPORTED for anything else
 */
export function decodePicture(data: Uint8Array): RasterPicture {
  return asSealPicture(() => {
    switch (imageFormat(data)) {
      case 'png':
        return decodePng(data);
      case 'gif':
        return decodeGif(data);
      case 'bmp':
        return decodeBmp(data);
      case 'jpeg':
      case null:
        throw new ImageRefusedError('unknown format');
    }
  });
}

/** Reads the size and the colours of a seal's JPEG. @throws CodedError SEAL_PICTURE_UNSUPPORTED */
export function readJpegPicture(data: Uint8Array): JpegPicture {
  return asSealPicture(() => readJpeg(data));
}

function asSealPicture<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ImageRefusedError)) throw error;
    throw new CodedError('SEAL_PICTURE_UNSUPPORTED', `seal picture: ${error.message}`);
  }
}
