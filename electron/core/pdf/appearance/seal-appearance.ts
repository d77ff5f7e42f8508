import { zlibSync } from 'fflate';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { decodePicture, readJpegPicture } from '../../image/decode-picture.ts';
import { imageFormat } from '../../image/image-format.ts';
import { planesOf, type RasterPicture } from '../../image/image-size.ts';
import { KeptByBytes } from '../../kept/kept-by-bytes.ts';
import type { IncrementBuilder } from '../increment/increment.ts';
import { hardened } from './hard-edge.ts';
import { srgbProfile } from './srgb-profile.ts';
import { toSeen, type PageGeometry, type Rectangle, type SeenRectangle } from '../pages/page-geometry.ts';
import {
  isName,
  pdfArray,
  pdfBoolean,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from '../syntax/objects.ts';

/** A size as seen, in user space units. */
interface SeenSize {
  readonly width: number;
  readonly height: number;
}

/** The place of an appearance: its /Rect, and where the whole picture is, or would be, as seen. */
interface AppearancePlace {
  readonly geometry: PageGeometry;
  readonly rectangle: Rectangle;
  readonly whole: SeenRectangle;
}

/**
 * Adds a form XObject that shows the picture upright at its true size (ISO 32000-2 §12.5.5). The form is drawn as seen;
 * /Matrix turns it against the page's rotation. The annotation flag NoRotate does not help: viewers turn such
 * annotations about different corners. The form's /BBox is the rectangle, so that it cuts a slice out of the picture
 * where that is larger.
 * @param image the picture as {@link putPictureImage} adds it; all places of a seal share it
 */
export function putSealAppearance(
  builder: IncrementBuilder,
  image: PdfReference,
  { geometry, rectangle, whole }: AppearancePlace,
): PdfReference {
  const { mmPerUnit } = geometry;
  const box = seenSize(geometry, rectangle);
  const seen = toSeen(geometry, rectangle);
  const left = (whole.xMm - seen.xMm) / mmPerUnit;
  const bottom = (seen.yMm + seen.heightMm - whole.yMm - whole.heightMm) / mmPerUnit;
  const placement = [whole.widthMm / mmPerUnit, 0, 0, whole.heightMm / mmPerUnit, left, bottom];
  const content = `q ${placement.map((value) => pdfNumber(value).text).join(' ')} cm /Seal Do Q`;
  const form = pdfDictionary({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, box.width, box.height].map(pdfNumber)),
    Matrix: pdfArray(uprightMatrix(geometry, box).map(pdfNumber)),
    Resources: pdfDictionary({ XObject: pdfDictionary({ Seal: image }) }),
  });
  const reference = builder.allocate();
  builder.putStream(reference, form, latin1Bytes(content));
  return reference;
}

function seenSize(geometry: PageGeometry, { left, bottom, right, top }: Rectangle): SeenSize {
  const [width, height] = [right - left, top - bottom];
  return geometry.rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Turns counter-clockwise by the page's rotation and moves the box back to the origin. */
export function uprightMatrix({ rotation }: PageGeometry, { width, height }: SeenSize): readonly number[] {
  switch (rotation) {
    case 0:
      return [1, 0, 0, 1, 0, 0];
    case 90:
      return [0, 1, -1, 0, height, 0];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, -1, 1, 0, 0, width];
  }
}

/** How a picture is written, so that a document keeps the profile that it conforms to (ISO 19005). */
export interface PictureStyle {
  /** Says what the colours mean (sRGB), where the document does not. */
  readonly namesColours: boolean;
  /** Shows each pixel or not, without anything between: PDF/A-1 knows no transparency (ISO 19005-1 6.4). */
  readonly isHard: boolean;
}

/** The style for a document that claims no profile. */
const PLAIN_STYLE: PictureStyle = { namesColours: false, isHard: false };

/** An image XObject that is ready to be put into a file (ISO 32000-2 §8.9.5). */
interface PictureImage {
  readonly entries: Readonly<Record<string, PdfObject>>;
  readonly data: Uint8Array;
  /** The opacity, one byte a pixel, or with a hard edge one bit, compressed; null for an opaque picture or a JPEG. */
  readonly opacity: Uint8Array | null;
  readonly style: PictureStyle;
}

