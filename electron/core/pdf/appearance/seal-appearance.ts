import { latin1Bytes } from '../../bytes/latin1.ts';
import type { IncrementBuilder } from '../increment/increment.ts';
import type { PageGeometry, Rectangle } from '../pages/page-geometry.ts';
import { pdfArray, pdfDictionary, pdfName, pdfNumber, type PdfReference } from '../syntax/objects.ts';
import { putPictureImage, type PictureImage } from './picture-image.ts';

/** Size of something as seen, in user space units. */
interface SeenSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Adds a form XObject that shows the picture upright, centred at its true size in a widget's rectangle
 * (ISO 32000-2 §12.5.5). The form is drawn as seen; /Matrix turns it against the page's rotation. The
 * annotation flag NoRotate is of no use for that: viewers turn such annotations about different corners.
 * @param rectangle the widget's /Rect, at least as large as the picture
 */
export function putSealAppearance(
  builder: IncrementBuilder,
  image: PictureImage,
  geometry: PageGeometry,
  rectangle: Rectangle,
  picture: { readonly widthMm: number; readonly heightMm: number },
): PdfReference {
  const box = seenSize(geometry, rectangle);
  const width = picture.widthMm / geometry.mmPerUnit;
  const height = picture.heightMm / geometry.mmPerUnit;
  const placement = [width, 0, 0, height, (box.width - width) / 2, (box.height - height) / 2];
  const content = `q ${placement.map((value) => pdfNumber(value).text).join(' ')} cm /Seal Do Q`;
  const form = pdfDictionary({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, box.width, box.height].map(pdfNumber)),
    Matrix: pdfArray(uprightMatrix(geometry, box).map(pdfNumber)),
    Resources: pdfDictionary({ XObject: pdfDictionary({ Seal: putPictureImage(builder, image) }) }),
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
function uprightMatrix({ rotation }: PageGeometry, { width, height }: SeenSize): readonly number[] {
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
