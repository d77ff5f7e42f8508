import { orNullIfDamaged } from '../../work-meter.ts';
import { combine } from '../../pdf/appearance/transform.ts';
import { pdfDictionary, pdfName, type PdfReference, pdfString } from '../../pdf/syntax/objects.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { attributeOf, childOf, childrenOf, type XmlElement } from '../xml/xml-element.ts';
import { pageKey } from '../package/by-page.ts';
import type { Canvas, Space } from './drawing/canvas.ts';
import { drawMark } from './drawing/marks.ts';
import { placeOf } from './drawing/matrices.ts';
import type { ViewFile } from './output/view-file.ts';
import type { DrawnDocument } from './page-content.ts';

/** Where an annotation is seen that is not seen everywhere. */
type Medium = 'screen' | 'print';

/** The layers of annotations that are seen on the screen alone, or on paper alone (ISO 32000-2 §8.11). */
export class MediumLayers {
  readonly #layers = new Map<Medium, PdfReference>();
  readonly #file: ViewFile;

  constructor(file: ViewFile) {
    this.#file = file;
  }

  /** The layers that were used. */
  get used(): readonly PdfReference[] {
    return [...this.#layers.values()];
  }

  /** Those among them that are not seen on the screen. */
  get hidden(): readonly PdfReference[] {
    const layer = this.#layers.get('print');
    return layer === undefined ? [] : [layer];
  }

  /** Returns the layer of a medium, written once. */
  of(medium: Medium): PdfReference {
    const known = this.#layers.get(medium);
    if (known !== undefined) return known;
    const state = (isOn: boolean) => pdfName(isOn ? 'ON' : 'OFF');
    const layer = this.#file.object(
      pdfDictionary({
        ...{ Type: pdfName('OCG'), Name: pdfString(latin1Bytes(medium)) },
        Usage: pdfDictionary({
          View: pdfDictionary({ ViewState: state(medium === 'screen') }),
          Print: pdfDictionary({ PrintState: state(medium === 'print') }),
        }),
      }),
    );
    this.#layers.set(medium, layer);
    return layer;
  }
}

/**
 * Draws the annotations of a page (GB/T 33190 §15) as far as they are to be seen.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function drawAnnotations(
  canvas: Canvas,
  { ofd, annotations }: DrawnDocument,
  pageId: string,
  layers: MediumLayers,
  space: Space,
): void {
  for (const { entry } of annotations.get(pageKey(pageId)) ?? []) {
    const root = orNullIfDamaged(() => ofd.xml(entry));
    if (root === null) {
      drawMark(canvas, 'ANNOTATION_DAMAGED', entry.name, null, space);
    }
    for (const annotation of root === null ? [] : childrenOf(root, 'Annot')) {
      drawAnnotation(canvas, annotation, layers, space);
    }
  }
}

function drawAnnotation(canvas: Canvas, annotation: XmlElement, layers: MediumLayers, space: Space): void {
  const appearance = childOf(annotation, 'Appearance');
  const isSeen = attributeOf(annotation, 'Visible') !== 'false';
  const isPrinted = attributeOf(annotation, 'Print') !== 'false';
  if (appearance === null || (!isSeen && !isPrinted)) return;
  const { content } = canvas;
  const draw = (): void => {
    const matrix = combine(placeOf(appearance), space.matrix);
    canvas.drawBlock(canvas, appearance.children, { ...space, matrix });
  };
  if (isSeen && isPrinted) draw();
  else {
    content.add(`/OC ${content.name('Properties', layers.of(isSeen ? 'screen' : 'print'))} BDC`);
    draw();
    content.add('EMC');
  }
}
