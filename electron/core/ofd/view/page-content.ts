import type { OfdViewCode } from '../../../shared/model/ofd-view.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { ZipEntry } from '../container/zip-entry.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import type { OfdPage, ZOrder } from '../package/ofd-page.ts';
import type { OfdDocument } from '../package/read-document.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from '../xml/xml-element.ts';
import { type Canvas, note, type Space } from './drawing/canvas.ts';
import { drawMark } from './drawing/marks.ts';
import type { ResourceChain, ResourceFiles } from './drawing/resources.ts';

/** A document whose pages are drawn. */
export interface DrawnDocument {
  readonly ofd: OfdPackage;
  readonly document: OfdDocument;
  /** The resources that a part may name: its own first. */
  chainOf(own: readonly ZipEntry[]): ResourceChain;
  readonly defaultColourSpace: string | null;
}

/** Gathers what the pages of a document share. */
export function documentOf(ofd: OfdPackage, document: OfdDocument, files: ResourceFiles): DrawnDocument {
  const shared = [...document.documentResources, ...document.publicResources];
  const common = childOf(document.root, 'CommonData');
  const usual = files.chain(shared);
  return {
    ofd,
    document,
    chainOf: (own) => (own.length === 0 ? usual : files.chain([...own, ...shared])),
    defaultColourSpace: common === null ? null : textOf(common, 'DefaultCS'),
  };
}

const ORDER: readonly ZOrder[] = ['Background', 'Body', 'Foreground'];

/**
 * Draws the templates and the layers of a page in their order (GB/T 33190 §7.7): within each depth templates first, but
 * those of the foreground above all.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function drawPageContent(canvas: Canvas, source: DrawnDocument, page: OfdPage, space: Space): void {
  const root = readOr(canvas, source, page.entry, 'PAGE_DAMAGED', space);
  const resources = source.chainOf(orNullIfDamaged(() => page.resources) ?? []);
  const onPage: Canvas = { ...canvas, resources, defaultColourSpace: source.defaultColourSpace };
  const templates = orNullIfDamaged(() => page.templates) ?? [];
  const layers = root === null ? [] : layersOf(root);
  for (const depth of ORDER) {
    const drawTemplates = (): void => {
      for (const template of templates) {
        if (template.zOrder === depth) drawTemplate(onPage, source, template.entry, space);
      }
    };
    if (depth !== 'Foreground') drawTemplates();
    for (const layer of layers) if (depthOf(layer) === depth) onPage.drawBlock(onPage, [layer], space);
    if (depth === 'Foreground') drawTemplates();
  }
}

function drawTemplate(canvas: Canvas, source: DrawnDocument, entry: ZipEntry, space: Space): void {
  const root = readOr(canvas, source, entry, 'TEMPLATE_DAMAGED', space);
  if (root === null) return;
  const own = childrenOf(root, 'PageRes').flatMap(({ text }) => source.ofd.resolve(entry, text.trim()) ?? []);
  const onTemplate: Canvas = own.length === 0 ? canvas : { ...canvas, resources: source.chainOf(own) };
  canvas.drawBlock(onTemplate, layersOf(root), space);
}

/** Reads a part; null for a damaged one, which is marked and noted. */
function readOr(
  canvas: Canvas,
  source: DrawnDocument,
  entry: ZipEntry,
  code: OfdViewCode,
  space: Space,
): XmlElement | null {
  const root = orNullIfDamaged(() => source.ofd.xml(entry));
  if (root !== null) return root;
  note(canvas, code, entry.name);
  drawMark(canvas, code, null, space);
  return null;
}

/** The layers of a page; what lies beside them counts as one. */
function layersOf(root: XmlElement): readonly XmlElement[] {
  return childrenOf(root, 'Content').flatMap(({ children }) => children);
}

function depthOf(layer: XmlElement): ZOrder {
  const type = attributeOf(layer, 'Type');
  return type === 'Background' || type === 'Foreground' ? type : 'Body';
}
