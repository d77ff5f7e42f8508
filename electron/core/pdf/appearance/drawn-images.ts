import type { PdfDocument } from '../document.ts';
import { rectangleOf } from '../pages/page-geometry.ts';
import { isName, type PdfDictionary, type PdfObject, type PdfStream } from '../syntax/objects.ts';
import { contentOperations, type Operation } from './content-operations.ts';
import {
  boundsOf,
  combine,
  IDENTITY,
  isMatrix,
  isQuarterTurn,
  type Matrix,
  UNIT_SQUARE,
} from './transform.ts';

/** Acrobat nests three forms (/AP, /FRM, /n0 and /n2). */
export const NESTING_LIMIT = 6;
const CONTENT_LIMIT = 64 * 1024;
const OPERATION_LIMIT = 400;
/** Rounding may push an edge over a box's by this part of its size. */
const CLIP_TOLERANCE = 1e-3;

/** An image, and the matrix from its unit square to the space in which the form is drawn. */
interface DrawnImage {
  readonly image: PdfStream;
  readonly matrix: Matrix;
}

interface Drawing {
  readonly document: PdfDocument;
  /** Forms may name each other many times over, so the limit is for all of them together. */
  operationsLeft: number;
  /** Whether the outermost form's /BBox may cut images. */
  readonly mayCut: boolean;
}

/**
 * Finds the images that a form draws, if it does nothing but draw whole images upright or in quarter turns:
 * q, Q, cm and Do, also in forms within it.
 * @returns null if it does anything else, or if a form's /BBox cuts an image
 * @throws CodedError for damaged content
 */
export function imagesDrawnBy(document: PdfDocument, form: PdfStream): readonly DrawnImage[] | null {
  return drawForm({ document, operationsLeft: OPERATION_LIMIT, mayCut: false }, form, IDENTITY, 0);
}

/** Finds the images as {@link imagesDrawnBy} does. The form's own /BBox may cut them, those of forms within it may not. */
export function imagesCutBy(document: PdfDocument, form: PdfStream): readonly DrawnImage[] | null {
  return drawForm({ document, operationsLeft: OPERATION_LIMIT, mayCut: true }, form, IDENTITY, 0);
}

function drawForm(
  drawing: Drawing,
  form: PdfStream,
  outer: Matrix,
  depth: number,
): readonly DrawnImage[] | null {
  const { document } = drawing;
  if (!isPlainForm(document, form.dictionary)) return null;
  const operations = contentOperations(document.streamData(form, CONTENT_LIMIT));
  drawing.operationsLeft -= operations?.length ?? 0;
  if (operations === null || depth > NESTING_LIMIT || drawing.operationsLeft < 0) return null;
  const images: DrawnImage[] = [];
  const saved: Matrix[] = [];
  const inner = matrixOf(document, form.dictionary);
  if (inner === null || !drawsAllOfItsObjects(document, form, operations)) return null;
  const base = combine(inner, outer);
  let matrix = base;
  for (const operation of operations) {
    const drawn = operation.operator === 'Do' ? draw(drawing, form, operation, matrix, depth) : [];
    const next = nextMatrix(operation, matrix, saved);
    if (drawn === null || next === null) return null;
    images.push(...drawn);
    matrix = next;
  }
  if (saved.length > 0) return null;
  if (drawing.mayCut && depth === 0) return images;
  return images.every((image) => isWithinBox(document, form, base, image)) ? images : null;
}

/**
 * Tells whether an image lies within its form's /BBox, outside which a form shows nothing (ISO 32000-2
 * §8.10.1).
 */
function isWithinBox(document: PdfDocument, form: PdfStream, base: Matrix, { matrix }: DrawnImage): boolean {
  const box = rectangleOf(document, form.dictionary.entries.get('BBox'));
  if (box === undefined || !isQuarterTurn(base) || !isQuarterTurn(matrix)) return false;
  const clip = boundsOf(base, box);
  const image = boundsOf(matrix, UNIT_SQUARE);
  const tolerance = CLIP_TOLERANCE * (image.right - image.left + image.top - image.bottom);
  return (
    image.left >= clip.left - tolerance &&
    image.bottom >= clip.bottom - tolerance &&
    image.right <= clip.right + tolerance &&
    image.top <= clip.top + tolerance
  );
}

