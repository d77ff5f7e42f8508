import type { OfdViewNote } from '../../../shared/model/ofd-view.ts';
import type { Matrix } from '../../pdf/appearance/transform.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
} from '../../pdf/syntax/objects.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import type { OfdPage } from '../package/ofd-page.ts';
import type { OfdDocument } from '../package/read-document.ts';
import { idKey } from '../xml/xml-element.ts';
import { drawAnnotations, MediumLayers } from './annotations.ts';
import { type Canvas, type Space, Studio } from './drawing/canvas.ts';
import { drawBlock } from './drawing/draw-block.ts';
import { NO_PARAMS } from './drawing/draw-params.ts';
import { drawMark } from './drawing/marks.ts';
import { type StandIns, ViewFonts } from './fonts/view-fonts.ts';
import { Content, pdfReal } from './output/content.ts';
import { ViewFile } from './output/view-file.ts';
import { ViewNotes } from './output/view-notes.ts';
import { documentOf, type DrawnDocument, drawPageContent } from './page-content.ts';
import { ViewPictures } from './pictures/view-pictures.ts';
import { drawStamps, OpenedSeals, type ViewStamp } from './stamps.ts';

/** What a view shows beside the pages themselves. */
export interface ViewInputs extends StandIns {
  /** The stamps of signatures; each is drawn on its page, in this order. */
  readonly stamps: readonly ViewStamp[];
}

/** A view that is written while its pieces are taken. */
export interface OfdView {
  /** The PDF from its beginning. Pages are drawn one after the other as the pieces are taken, once. */
  readonly pieces: Iterable<Uint8Array>;
  /** What is not drawn as the file says, page by page; complete when all pieces were taken. */
  readonly notDrawn: readonly OfdViewNote[];
}

/** One millimetre in points. */
const POINTS = 72 / 25.4;
/** A page whose size cannot be read is shown, and said to be damaged, on a sheet of A4. */
const A4 = { widthMm: 210, heightMm: 297 } as const;

/**
 * Writes the PDF through which a document of an OFD is shown: the same pages, of the same size, with the same words at
 * the same places. Taking the pieces throws FILE_OVER_BUDGET for a document that costs too much.
 */
export function writeView(ofd: OfdPackage, document: OfdDocument, inputs: ViewInputs): OfdView {
  const notes = new ViewNotes();
  return { pieces: new Writer(ofd, document, inputs, notes).pieces(), notDrawn: notes.list };
}

class Writer {
  readonly #document: DrawnDocument;
  readonly #pages: readonly OfdPage[];
  readonly #stamps: readonly ViewStamp[];
  readonly #file = new ViewFile();
  readonly #layers = new MediumLayers(this.#file);
  readonly #seals = new OpenedSeals();
  readonly #studio: Studio;

  constructor(ofd: OfdPackage, document: OfdDocument, inputs: ViewInputs, notes: ViewNotes) {
    this.#document = documentOf(ofd, document);
    this.#pages = document.pages;
    this.#stamps = inputs.stamps;
    const parts = {
      ...{ file: this.#file, notes, fonts: new ViewFonts(this.#file, notes, inputs) },
      pictures: new ViewPictures(this.#file),
    };
    this.#studio = new Studio(parts, ofd.container.source.size);
  }

  *pieces(): Generator<Uint8Array> {
    const [root, tree] = [this.#file.reserve(), this.#file.reserve()];
    const pages: PdfReference[] = [];
    for (const page of this.#pages) {
      this.#studio.notes.begin(page.index);
      pages.push(this.#writePage(page, tree));
      yield* this.#file.take();
    }
    this.#studio.fonts.write();
    this.#file.object(
      pdfDictionary({ Type: pdfName('Pages'), Kids: pdfArray(pages), Count: pdfNumber(pages.length) }),
      tree,
    );
    this.#file.object(
      pdfDictionary({ Type: pdfName('Catalog'), Pages: tree, ...this.#optionalContent() }),
      root,
    );
    this.#file.end(root);
    yield* this.#file.take();
  }

  #writePage(page: OfdPage, tree: PdfReference): PdfReference {
    const box = orNullIfDamaged(() => page.box);
    const { widthMm, heightMm } = box ?? A4;
    const [width, height] = [widthMm * POINTS, heightMm * POINTS];
    const content = new Content();
    const canvas: Canvas = {
      ...{ studio: this.#studio, content, drawBlock, area: [0, 0, width, height] },
      ...{ resources: this.#document.resources, defaultColourSpace: this.#document.defaultColourSpace },
    };
    const toPoints: Matrix = [POINTS, 0, 0, -POINTS, 0, height];
    const space: Space = { matrix: toPoints, params: NO_PARAMS, depth: 0 };
    if (box === null) {
      drawMark(canvas, 'PAGE_DAMAGED', page.entry.name, null, space);
    } else this.#draw(canvas, page, space);
    const written = this.#file.packedStream(pdfDictionary({}), content.bytes());
    return this.#file.object(
      pdfDictionary({
        ...{ Type: pdfName('Page'), Parent: tree, MediaBox: pdfArray([0, 0, width, height].map(pdfReal)) },
        ...{ Resources: content.resources(), Contents: written },
        Group: pdfDictionary({ S: pdfName('Transparency'), CS: pdfName('DeviceRGB') }),
      }),
    );
  }

  #draw(canvas: Canvas, page: OfdPage, space: Space): void {
    drawPageContent(canvas, this.#document, page, space);
    drawAnnotations(canvas, this.#document, page.id, this.#layers, space);
    const stamps = this.#stamps.filter((stamp) => idKey(stamp.page) === idKey(page.id));
    drawStamps(canvas, stamps, this.#seals, space);
  }

  #optionalContent(): Readonly<Record<string, PdfObject>> {
    const { used, hidden } = this.#layers;
    if (used.length === 0) return {};
    const applied = (event: string, category: string): PdfObject =>
      pdfDictionary({
        ...{ Event: pdfName(event), Category: pdfArray([pdfName(category)]), OCGs: pdfArray(used) },
      });
    const usual = pdfDictionary({
      ...{ OFF: pdfArray(hidden), Order: pdfArray([]), Locked: pdfArray(used) },
      AS: pdfArray([applied('View', 'View'), applied('Print', 'Print')]),
    });
    return { OCProperties: pdfDictionary({ OCGs: pdfArray(used), D: usual }) };
  }
}
