import { PDFDocument } from 'pdf-lib';
import { imageFormat } from '../../core/image/image-format.ts';
import { ImageRefusedError } from '../../core/image/image-size.ts';
import { withoutMetadata } from '../../core/image/jpeg-metadata.ts';
import { honestPng } from '../../core/image/png.ts';
import { CodedError } from '../../shared/errors.ts';
import { addPictureSheet, type EmbeddedPicture, turnOf } from '../drawn-pages/turned-picture.ts';

/** Pixels. A JPEG goes into the PDF as it is; a PNG is unpacked in memory. An A3 page at 600 dpi has seventy millions. */
const MOST_PIXELS = { jpeg: 400_000_000, png: 80_000_000 } as const;

/**
 * Makes a PDF of one page of a JPEG or PNG: an A4 sheet upright or across as the picture is, the picture as large as fits.
 * A scan of a whole A4 page so has its true size. What a camera wrote beside the picture is left out. This module loads
 * the PDF library and may work for seconds, so import it only in a thread of its own.
 * @throws CodedError PICTURE_DAMAGED or PICTURE_TOO_LARGE
 */
export async function pageOfPicture(bytes: Uint8Array): Promise<Uint8Array> {
  const target = await PDFDocument.create();
  target.setProducer('SealDesk 印签台');
  const { picture, turn } = await embedded(target, bytes);
  addPictureSheet(target, picture, turn, 0);
  return target.save();
}

async function embedded(
  target: PDFDocument,
  bytes: Uint8Array,
): Promise<{ readonly picture: EmbeddedPicture; readonly turn: number }> {
  try {
    if (imageFormat(bytes) === 'png') {
      return { picture: await target.embedPng(honestPng(bytes, MOST_PIXELS.png)), turn: 0 };
    }
    const { bytes: clean, orientation } = withoutMetadata(bytes, MOST_PIXELS.jpeg);
    return { picture: await target.embedJpg(clean), turn: turnOf(orientation) };
  } catch (error) {
    if (error instanceof ImageRefusedError && error.tooLarge !== null) {
      throw new CodedError('PICTURE_TOO_LARGE', '', error.tooLarge);
    }
    // Any other error of the library means that it cannot read the picture.
    throw new CodedError('PICTURE_DAMAGED', String(error));
  }
}
