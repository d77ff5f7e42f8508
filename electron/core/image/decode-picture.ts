import { CodedError } from '../../shared/errors.ts';
import { decodeBmp } from './bmp.ts';
import { decodeGif } from './gif.ts';
import { KeptByBytes } from '../kept/kept-by-bytes.ts';
import type { WorkMeter } from '../work-meter.ts';
import { imageFormat, statedArea } from './image-format.ts';
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

/** One seal stands on many documents. */
const decoded = new KeptByBytes<RasterPicture>(
  { entries: 32, bytes: 16 * 1024 * 1024 },
  ({ rgba }) => rgba.length,
);

/**
 * Returns what decodes pictures of one document, counts their pixels before it does, and decodes the same picture
 * once. Pixels that another document had decoded count as much, so that a budget ends with the same picture.
 */
export function countingDecoder(meter: WorkMeter | undefined): typeof decodePicture {
  let last: { readonly data: Uint8Array; readonly picture: RasterPicture } | undefined;
  return (data) => {
    if (last?.data === data) return last.picture;
    meter?.spend('pixels', statedArea(data));
    const picture = decoded.of(data, () => decodePicture(data));
    last = { data, picture };
    return picture;
  };
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
