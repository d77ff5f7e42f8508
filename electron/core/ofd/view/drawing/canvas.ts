import type { OfdViewCode } from '../../../../shared/model/ofd-view.ts';
import { OFD_VIEW_BUDGET } from '../../../budgets.ts';
import type { Matrix } from '../../../pdf/appearance/transform.ts';
import { pdfDictionary, pdfName, pdfNumber, type PdfReference } from '../../../pdf/syntax/objects.ts';
import { overBudget } from '../../../work-meter.ts';
import type { OfdResource } from '../../package/resources.ts';
import type { XmlElement } from '../../xml/xml-element.ts';
import type { FontSource, ViewFonts } from '../fonts/view-fonts.ts';
import type { Content } from '../output/content.ts';
import type { ViewFile } from '../output/view-file.ts';
import type { ViewNotes } from '../output/view-notes.ts';
import type { ViewPictures } from '../pictures/view-pictures.ts';
import type { DrawParams } from './draw-params.ts';
import type { ResourceChain } from './resources.ts';

/** What all pages of a view share. */
export class Studio {
  readonly file: ViewFile;
  readonly notes: ViewNotes;
  readonly fonts: ViewFonts;
  readonly pictures: ViewPictures;
  /** Fonts and colour profiles by what names them. */
  readonly fontSources = new Map<OfdResource, FontSource>();
  readonly profiles = new Map<OfdResource, PdfReference | null>();
  /** Composites that are being drawn: one that draws itself would never end. */
  readonly open = new Set<OfdResource>();
  readonly #states = new Map<string, PdfReference>();
  readonly #mostObjects: number;
  #objects = 0;

  /** @param size of the OFD in bytes: a larger one may draw more */
  constructor(parts: Pick<Studio, 'file' | 'notes' | 'fonts' | 'pictures'>, size: number) {
    this.#mostObjects = OFD_VIEW_BUDGET.objects + OFD_VIEW_BUDGET.objectsTimesSize * size;
    this.file = parts.file;
    this.notes = parts.notes;
    this.fonts = parts.fonts;
    this.pictures = parts.pictures;
  }

  /** Counts objects that are about to be drawn. @throws CodedError FILE_OVER_BUDGET */
  count(objects: number): void {
    this.#objects += objects;
    if (this.#objects > this.#mostObjects) throw overBudget('drawnObjects', this.#mostObjects);
  }

  /** Returns a graphics state of these entries, written once. */
  state({ fill = 1, stroke = 1, blend = 'Normal', softMask = null }: StateEntries): PdfReference {
    const key = `${String(fill)} ${String(stroke)} ${blend} ${String(softMask?.objectNumber)}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const written = this.file.object(
      pdfDictionary({
        ...{ Type: pdfName('ExtGState'), ca: pdfNumber(fill), CA: pdfNumber(stroke), BM: pdfName(blend) },
        ...(softMask === null
          ? {}
          : {
              SMask: pdfDictionary({ Type: pdfName('Mask'), S: pdfName('Luminosity'), G: softMask }),
            }),
      }),
    );
    this.#states.set(key, written);
    return written;
  }
}

interface StateEntries {
  /** Opacities from 0 to 1. */
  readonly fill?: number;
  readonly stroke?: number;
  readonly blend?: 'Normal' | 'Multiply';
  /** A group whose light is the opacity. */
  readonly softMask?: PdfReference | null;
}

/** Draws the objects of a block. It is handed on, since patterns and composites draw blocks in their turn. */
export type DrawBlock = (canvas: Canvas, objects: readonly XmlElement[], space: Space) => void;

/** What is drawn upon: a page, or a cell or group of its own. */
export interface Canvas {
  readonly studio: Studio;
  readonly resources: ResourceChain;
  /** The ID of the colour space where none is named; null for RGB. */
  readonly defaultColourSpace: string | null;
  readonly content: Content;
  /** What of the content's own space may be seen. */
  readonly area: readonly [left: number, bottom: number, right: number, top: number];
  readonly drawBlock: DrawBlock;
}

/** Where objects stand. */
export interface Space {
  /** From the unit of the objects to the content's own space. */
  readonly matrix: Matrix;
  readonly params: DrawParams;
  readonly depth: number;
}

/** Notes something about the page that is being drawn. */
export function note({ studio }: Canvas, code: OfdViewCode, name: string): void {
  studio.notes.add(code, name);
}
