import type { OfdViewNote } from '../../../shared/model/ofd-view.ts';
import type { ByteSink } from '../../bytes/byte-source.ts';
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
import { byPage, pageKey } from '../package/by-page.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import type { OfdPage } from '../package/ofd-page.ts';
import type { OfdDocument } from '../package/read-document.ts';
import { drawAnnotations, MediumLayers } from './annotations.ts';
import { type Canvas, type Space, Studio } from './drawing/canvas.ts';
import { drawBlock } from './drawing/draw-block.ts';
import { NO_PARAMS } from './drawing/draw-params.ts';
import { drawMark } from './drawing/marks.ts';
import { type StandIns, ViewFonts } from './fonts/view-fonts.ts';
import { Content, pdfReal, real } from './output/content.ts';
import { ViewFile } from './output/view-file.ts';
import { ViewNotes } from './output/view-notes.ts';
import { noticeBelow } from './notice.ts';
import { documentOf, type DrawnDocument, drawPageContent } from './page-content.ts';
import { ViewPictures } from './pictures/view-pictures.ts';
import { drawStamps, OpenedSeals, type ViewStamp } from './stamps.ts';

/** What a view shows beside the pages themselves. */
export interface ViewInputs extends StandIns {
  /** The stamps of signatures; each is drawn on its page, in this order. */
  readonly stamps: readonly ViewStamp[];
  /** The lines below each page of a copy, page by page; none for a view. */
  readonly notices?: readonly (readonly string[])[];
  /** Looks at all pictures and writes none: for words, and for what is not drawn. */
  readonly withoutPictures?: boolean;
}

/** A view that is written page by page. */
export interface OfdView {
  /**
   * Draws and writes the next page, behind the last one the end of the file.
   * @returns false when the file is whole
   * @throws CodedError FILE_OVER_BUDGET for a document that costs too much, and as the sink does
   */
  readonly writeNext: () => boolean;
  /** What is not drawn as the file says, page by page; complete when the file is whole. */
  readonly notDrawn: readonly OfdViewNote[];
}

/** One millimetre in points. */
const POINTS = 72 / 25.4;
/** A page whose size cannot be read is shown, and said to be damaged, on a sheet of A4. */
const A4 = { widthMm: 210, heightMm: 297 } as const;

/**
 * Writes the PDF through which a document of an OFD is shown: the same pages, of the same size, with the same words at
 * the same places.
 * @param sink takes the bytes of the PDF from its beginning
 */
export function writeView(
  ofd: OfdPackage,
  document: OfdDocument,
  inputs: ViewInputs,
  sink: ByteSink,
): OfdView {
  const notes = new ViewNotes();
  const writer = new Writer(ofd, document, inputs, notes, sink);
  return { writeNext: () => writer.writeNext(), notDrawn: notes.list };
}

class Writer {
  readonly #document: DrawnDocument;
  readonly #pages: readonly OfdPage[];
  readonly #stamps: ReadonlyMap<string | null, readonly ViewStamp[]>;
  readonly #notices: readonly (readonly string[])[];
  readonly #file: ViewFile;
  readonly #layers: MediumLayers;
  readonly #seals = new OpenedSeals();
  readonly #studio: Studio;
  readonly #root: PdfReference;
  readonly #tree: PdfReference;
  readonly #written: PdfReference[] = [];

  constructor(ofd: OfdPackage, document: OfdDocument, inputs: ViewInputs, notes: ViewNotes, sink: ByteSink) {
    this.#document = documentOf(ofd, document);
    this.#pages = document.pages;
    this.#stamps = byPage(inputs.stamps, ({ page }) => page);
    this.#notices = inputs.notices ?? [];
    this.#file = new ViewFile(sink);
    this.#layers = new MediumLayers(this.#file);
    const parts = {
      ...{ file: this.#file, notes, fonts: new ViewFonts(this.#file, notes, inputs) },
      pictures: new ViewPictures(this.#file, inputs.withoutPictures ?? false),
    };
    this.#studio = new Studio(parts, ofd.container.source.size);
    this.#root = this.#file.reserve();
    this.#tree = this.#file.reserve();
  }

  writeNext(): boolean {
    const page = this.#pages[this.#written.length];
    if (page === undefined) {
      this.#end();
      return false;
    }
    this.#studio.notes.begin(page.index);
    this.#written.push(this.#writePage(page));
    return true;
  }

  #end(): void {
    this.#studio.fonts.write();
    const [kids, count] = [pdfArray(this.#written), pdfNumber(this.#written.length)];
    this.#file.object(pdfDictionary({ Type: pdfName('Pages'), Kids: kids, Count: count }), this.#tree);
    this.#file.object(
      pdfDictionary({ Type: pdfName('Catalog'), Pages: this.#tree, ...this.#optionalContent() }),
      this.#root,
    );
    this.#file.end(this.#root);
  }

  #writePage(page: OfdPage): PdfReference {
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
    const draw = (): void => {
      if (box === null) drawMark(canvas, 'PAGE_DAMAGED', page.entry.name, null, space);
      else this.#draw(canvas, page, space);
    };
    const notice = noticeBelow(this.#studio.fonts, this.#notices[page.index] ?? [], width);
    if (notice === null) draw();
    else {
      content.saved(() => {
        // What lies beyond the page must not be seen where the notice is.
        content.add(`${canvas.area.map((value) => real(value)).join(' ')} re W n`);
        draw();
      });
      notice.write(content);
    }
    const written = this.#file.packedStream(pdfDictionary({}), content.bytes());
    const sheet = [0, -(notice?.height ?? 0), width, height];
    return this.#file.object(
      pdfDictionary({
        ...{ Type: pdfName('Page'), Parent: this.#tree, MediaBox: pdfArray(sheet.map(pdfReal)) },
        ...{ Resources: content.resources(), Contents: written },
        Group: pdfDictionary({ S: pdfName('Transparency'), CS: pdfName('DeviceRGB') }),
      }),
    );
  }

  #draw(canvas: Canvas, page: OfdPage, space: Space): void {
    drawPageContent(canvas, this.#document, page, space);
    drawAnnotations(canvas, this.#document, page.id, this.#layers, space);
    drawStamps(canvas, this.#stamps.get(pageKey(page.id)) ?? [], this.#seals, space);
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
