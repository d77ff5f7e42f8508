import { CodedError } from '../../../shared/errors.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { PdfDocument } from '../document.ts';
import type { PlacedDictionary } from '../forms/form-fields.ts';
import {
  pageGeometry,
  rectangleOf,
  toSeen,
  type PageGeometry,
  type Rectangle,
  type SeenRectangle,
} from '../pages/page-geometry.ts';
import { pageOf } from '../pages/page-tree.ts';
import type { RasterPicture } from '../../image/image-size.ts';
import { decodePicture } from '../../image/decode-picture.ts';
import { imageFormat } from '../../image/image-format.ts';
import { isInteger, isName, type PdfDictionary, type PdfStream } from '../syntax/objects.ts';
import { isFixedDrawing } from './fixed-drawing.ts';
import { hardened } from './hard-edge.ts';
import { imagePixels, type ShownPicture } from './image-pixels.ts';
import { imagesDrawnBy, matrixOf } from './drawn-images.ts';
import { UNIT_SQUARE, apply, boundsOf, combine, type Matrix } from './transform.ts';

/** A widget's picture, and the area that it covers on the page as seen. */
export interface ShownSeal {
  readonly shown: ShownPicture;
  readonly seen: SeenRectangle;
}

/**
 * The appearance of a widget. It shows nothing if it has no appearance, an empty rectangle, or one that draws
 * nothing. A drawing (text, paths, several pictures, a turned one) is no seal's picture, stays within its rectangle and
 * is the same at all times; of what is unknown not even that is certain.
 */
export type WidgetAppearance =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'picture'; readonly seal: ShownSeal }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'unknown' };

const SKEW_TOLERANCE = 1e-3;

/** Bits of /F (ISO 32000-2 table 167). A widget with NoView is printed all the same. */
const HIDDEN = 2;
const NO_ROTATE = 16;
/** NoZoom, NoView and ToggleNoView: size or sight depend on the reader. */
const MOVING = 8 | 32 | 256;

/** Reads what a widget shows on the page that lists it: nothing if none does. @throws CodedError for a damaged page tree */
export function shownOnPage(document: PdfDocument, widget: PlacedDictionary): WidgetAppearance {
  const page = pageOf(document, widget);
  return page === null
    ? { kind: 'nothing' }
    : widgetAppearance(document, widget, pageGeometry(document, page));
}

/**
 * Reads the appearance of a signature's widget: exactly one upright picture, nothing at all, or something
 * that cannot be compared with a seal's picture.
 */
export function widgetAppearance(
  document: PdfDocument,
  widget: PlacedDictionary,
  geometry: PageGeometry,
): WidgetAppearance {
  const rectangle = rectangleOf(document, widget.dictionary.entries.get('Rect'));
  const appearances = document.dictionaryEntry(widget.dictionary, 'AP');
  const form = appearances === undefined ? undefined : document.entry(appearances, 'N');
  if (isAmbiguous(widget.dictionary, appearances)) return { kind: 'unknown' };
  const flags = flagsOf(document, widget);
  if (rectangle === undefined || isEmpty(rectangle) || (flags & HIDDEN) !== 0) return { kind: 'nothing' };
  if (paintsItself(document, widget.dictionary)) return { kind: 'unknown' };
  if (form === undefined || form.kind === 'null') return { kind: 'nothing' };
  const moves = geometry.rotation === 0 ? MOVING : MOVING | NO_ROTATE;
  if (form.kind !== 'stream' || (flags & moves) !== 0) return { kind: 'unknown' };
  try {
    return readForm(document, form, rectangle, geometry) ?? otherAppearance(document, form);
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'unknown' };
    throw error;
  }
}

/**
 * Tells whether readers may show different things: of a key that occurs twice some readers take the first and
 * others the last, and a pointer over the widget shows other appearances than the normal one.
 */
function isAmbiguous(widget: PdfDictionary, appearances: PdfDictionary | undefined): boolean {
  const others = [...(appearances?.entries.keys() ?? [])].some((key) => key !== 'N');
  return others || widget.duplicates.length > 0 || (appearances?.duplicates.length ?? 0) > 0;
}

/**
 * Entries of an annotation by which readers paint beside its appearance, blend it, or leave it out. /Border and /BS have
 * no colour of their own: without /MK and /C they paint nothing, and many writers leave them.
 */
const PAINTING = ['OC', 'AS', 'CA', 'ca', 'BM', 'C', 'IC', 'BE', 'RD', 'Ref', 'Measure', 'MK'];

/** Tells whether readers may paint a widget in another way than by its appearance. */
function paintsItself(document: PdfDocument, widget: PdfDictionary): boolean {
  if (!isName(document.entry(widget, 'Subtype'), 'Widget')) return true;
  const present = PAINTING.filter((key) => widget.entries.has(key));
  return present.some((key) => key === 'OC' || !isWithoutPaint(document, widget, key));
}

/** Writers also leave characteristics that say nothing (ISO 32000-2 table 192). */
function isWithoutPaint(document: PdfDocument, widget: PdfDictionary, key: string): boolean {
  const value = document.entry(widget, key);
  if (value.kind !== 'dictionary' || value.duplicates.length > 0) return value.kind === 'null';
  // /R turns what a reader makes up itself where there is no appearance.
  return key === 'MK' && [...value.entries.keys()].every((name) => name === 'R');
}

