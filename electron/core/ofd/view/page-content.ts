import type { OfdViewCode } from '../../../shared/model/ofd-view.ts';
import { OFD_VIEW_BUDGET } from '../../budgets.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { ZipEntry } from '../container/zip-entry.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { type OfdPage, type ZOrder, zOrderOf } from '../package/ofd-page.ts';
import { byPage } from '../package/by-page.ts';
import type { OfdDocument, PageAnnotations } from '../package/read-document.ts';
import { DocumentResources } from '../package/resources.ts';
import { attributeOf, childOf, childrenOf, idKey, textOf, type XmlElement } from '../xml/xml-element.ts';
import type { Canvas, Space } from './drawing/canvas.ts';
import { drawMark } from './drawing/marks.ts';
import { ResourceChain } from './drawing/resources.ts';

/** A document whose pages are drawn. */
export interface DrawnDocument {
  readonly ofd: OfdPackage;
  readonly document: OfdDocument;
  /** The resources of the document itself. */
  readonly resources: ResourceChain;
  /** The resources that a page or a template may name: its own (PageRes) first. A template keeps them from page to page. */
  chainOf(part: ZipEntry, root: XmlElement): ResourceChain;
  readonly defaultColourSpace: string | null;
  /** By the key of their page. */
  readonly annotations: ReadonlyMap<string | null, readonly PageAnnotations[]>;
}

/** Gathers what the pages of a document share. */
export function documentOf(ofd: OfdPackage, document: OfdDocument): DrawnDocument {
  const resources = new DocumentResources(ofd, document);
  const usual = new ResourceChain(ofd, resources, []);
  const chains = new Map<ZipEntry, ResourceChain>();
  const ownChain = (part: ZipEntry, root: XmlElement): ResourceChain => {
    const own = childrenOf(root, 'PageRes').flatMap(({ text }) => ofd.resolve(part, text.trim()) ?? []);
    return own.length === 0 ? usual : new ResourceChain(ofd, resources, own);
  };
  const common = childOf(document.root, 'CommonData');
  return {
    ofd,
    document,
    resources: usual,
    chainOf: (part, root) => {
      const chain = chains.get(part) ?? ownChain(part, root);
      chains.set(part, chain);
      return chain;
    },
    defaultColourSpace: common === null ? null : textOf(common, 'DefaultCS'),
    annotations: byPage(document.annotations?.pages ?? [], ({ pageId }) => pageId),
  };
}

/** Draws the content of a page with its templates. @throws CodedError FILE_OVER_BUDGET */
export function drawPageContent(canvas: Canvas, source: DrawnDocument, page: OfdPage, space: Space): void {
  drawContent(canvas, source, { entry: page.entry, code: 'PAGE_DAMAGED', within: [] }, space);
}

/** A page or a template. */
interface Part {
  readonly entry: ZipEntry;
  /** What is said of it if it is damaged. */
  readonly code: OfdViewCode;
  /** The page and the templates that it is drawn within. */
  readonly within: readonly ZipEntry[];
}

const ORDER: readonly ZOrder[] = ['Background', 'Body', 'Foreground'];

/**
 * Draws templates and layers in their order (GB/T 33190 §7.7): within each depth templates first, but those of the
 * foreground above all.
 */
function drawContent(canvas: Canvas, source: DrawnDocument, part: Part, space: Space): void {
  const root = orNullIfDamaged(() => source.ofd.xml(part.entry));
  if (root === null) {
    drawMark(canvas, part.code, part.entry.name, null, space);
    return;
  }
  const resources = source.chainOf(part.entry, root);
  const inner: Canvas = { ...canvas, resources, defaultColourSpace: source.defaultColourSpace };
  const templates = childrenOf(root, 'Template');
  const layers = childrenOf(root, 'Content').flatMap(({ children }) => children);
  for (const depth of ORDER) {
    const drawTemplates = (): void => {
      for (const use of templates) drawTemplate(inner, source, part, use, depth, space);
    };
    if (depth !== 'Foreground') drawTemplates();
    for (const layer of layers) if (depthOf(layer) === depth) inner.drawBlock(inner, [layer], space);
    if (depth === 'Foreground') drawTemplates();
  }
}

/** Draws a template if its depth has come. One that is not there, or is drawn within itself, is marked. */
function drawTemplate(
  canvas: Canvas,
  source: DrawnDocument,
  { entry: around, within }: Part,
  use: XmlElement,
  depth: ZOrder,
  space: Space,
): void {
  const id = attributeOf(use, 'TemplateID') ?? '';
  const template = source.document.templates.get(idKey(id));
  if ((zOrderOf(use) ?? template?.zOrder ?? 'Background') !== depth) return;
  const code = template === undefined ? 'TEMPLATE_DAMAGED' : 'NESTED_TOO_DEEP';
  const outer = [...within, around];
  const isDeep = outer.length > OFD_VIEW_BUDGET.nesting;
  if (template === undefined || outer.includes(template.entry) || isDeep) {
    drawMark(canvas, code, id, null, space);
    return;
  }
  const part: Part = { entry: template.entry, code: 'TEMPLATE_DAMAGED', within: outer };
  canvas.studio.count(1);
  drawContent(canvas, source, part, space);
}

/** What lies beside the layers counts as one. */
function depthOf(layer: XmlElement): ZOrder {
  const type = attributeOf(layer, 'Type');
  return type === 'Background' || type === 'Foreground' ? type : 'Body';
}
