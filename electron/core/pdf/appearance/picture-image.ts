import { zlibSync } from 'fflate';
import type { IncrementBuilder } from '../increment/increment.ts';
import { decodePicture, pictureFormat } from '../picture/decode-picture.ts';
import { readJpeg } from '../picture/jpeg.ts';
import type { RasterPicture } from '../picture/raster.ts';
import { pdfDictionary, pdfName, pdfNumber, type PdfObject, type PdfReference } from '../syntax/objects.ts';

/** An image XObject that is ready to be put into a file (ISO 32000-2 §8.9.5). */
export interface PictureImage {
  readonly entries: Readonly<Record<string, PdfObject>>;
  readonly data: Uint8Array;
  /** Opacity, one byte a pixel, compressed; null where the picture is opaque or a JPEG. */
  readonly opacity: Uint8Array | null;
}

/** Turns a seal's picture into an image. @throws CodedError SEAL_PICTURE_UNSUPPORTED */
export function pictureImage(data: Uint8Array): PictureImage {
  if (pictureFormat(data) !== 'jpeg') return rasterImage(decodePicture(data));
  const { width, height, components } = readJpeg(data);
  const colours = components === 1 ? 'DeviceGray' : 'DeviceRGB';
  return { entries: imageEntries(width, height, colours, 'DCTDecode'), data, opacity: null };
}

function rasterImage({ width, height, rgba }: RasterPicture): PictureImage {
  const colours = new Uint8Array(width * height * 3);
  const opacity = new Uint8Array(width * height);
  for (let at = 0; at < opacity.length; at += 1) {
    colours.set(rgba.subarray(at * 4, at * 4 + 3), at * 3);
    opacity[at] = rgba[at * 4 + 3] ?? 255;
  }
  const opaque = opacity.every((value) => value === 255);
  return {
    entries: imageEntries(width, height, 'DeviceRGB', 'FlateDecode'),
    data: zlibSync(colours),
    opacity: opaque ? null : zlibSync(opacity),
  };
}

function imageEntries(
  width: number,
  height: number,
  colours: string,
  filter: string,
): Readonly<Record<string, PdfObject>> {
  return {
    Type: pdfName('XObject'),
    Subtype: pdfName('Image'),
    Width: pdfNumber(width),
    Height: pdfNumber(height),
    ColorSpace: pdfName(colours),
    BitsPerComponent: pdfNumber(8),
    Filter: pdfName(filter),
  };
}

/** Adds the image, and its soft mask where it is not opaque, to an update. */
export function putPictureImage(builder: IncrementBuilder, image: PictureImage): PdfReference {
  const reference = builder.allocate();
  if (image.opacity === null) {
    builder.putStream(reference, pdfDictionary(image.entries), image.data);
    return reference;
  }
  const mask = builder.allocate();
  const maskEntries = { ...image.entries, ColorSpace: pdfName('DeviceGray'), Filter: pdfName('FlateDecode') };
  builder.putStream(mask, pdfDictionary(maskEntries), image.opacity);
  builder.putStream(reference, pdfDictionary({ ...image.entries, SMask: mask }), image.data);
  return reference;
}
