import type { AreaChange, ChangedArea } from '../../../shared/model/document-details.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { arrayEntry, placedDictionary, type PlacedDictionary } from '../../pdf/forms/form-fields.ts';
import { textOf } from '../../pdf/forms/text-string.ts';
import { pageGeometry, rectangleOf, toSeen } from '../../pdf/pages/page-geometry.ts';
import type { Page } from '../../pdf/pages/page-tree.ts';
import { isName, PDF_NULL, type PdfDictionary, type PdfObject } from '../../pdf/syntax/objects.ts';
import { sameObject } from '../revision-diff/changes.ts';
import type { Reach } from './reach.ts';

/** A page of one version of the file. */
export interface PageVersion {
  readonly document: PdfDocument;
  readonly page: Page;
}

const DEPTH_LIMIT = 64;
/** Keys of an annotation that lead away from it. */
const ELSEWHERE: ReadonlySet<string> = new Set(['P', 'Parent', 'Popup', 'IRT', 'Kids', 'StructParent']);

/**
 * Lists the annotations of a page that a revision has added, changed or removed, each with the area of its /Rect.
 * Those without an area show nothing and are left out.
 * @param changed numbers of the objects of the former version that differ
 */
export function changedAnnotations(
  former: PageVersion | null,
  present: PageVersion,
  changed: ReadonlySet<number>,
  reach: Reach,
): readonly ChangedArea[] {
  const before = former === null ? [] : annotationsOf(former);
  const now = annotationsOf(present);
  const isChanged = (annotation: PlacedDictionary): boolean =>
    (annotation.reference !== null && changed.has(annotation.reference.objectNumber)) ||
    reach.entriesLead(annotation.dictionary, ELSEWHERE) ||
    parentsOf(present.document, annotation.dictionary).some(
      ({ reference }) => reference !== null && changed.has(reference.objectNumber),
    );
  const appeared = now.flatMap((annotation) => {
    const old = before.find((each) => isSame(each, annotation));
    if (old !== undefined && !isChanged(annotation)) return [];
    const fieldBefore =
      old === undefined || former === null ? null : fieldOf(former.document, old.dictionary);
    const field = fieldOf(present.document, annotation.dictionary);
    return areaOf(present, annotation, changeOf(old !== undefined, fieldBefore, field), field);
  });
  const gone = before.filter((annotation) => !now.some((each) => isSame(each, annotation)));
  const removed = gone.flatMap((annotation) =>
    former === null
      ? []
      : areaOf(former, annotation, 'annotationRemoved', fieldOf(former.document, annotation.dictionary)),
  );
  return [...appeared, ...removed.map((each) => ({ ...each, page: present.page.index }))];
}

function annotationsOf({ document, page }: PageVersion): readonly PlacedDictionary[] {
  return arrayEntry(document, page.dictionary, 'Annots')
    .flatMap((item) => placedDictionary(document, item) ?? [])
    .filter(({ dictionary }) => !isName(document.entry(dictionary, 'Subtype'), 'Popup'));
}

function isSame(one: PlacedDictionary, other: PlacedDictionary): boolean {
  if (one.reference !== null && other.reference !== null) {
    return one.reference.objectNumber === other.reference.objectNumber;
  }
  return one.reference === other.reference && sameObject(one.dictionary, other.dictionary);
}

interface Field {
  /** /FT, its own or inherited; null if the annotation belongs to no field. */
  readonly type: string | null;
  readonly name: string | null;
  readonly value: PdfObject;
}

/** Lists a widget and the fields above it. */
function parentsOf(document: PdfDocument, dictionary: PdfDictionary): readonly PlacedDictionary[] {
  const found: PlacedDictionary[] = [];
  let above = placedDictionary(document, dictionary.entries.get('Parent'));
  while (above !== undefined && found.length < DEPTH_LIMIT) {
    found.push(above);
    above = placedDictionary(document, above.dictionary.entries.get('Parent'));
  }
  return found;
}

function fieldOf(document: PdfDocument, dictionary: PdfDictionary): Field | null {
  if (!isName(document.entry(dictionary, 'Subtype'), 'Widget')) return null;
  const line = [dictionary, ...parentsOf(document, dictionary).map((each) => each.dictionary)];
  const first = (key: string): PdfObject =>
    line.map((each) => document.entry(each, key)).find(({ kind }) => kind !== 'null') ?? PDF_NULL;
  const type = first('FT');
  const names = line.flatMap((each) => textOf(document.entry(each, 'T')) ?? []).reverse();
  return {
    type: type.kind === 'name' ? type.value : null,
    name: names.length === 0 ? null : names.join('.'),
    value: first('V'),
  };
}

function changeOf(wasThere: boolean, before: Field | null, now: Field | null): AreaChange {
  if (now === null) return wasThere ? 'annotationChanged' : 'annotationAdded';
  const isSigned = now.type === 'Sig' && now.value.kind !== 'null';
  if (isSigned && (before === null || before.value.kind === 'null')) return 'signatureAdded';
  return wasThere ? 'fieldFilled' : 'fieldAdded';
}

function areaOf(
  { document, page }: PageVersion,
  { dictionary }: PlacedDictionary,
  change: AreaChange,
  field: Field | null,
): ChangedArea[] {
  const rectangle = rectangleOf(document, dictionary.entries.get('Rect'));
  if (rectangle === undefined || rectangle.left === rectangle.right || rectangle.top === rectangle.bottom) {
    return [];
  }
  const area = toSeen(pageGeometry(document, page), rectangle);
  return [{ change, page: page.index, area, name: field?.name ?? null }];
}
