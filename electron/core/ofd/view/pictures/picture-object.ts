import { decodeBmp } from '../../../image/bmp.ts';
import { decodeGif } from '../../../image/gif.ts';
import { imageFormat } from '../../../image/image-format.ts';
import { ImageRefusedError, planesOf, type RasterPicture } from '../../../image/image-size.ts';
import { isJbig2, readJbig2 } from '../../../image/jbig2.ts';
import { JPEG_MARKER, type JpegFrame, jpegFrame, jpegSegments } from '../../../image/jpeg.ts';
import { isJpeg2000, readJpeg2000 } from '../../../image/jpeg2000.ts';
import { decodePng } from '../../../image/png.ts';
import { pdfArray, pdfName, pdfNumber } from '../../../pdf/syntax/objects.ts';
import { asItIs, type PictureObject } from './png-object.ts';

/** How large pictures may be, in pixels. */
export interface PictureLimits {
  /** Of one that the viewer unpacks. */
  readonly largest: number;
  /** Counts one that is unpacked here. @throws ImageRefusedError if it is too much */
  decode(pixels: number): void;
  readonly decoded: number;
  /** Of one that is unpacked row by row. */
  readonly byRows: number;
}

const GREY = { ColorSpace: pdfName('DeviceGray') } as const;
const EIGHT_BITS = { BitsPerComponent: pdfNumber(8) } as const;

/**
 * Makes a picture of a file, by its content: PNG, JPEG, BMP, GIF, JBIG2 or JPEG 2000.
 * @throws ImageRefusedError for another kind, a damaged file and one that is too large
 */
export function pictureObject(bytes: Uint8Array, limits: PictureLimits): PictureObject {
  if (isJbig2(bytes)) return bilevelObject(bytes, limits.largest);
  if (isJpeg2000(bytes)) return waveletObject(bytes, limits.largest);
  switch (imageFormat(bytes)) {
    case 'png':
      return asItIs(bytes, limits.largest) ?? rasterObject(decodePng(bytes, limits.decoded), limits);
    case 'bmp':
      return rasterObject(decodeBmp(bytes, limits.decoded), limits);
    case 'gif':
      return rasterObject(decodeGif(bytes), limits);
    case 'jpeg':
      return jpegObject(bytes, limits.largest);
    case null:
      throw new ImageRefusedError('unknown format');
  }
}

/**
 * Makes the mask of another picture: white shows, black hides.
 * @throws ImageRefusedError as {@link pictureObject}, and for a photograph in colours
 */
export function maskObject(bytes: Uint8Array, limits: PictureLimits): PictureObject {
  const picture = pictureObject(bytes, limits);
  const { width, height, entries } = picture;
  const space = entries['ColorSpace'];
  if (space?.kind === 'name' && space.value === 'DeviceGray') return { ...picture, mask: null };
  const format = imageFormat(bytes);
  if (format !== 'png' && format !== 'bmp') throw new ImageRefusedError('kind of mask');
  const raster = format === 'png' ? decodePng(bytes, limits.decoded) : decodeBmp(bytes, limits.decoded);
  limits.decode(width * height);
  const data = Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = raster.rgba.subarray(4 * pixel, 4 * pixel + 3);
    return Math.round((red + green + blue) / 3);
  });
  return { width, height, entries: { ...GREY, ...EIGHT_BITS }, data, isPacked: false, mask: null };
}

function rasterObject(picture: RasterPicture, limits: PictureLimits): PictureObject {
  const { width, height } = picture;
  limits.decode(width * height);
  const { colours, opacity } = planesOf(picture);
  const entries = { ...EIGHT_BITS, ColorSpace: pdfName('DeviceRGB') };
  return { width, height, entries, data: colours, isPacked: false, mask: opacity };
}

const SPACES: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };
const CMYK = 4;
/** Adobe's programs write four colours inverted, and say by their own segment that they wrote them. */
const INVERTED = { Decode: pdfArray([1, 0, 1, 0, 1, 0, 1, 0].map(pdfNumber)) };
/** The last kind of frame that DCTDecode knows: progressive Huffman coding. */
const LAST_KNOWN_FRAME = 0xc2;

/** Makes a picture of a JPEG, as far as its frame is in the bytes. @throws ImageRefusedError */
export function jpegObject(bytes: Uint8Array, mostPixels: number): PictureObject {
  let isOfAdobe = false;
  let frame: JpegFrame | null = null;
  for (const segment of jpegSegments(bytes)) {
    isOfAdobe ||= segment.marker === JPEG_MARKER.adobe;
    if (segment.marker <= LAST_KNOWN_FRAME) frame ??= jpegFrame(segment, mostPixels);
  }
  const space = SPACES[frame?.components ?? 0];
  if (frame?.bitsPerSample !== 8 || space === undefined)
    throw new ImageRefusedError('JPEG without a known frame');
  const decode = frame.components === CMYK && isOfAdobe ? INVERTED : {};
  return {
    ...{ width: frame.width, height: frame.height, data: bytes, isPacked: true, mask: null },
    entries: { ...EIGHT_BITS, ColorSpace: pdfName(space), Filter: pdfName('DCTDecode'), ...decode },
  };
}

/** ISO 32000-2 §7.4.7: JBIG2, which has one bit a pixel and turns its black, 1, into the 0 of grey. */
function bilevelObject(bytes: Uint8Array, mostPixels: number): PictureObject {
  const { width, height, embedded } = readJbig2(bytes, mostPixels);
  const entries = { ...GREY, BitsPerComponent: pdfNumber(1), Filter: pdfName('JBIG2Decode') };
  return { width, height, entries, data: embedded, isPacked: true, mask: null };
}

/** ISO 32000-2 §7.4.9: JPEG 2000. What its parts mean is plain for grey and for three colours alone. */
function waveletObject(bytes: Uint8Array, mostPixels: number): PictureObject {
  const { width, height, components } = readJpeg2000(bytes, mostPixels);
  const space = components === CMYK ? undefined : SPACES[components];
  if (space === undefined) throw new ImageRefusedError('JPEG 2000: kind of colours');
  const entries = { ...EIGHT_BITS, ColorSpace: pdfName(space), Filter: pdfName('JPXDecode') };
  return { width, height, entries, data: bytes, isPacked: true, mask: null };
}
