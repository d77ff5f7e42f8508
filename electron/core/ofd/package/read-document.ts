import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { ofdError, type ZipEntry } from '../container/zip-entry.ts';
import { attributeOf, childrenOf, idKey, numberOf, textOf, type XmlElement } from '../xml/xml-element.ts';
import { onlyChildOf, onlyTextOf, type DocBody, type OfdPackage } from './ofd-package.ts';
import { boxOf, PageOfDocument, zOrderOf, type OfdBox, type OfdPage, type OfdTemplate } from './ofd-page.ts';

/** The annotations of one page. */
export interface PageAnnotations {
  readonly pageId: string;
  readonly entry: ZipEntry;
}

/** A file that comes with the document (GB/T 33190 §18). */
export interface OfdAttachment {
  readonly id: string;
  readonly name: string;
  readonly format: string | null;
  /** Null if it is missing. */
  readonly entry: ZipEntry | null;
}

/** A document of an OFD (GB/T 33190 §7.5). */
export interface OfdDocument {
  readonly body: DocBody;
  readonly root: XmlElement;
  readonly pages: readonly OfdPage[];
  /** By {@link idKey}, as templates. */
  readonly pagesById: ReadonlyMap<string, OfdPage>;
  readonly templates: ReadonlyMap<string, OfdTemplate>;
  readonly publicResources: readonly ZipEntry[];
  readonly documentResources: readonly ZipEntry[];
  /** The list of annotations and what it names; null if the document has none. */
  readonly annotations: { readonly list: ZipEntry; readonly pages: readonly PageAnnotations[] } | null;
  readonly attachments: { readonly list: ZipEntry; readonly files: readonly OfdAttachment[] } | null;
  /** Resource files and annotations that are named and not there; of one page, or of all (null). */
  readonly missing: readonly {
    readonly name: string;
    readonly namedBy: ZipEntry;
    readonly pageId: string | null;
  }[];
  /** The largest ID so far, which new objects go beyond. */
  readonly maxUnitId: number;
}

/**
 * Reads a document of a package. Pages are read when their fields are asked for.
 * @throws CodedError OFD_PAGES_DAMAGED for no pages or two of one ID, OFD_PART_MISSING for a page or template, OFD_DAMAGED,
 *   OFD_AMBIGUOUS, OFD_XML_DAMAGED, OFD_XML_FORBIDDEN, FILE_OVER_BUDGET
 */
export function readDocument(ofd: OfdPackage, body: DocBody): OfdDocument {
  const where = body.root.name;
  const root = ofd.xml(body.root);
  const common = onlyChildOf(root, 'CommonData', where);
  if (root.name !== 'Document' || common === null) throw ofdError('OFD_DAMAGED', 'root-element', where);
  const reader = new DocumentReader(ofd, body.root);
  const templates = reader.templates(common);
  const area = onlyChildOf(common, 'PageArea', where);
  const pagesById = reader.pages(root, templates, () => (area === null ? null : boxOf(area, where)));
  return {
    ...{ body, root, pages: [...pagesById.values()], pagesById, templates },
    publicResources: reader.parts(common, 'PublicRes'),
    documentResources: reader.parts(common, 'DocumentRes'),
    annotations: reader.annotations(root),
    attachments: reader.attachments(root),
    missing: reader.missing,
    maxUnitId: numberOf(onlyTextOf(common, 'MaxUnitID', where)) ?? 0,
  };
}

class DocumentReader {
  readonly #ofd: OfdPackage;
  readonly #from: ZipEntry;
  readonly missing: OfdDocument['missing'][number][] = [];

  constructor(ofd: OfdPackage, from: ZipEntry) {
    this.#ofd = ofd;
    this.#from = from;
  }

  templates(common: XmlElement): ReadonlyMap<string, OfdTemplate> {
    const templates = new Map<string, OfdTemplate>();
    for (const element of childrenOf(common, 'TemplatePage')) {
      const { id, entry } = this.#page(element);
      const key = idKey(id);
      if (templates.has(key)) throw ofdError('OFD_PAGES_DAMAGED', 'two-templates-of-id', id);
      templates.set(key, { id, entry, zOrder: zOrderOf(element) ?? 'Background' });
    }
    return templates;
  }

