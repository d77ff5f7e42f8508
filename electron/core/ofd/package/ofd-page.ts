import { ofdError, type ZipEntry } from '../container/zip-entry.ts';
import { attributeOf, childrenOf, idKey, numbersOf, type XmlElement } from '../xml/xml-element.ts';
import { countVisits, onlyTextOf, type OfdPackage } from './ofd-package.ts';

/** When a template is drawn, seen from the content of its page (GB/T 33190 §7.7). */
export type ZOrder = 'Background' | 'Body' | 'Foreground';

/** A page that others are drawn upon or beneath. */
export interface OfdTemplate {
  readonly id: string;
  readonly entry: ZipEntry;
  /** Holds where a page does not say it. */
  readonly zOrder: ZOrder;
}

/** A rectangle in millimetres, from the top left. */
export interface OfdBox {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A page. Its content is read when a field below `entry` is first asked for, which may throw as reading XML does. */
export interface OfdPage {
  readonly id: string;
  /** From 0. */
  readonly index: number;
  readonly entry: ZipEntry;
  /** Its PhysicalBox, or that of the document. @throws CodedError OFD_PAGES_DAMAGED if it is absent or absurd */
  readonly box: OfdBox;
  readonly templates: readonly { readonly entry: ZipEntry; readonly zOrder: ZOrder }[];
  /** Its own resources (PageRes), which go before those of the document. */
  readonly resources: readonly ZipEntry[];
}

/** PDF, in which pages are shown and printed, has 14,400 points at most. No sheet is smaller than a millimetre. */
const LARGEST_MM = (14_400 / 72) * 25.4;
const SMALLEST_MM = 1;
const FARTHEST_MM = 1_000_000;

/**
 * Reads the PhysicalBox of an area (GB/T 33190 §7.5, CT_PageArea).
 * @throws CodedError OFD_PAGES_DAMAGED for one that no sheet has, OFD_AMBIGUOUS for two
 */
export function boxOf(area: XmlElement, where: string): OfdBox | null {
  const text = onlyTextOf(area, 'PhysicalBox', where);
  if (text === null) return null;
  const [xMm, yMm, widthMm, heightMm, ...more] = numbersOf(text) ?? [];
  const isWhole = xMm !== undefined && yMm !== undefined && widthMm !== undefined && heightMm !== undefined;
  if (!isWhole || more.length > 0) throw ofdError('OFD_PAGES_DAMAGED', 'box', where);
  const isSheet = [widthMm, heightMm].every((side) => side >= SMALLEST_MM && side <= LARGEST_MM);
  const isNear = Math.abs(xMm) <= FARTHEST_MM && Math.abs(yMm) <= FARTHEST_MM;
  if (!isSheet || !isNear) throw ofdError('OFD_PAGES_DAMAGED', 'box', where);
  return { xMm, yMm, widthMm, heightMm };
}

interface PageParts {
  readonly ofd: OfdPackage;
  readonly id: string;
  readonly index: number;
  readonly entry: ZipEntry;
  /** The templates of the document by their IDs. */
  readonly templates: ReadonlyMap<string, OfdTemplate>;
  /** The box that the document gives to pages that have none. */
  readonly usualBox: () => OfdBox | null;
}

/** What a page says of itself before its objects. */
interface PageFacts {
  readonly areas: readonly XmlElement[];
  readonly templates: OfdPage['templates'];
  readonly resources: readonly ZipEntry[];
}

/** A page that reads its content once it is needed: of ten thousand pages a reader looks at a few. */
export class PageOfDocument implements OfdPage {
  readonly id: string;
  readonly index: number;
  readonly entry: ZipEntry;
  readonly #parts: PageParts;
  #box: OfdBox | null = null;
  #facts: PageFacts | null = null;

  constructor(parts: PageParts) {
    this.id = parts.id;
    this.index = parts.index;
    this.entry = parts.entry;
    this.#parts = parts;
  }

  get box(): OfdBox {
    this.#box ??= this.#readBox();
    return this.#box;
  }

  get templates(): OfdPage['templates'] {
    return this.#read().templates;
  }

  get resources(): readonly ZipEntry[] {
    return this.#read().resources;
  }

  /** Takes all that is needed at once, since the elements of a content are not kept for long. */
  #read(): PageFacts {
    if (this.#facts !== null) return this.#facts;
    const content = this.#parts.ofd.xml(this.entry);
    if (content.name !== 'Page') throw ofdError('OFD_PAGES_DAMAGED', 'root-element', this.entry.name);
    countVisits(this.#parts.ofd, content.children.length);
    this.#facts = {
      areas: childrenOf(content, 'Area'),
      templates: childrenOf(content, 'Template').flatMap((use) => this.#template(use)),
      resources: childrenOf(content, 'PageRes').flatMap(({ text }) => this.#resource(text.trim())),
    };
    return this.#facts;
  }

  #readBox(): OfdBox {
    const { areas } = this.#read();
    if (areas.length > 1) throw ofdError('OFD_AMBIGUOUS', 'two-of-Area', this.entry.name);
    const box = (areas[0] === undefined ? null : boxOf(areas[0], this.entry.name)) ?? this.#parts.usualBox();
    if (box === null) throw ofdError('OFD_PAGES_DAMAGED', 'no-box', this.entry.name);
    return box;
  }

  #template(use: XmlElement): OfdPage['templates'] {
    const id = attributeOf(use, 'TemplateID') ?? '';
    const template = this.#parts.templates.get(idKey(id));
    if (template === undefined) {
      this.#parts.ofd.note('missing-template', `${this.entry.name}: ${id}`);
      return [];
    }
    return [{ entry: template.entry, zOrder: zOrderOf(use) ?? template.zOrder }];
  }

  #resource(path: string): readonly ZipEntry[] {
    const entry = this.#parts.ofd.resolve(this.entry, path);
    if (entry === null) this.#parts.ofd.note('missing-part', `${this.entry.name}: ${path}`);
    return entry === null ? [] : [entry];
  }
}

/** Reads the place of a template; null if it is not said. */
export function zOrderOf(element: XmlElement): ZOrder | null {
  const value = attributeOf(element, 'ZOrder');
  return value === 'Background' || value === 'Body' || value === 'Foreground' ? value : null;
}
