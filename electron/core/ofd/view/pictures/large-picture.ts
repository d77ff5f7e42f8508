import { bmpRows } from '../../../image/bmp.ts';
import { imageFormat } from '../../../image/image-format.ts';
import { ImageRefusedError } from '../../../image/image-size.ts';
import type { PictureRows } from '../../../image/picture-rows.ts';
import { chunksOf } from '../../../image/png.ts';
import { pngData, pngRows } from '../../../image/png-rows.ts';
import { jpegObject, type PictureLimits } from './picture-object.ts';
import { asItIs, type PictureObject } from './png-object.ts';

/** The file of a picture. */
export interface PictureFile {
  /** What stands for it, the same each time. */
  readonly key: object;
  /** Bytes. */
  readonly size: number;
  /** @throws CodedError as reading a part does */
  readonly read: () => Uint8Array;
  /** Reads it piece by piece. A piece is good until the next one is asked for. @throws CodedError at its end at the latest */
  readonly pieces: () => Iterable<Uint8Array>;
}

/** A picture whose data are never held whole. */
export type LargePicture =
  | {
      readonly kind: 'packed';
      readonly object: Omit<PictureObject, 'data' | 'mask'>;
      readonly data: () => Iterable<Uint8Array>;
    }
  | { readonly kind: 'rows'; readonly picture: PictureRows };

/** Bytes of a file, and pixels of one that is unpacked, up to which a picture is held whole. */
const SMALL = { bytes: 256 * 1024, pixels: 1024 * 1024 } as const;

/**
 * Opens a large picture by its beginning: JPEG and most PNG are handed on as they are packed, other PNG and BMP row by row.
 * @returns null for a small one, and for a kind that is always held whole: GIF, JBIG2, JPEG 2000, interlaced PNG
 * @throws ImageRefusedError for one that is too large, or damaged in its beginning; CodedError as reading it does
 */
export function largePicture(file: PictureFile, limits: PictureLimits): LargePicture | null {
  const head = headOf(file);
  const isSmall = file.size <= SMALL.bytes;
  switch (imageFormat(head)) {
    case 'jpeg':
      return isSmall
        ? null
        : packed(
            orNullIfRefused(() => jpegObject(head, limits.largest)),
            file.pieces,
          );
    case 'png': {
      // Chunks before the data say how they are to be seen.
      if (!chunksOf(head).some(({ type }) => type === 'IDAT')) return null;
      const object = asItIs(head, limits.largest);
      if (object === null) return rows(pngRows(head, file.pieces, limits.byRows), isSmall);
      return isSmall ? null : packed(object, () => pngData(file.pieces()));
    }
    case 'bmp':
      return rows(bmpRows(head, file.pieces, limits.byRows), isSmall);
    default:
      return null;
  }
}

function packed(object: PictureObject | null, data: () => Iterable<Uint8Array>): LargePicture | null {
  return object === null ? null : { kind: 'packed', object, data };
}

function rows(picture: PictureRows | null, isSmall: boolean): LargePicture | null {
  if (picture === null || (isSmall && picture.width * picture.height <= SMALL.pixels)) return null;
  return { kind: 'rows', picture };
}

/** A JPEG may have more than its beginning before its frame; then it is read whole. */
function orNullIfRefused(read: () => PictureObject): PictureObject | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ImageRefusedError && error.tooLarge === null) return null;
    throw error;
  }
}

function headOf({ size, read, pieces }: PictureFile): Uint8Array {
  if (size <= SMALL.bytes) return read();
  const head = new Uint8Array(SMALL.bytes);
  let length = 0;
  for (const piece of pieces()) {
    const part = piece.subarray(0, head.length - length);
    head.set(part, length);
    length += part.length;
    if (length === head.length) break;
  }
  return head.subarray(0, length);
}