  /** By their IDs, in their order. */
  pages(
    root: XmlElement,
    templates: ReadonlyMap<string, OfdTemplate>,
    usualBox: () => OfdBox | null,
  ): ReadonlyMap<string, OfdPage> {
    const list = onlyChildOf(root, 'Pages', this.#from.name);
    const elements = list === null ? [] : childrenOf(list, 'Page');
    if (elements.length === 0) throw ofdError('OFD_PAGES_DAMAGED', 'no-pages', this.#from.name);
    if (elements.length > OFD_BUDGET.pages) throw overBudget('pages', OFD_BUDGET.pages);
    const pages = new Map<string, OfdPage>();
    for (const [index, element] of elements.entries()) {
      const { id, entry } = this.#page(element);
      const key = idKey(id);
      if (pages.has(key)) throw ofdError('OFD_PAGES_DAMAGED', 'two-pages-of-id', id);
      if (templates.has(key)) throw ofdError('OFD_PAGES_DAMAGED', 'page-with-id-of-template', id);
      pages.set(key, new PageOfDocument({ ofd: this.#ofd, id, index, entry, templates, usualBox }));
    }
    return pages;
  }

  parts(common: XmlElement, name: string): readonly ZipEntry[] {
    const elements = childrenOf(common, name);
    if (elements.length > OFD_BUDGET.resourceFiles)
      throw overBudget('resourceFiles', OFD_BUDGET.resourceFiles);
    return elements.flatMap(({ text }) => {
      const entry = this.#ofd.resolve(this.#from, text.trim());
      if (entry === null) this.#miss(this.#from, text.trim(), null);
      return entry === null ? [] : [entry];
    });
  }

  annotations(root: XmlElement): OfdDocument['annotations'] {
    const list = this.#listed(root, 'Annotations');
    if (list === null) return null;
    const pages = childrenOf(this.#ofd.xml(list), 'Page').flatMap((page) => {
      const pageId = attributeOf(page, 'PageID') ?? '';
      return childrenOf(page, 'FileLoc').flatMap(({ text }) => {
        const entry = this.#ofd.resolve(list, text.trim());
        if (entry === null) this.#miss(list, text.trim(), pageId);
        return entry === null ? [] : [{ pageId, entry }];
      });
    });
    return { list, pages };
  }

  attachments(root: XmlElement): OfdDocument['attachments'] {
    const list = this.#listed(root, 'Attachments');
    if (list === null) return null;
    const files = childrenOf(this.#ofd.xml(list), 'Attachment').map((element) => {
      const path = textOf(element, 'FileLoc') ?? '';
      const entry = this.#ofd.resolve(list, path);
      if (entry === null) this.#ofd.note('missing-part', `${list.name}: ${path}`);
      return {
        id: attributeOf(element, 'ID') ?? '',
        name: attributeOf(element, 'Name') ?? '',
        format: attributeOf(element, 'Format'),
        entry,
      };
    });
    return { list, files };
  }

  /** A list that the document names once or not at all. */
  #listed(root: XmlElement, name: string): ZipEntry | null {
    const path = onlyTextOf(root, name, this.#from.name);
    const entry = path === null ? null : this.#ofd.resolve(this.#from, path);
    if (path !== null && entry === null) this.#miss(this.#from, path, null);
    return entry;
  }

  #page(element: XmlElement): { readonly id: string; readonly entry: ZipEntry } {
    const [id, path] = [attributeOf(element, 'ID'), attributeOf(element, 'BaseLoc')];
    if (id === null) throw ofdError('OFD_PAGES_DAMAGED', 'page-without-id', path ?? '');
    const entry = path === null ? null : this.#ofd.resolve(this.#from, path);
    if (entry === null) throw ofdError('OFD_PART_MISSING', 'page', path ?? id);
    return { id, entry };
  }

  #miss(namedBy: ZipEntry, name: string, pageId: string | null): void {
    this.#ofd.note('missing-part', `${namedBy.name}: ${name}`);
    this.missing.push({ name, namedBy, pageId });
  }
}