/** A batch puts one seal on all its documents. */
const images = new KeptByBytes<PictureImage>(
  { entries: 16, bytes: 8 * 1024 * 1024 },
  ({ data, opacity }) => data.length + (opacity?.length ?? 0),
);

/** Turns a seal's picture into an image; the same picture once. @throws CodedError SEAL_PICTURE_UNSUPPORTED */
export function pictureImage(data: Uint8Array, style = PLAIN_STYLE): PictureImage {
  if (imageFormat(data) !== 'jpeg') {
    const key = concatBytes(Uint8Array.of(Number(style.namesColours), Number(style.isHard)), data);
    return images.of(key, () => rasterImage(decodePicture(data), style));
  }
  const { width, height, components } = readJpegPicture(data);
  const colours = components === 1 ? 'DeviceGray' : 'DeviceRGB';
  return { entries: imageEntries(width, height, colours, 'DCTDecode'), data, opacity: null, style };
}

function rasterImage(picture: RasterPicture, style: PictureStyle): PictureImage {
  const { width, height } = picture;
  const { colours, opacity } = planesOf(style.isHard ? hardened(picture) : picture);
  const mask = opacity !== null && style.isHard ? stencil(opacity, width) : opacity;
  return {
    entries: imageEntries(width, height, 'DeviceRGB', 'FlateDecode'),
    data: zlibSync(colours),
    opacity: mask === null ? null : zlibSync(mask),
    style,
  };
}

/** Packs which pixels are left out, one bit each, rows padded to bytes (ISO 32000-2 §8.9.6.3). */
function stencil(opacity: Uint8Array, width: number): Uint8Array {
  const rowLength = Math.ceil(width / 8);
  const bits = new Uint8Array(rowLength * (opacity.length / width));
  opacity.forEach((value, at) => {
    const column = at % width;
    const place = Math.floor(at / width) * rowLength + (column >> 3);
    if (value === 0) bits[place] = (bits[place] ?? 0) | (128 >> (column & 7));
  });
  return bits;
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

/** Adds the image to an update, with its mask if it is not opaque, and with the profile of its colours if it names them. */
export function putPictureImage(builder: IncrementBuilder, image: PictureImage): PdfReference {
  const reference = builder.allocate();
  const named = image.style.namesColours && isName(image.entries['ColorSpace'], 'DeviceRGB');
  const entries = named ? { ...image.entries, ColorSpace: putProfile(builder) } : image.entries;
  if (image.opacity === null) {
    builder.putStream(reference, pdfDictionary(entries), image.data);
    return reference;
  }
  const mask = builder.allocate();
  builder.putStream(mask, image.style.isHard ? stencilDictionary(image) : softMask(image), image.opacity);
  const masked = image.style.isHard ? { Mask: mask } : { SMask: mask };
  builder.putStream(reference, pdfDictionary({ ...entries, ...masked }), image.data);
  return reference;
}

function softMask({ entries }: PictureImage): PdfDictionary {
  return pdfDictionary({ ...entries, ColorSpace: pdfName('DeviceGray'), Filter: pdfName('FlateDecode') });
}

function stencilDictionary({ entries }: PictureImage): PdfDictionary {
  const { Type, Subtype, Width, Height } = entries;
  const kept = Object.entries({ Type, Subtype, Width, Height }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return pdfDictionary(
    new Map<string, PdfObject>([
      ...kept,
      ['ImageMask', pdfBoolean(true)],
      ['BitsPerComponent', pdfNumber(1)],
      ['Filter', pdfName('FlateDecode')],
    ]),
  );
}

/** An ICCBased colour space (ISO 32000-2 §8.6.5.5). */
function putProfile(builder: IncrementBuilder): PdfObject {
  const reference = builder.allocate();
  const dictionary = pdfDictionary({ N: pdfNumber(3), Filter: pdfName('FlateDecode') });
  builder.putStream(reference, dictionary, zlibSync(srgbProfile()));
  return pdfArray([pdfName('ICCBased'), reference]);
}