/** Returns the matrix after an operation, or null for an operation that does more than place things. */
function nextMatrix({ operator, operands }: Operation, matrix: Matrix, saved: Matrix[]): Matrix | null {
  switch (operator) {
    case 'q':
      saved.push(matrix);
      return operands.length === 0 ? matrix : null;
    case 'Q':
      return operands.length === 0 ? (saved.pop() ?? null) : null;
    case 'cm':
      return isMatrix(operands) ? combine(operands, matrix) : null;
    case 'Do':
      return matrix;
    default:
      return null;
  }
}

function draw(
  drawing: Drawing,
  form: PdfStream,
  { operands }: Operation,
  matrix: Matrix,
  depth: number,
): readonly DrawnImage[] | null {
  const { document } = drawing;
  const [name, ...others] = operands;
  const resources = document.dictionaryEntry(form.dictionary, 'Resources');
  const objects = resources === undefined ? undefined : document.dictionaryEntry(resources, 'XObject');
  if (objects === undefined || typeof name !== 'string' || others.length > 0) return null;
  const object = document.entry(objects, name);
  if (object.kind !== 'stream') return null;
  const subtype = document.entry(object.dictionary, 'Subtype');
  if (isName(subtype, 'Image')) return [{ image: object, matrix }];
  return isName(subtype, 'Form') ? drawForm(drawing, object, matrix, depth + 1) : null;
}

/** Returns /Matrix of a form, the identity if there is none, or null for anything that is no matrix. */
export function matrixOf(document: PdfDocument, dictionary: PdfDictionary): Matrix | null {
  const value = document.entry(dictionary, 'Matrix');
  if (value.kind === 'null') return IDENTITY;
  const numbers = value.kind === 'array' ? value.items.map((item) => numberOf(document.resolve(item))) : [];
  return isMatrix(numbers) ? numbers : null;
}

/** The entries of a form that places pictures. Any other may change what is drawn: /Group, /Ref, /OC, /Subtype2… */
const FORM_ENTRIES: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'FormType', 'BBox', 'Matrix', 'Resources', 'Name'],
  ...['Length', 'Filter', 'DecodeParms'],
]);

/** Resources that no operation here uses; a colour space by the name of a default would change every picture. */
const UNUSED_RESOURCES: ReadonlySet<string> = new Set(['ProcSet', 'Font', 'ExtGState', 'Properties']);

function isPlainForm(document: PdfDocument, { entries, duplicates }: PdfDictionary): boolean {
  if (duplicates.length > 0 || [...entries.keys()].some((key) => !FORM_ENTRIES.has(key))) return false;
  const resources = document.resolve(entries.get('Resources'));
  if (resources.kind === 'null') return true;
  if (resources.kind !== 'dictionary' || resources.duplicates.length > 0) return false;
  return [...resources.entries.keys()].every((key) => key === 'XObject' || UNUSED_RESOURCES.has(key));
}

/** Tells whether each picture and form among the resources is drawn: what is not has no business there. */
function drawsAllOfItsObjects(
  document: PdfDocument,
  { dictionary }: PdfStream,
  operations: readonly Operation[],
): boolean {
  const resources = document.dictionaryEntry(dictionary, 'Resources');
  const objects = resources === undefined ? undefined : document.dictionaryEntry(resources, 'XObject');
  if (objects === undefined) return true;
  const drawn = new Set(operations.flatMap(({ operator, operands }) => (operator === 'Do' ? operands : [])));
  return objects.duplicates.length === 0 && [...objects.entries.keys()].every((name) => drawn.has(name));
}

function numberOf(object: PdfObject): number | null {
  return object.kind === 'number' ? object.value : null;
}