function flagsOf(document: PdfDocument, widget: PlacedDictionary): number {
  const flags = document.entry(widget.dictionary, 'F');
  return isInteger(flags) ? flags.value : 0;
}

function otherAppearance(document: PdfDocument, form: PdfStream): WidgetAppearance {
  return { kind: isFixedDrawing(document, form) ? 'drawing' : 'unknown' };
}

/** Returns null for an appearance that shows more than one upright picture. */
function readForm(
  document: PdfDocument,
  form: PdfStream,
  rectangle: Rectangle,
  geometry: PageGeometry,
): WidgetAppearance | null {
  const drawn = imagesDrawnBy(document, form);
  if (drawn?.length === 0) return { kind: 'nothing' };
  const fit = drawn === null || drawn.length > 1 ? null : fitToRectangle(document, form, rectangle);
  const [only] = drawn ?? [];
  if (only === undefined || fit === null) return null;
  const shown = imagePixels(document, only.image);
  const seen = uprightPlace(geometry, combine(only.matrix, fit));
  return shown === null || seen === null ? null : { kind: 'picture', seal: { shown, seen } };
}

/** Computes the matrix A of ISO 32000-2 §12.5.5, algorithm "appearance streams". */
export function fitToRectangle(document: PdfDocument, form: PdfStream, rectangle: Rectangle): Matrix | null {
  const box = rectangleOf(document, form.dictionary.entries.get('BBox'));
  if (box === undefined) return null;
  const matrix = matrixOf(document, form.dictionary);
  if (matrix === null) return null;
  const turned = boundsOf(matrix, box);
  if (isEmpty(turned)) return null;
  const scaleX = (rectangle.right - rectangle.left) / (turned.right - turned.left);
  const scaleY = (rectangle.top - rectangle.bottom) / (turned.top - turned.bottom);
  return [
    scaleX,
    0,
    0,
    scaleY,
    rectangle.left - turned.left * scaleX,
    rectangle.bottom - turned.bottom * scaleY,
  ];
}

/** Returns the area of an image as seen, or null unless its own top is up and its left is left. */
export function uprightPlace(geometry: PageGeometry, matrix: Matrix): SeenRectangle | null {
  const seen = toSeen(geometry, boundsOf(matrix, UNIT_SQUARE));
  const [x, y] = apply(matrix, 0, 0);
  const [topX, topY] = apply(matrix, 0, 1);
  const corner = toSeen(geometry, { left: x, bottom: y, right: x, top: y });
  const above = toSeen(geometry, { left: topX, bottom: topY, right: topX, top: topY });
  const near = (first: number, second: number): boolean => Math.abs(first - second) < SKEW_TOLERANCE;
  const upright =
    near(corner.xMm, seen.xMm) &&
    near(corner.yMm, seen.yMm + seen.heightMm) &&
    near(above.xMm, seen.xMm) &&
    near(above.yMm, seen.yMm);
  return upright && determinant(matrix) > 0 ? seen : null;
}

function determinant([a, b, c, d]: Matrix): number {
  return a * d - b * c;
}

function isEmpty({ left, bottom, right, top }: Rectangle): boolean {
  return right <= left || top <= bottom;
}

/**
 * Tells whether an image shows a seal's picture: every pixel equal, except the colour of clear ones, also as a
 * document without transparency has it, or the same JPEG byte by byte.
 * @param decode decodes the seal's picture, or remembers what it decoded
 */
export function showsPicture(
  shown: ShownPicture,
  pictureData: Uint8Array,
  decode: (data: Uint8Array) => RasterPicture = decodePicture,
): boolean {
  if (shown.kind === 'jpeg') return equalBytes(shown.data, pictureData);
  if (imageFormat(pictureData) === 'jpeg') return false;
  const expected = decode(pictureData);
  const { width, height, rgba } = shown.picture;
  if (expected.width !== width || expected.height !== height) return false;
  return isSamePicture(rgba, expected);
}

/** The last picture that each decoded one was compared with: a seal and the image of it come again together. */
const compared = new WeakMap<Uint8Array, { readonly rgba: Uint8Array; readonly isSame: boolean }>();

function isSamePicture(rgba: Uint8Array, expected: RasterPicture): boolean {
  const known = compared.get(expected.rgba);
  if (known?.rgba === rgba) return known.isSame;
  const isSame = samePixels(rgba, expected.rgba) || samePixels(rgba, hardened(expected).rgba);
  compared.set(expected.rgba, { rgba, isSame });
  return isSame;
}

/** Compares pixel by pixel; two clear pixels are equal whatever colour they hide. */
function samePixels(first: Uint8Array, second: Uint8Array): boolean {
  for (let at = 0; at < first.length; at += 4) {
    const opacity = first[at + 3];
    if (opacity !== second[at + 3]) return false;
    const sameColour =
      first[at] === second[at] && first[at + 1] === second[at + 1] && first[at + 2] === second[at + 2];
    if (!sameColour && opacity !== 0) return false;
  }
  return true;
}
