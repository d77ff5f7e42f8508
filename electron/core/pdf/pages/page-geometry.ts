import type { PdfDocument } from '../document.ts';
import { damaged } from '../syntax/lexer.ts';
import { pdfArray, pdfNumber, type PdfArray, type PdfObject } from '../syntax/objects.ts';
import type { Page } from './page-tree.ts';

/** One unit of default user space is 1/72 inch (ISO 32000-2 §8.3.2.3). */
const MM_PER_POINT = 25.4 / 72;

/** A rectangle in user space with its corners in order. */
export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** A place on the page as the person sees it, in millimetres from the top left corner of the shown page. */
export interface SeenRectangle {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export type Rotation = 0 | 90 | 180 | 270;

/** The visible part of a page, and how it is shown. */
export interface PageGeometry {
  /** The crop box within the media box, in user space. */
  readonly box: Rectangle;
  /** The clockwise turn when shown. */
  readonly rotation: Rotation;
  /** The size of a unit of this page's user space, from /UserUnit. */
  readonly mmPerUnit: number;
  /** The size of the page as shown. */
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * Reads the geometry of a page. @throws CodedError PDF_PAGE_TREE_DAMAGED for a page without a usable
 * /MediaBox
 */
export function pageGeometry(document: PdfDocument, page: Page): PageGeometry {
  const media = rectangleOf(document, page.inherited.MediaBox);
  if (media === undefined || isEmpty(media)) {
    throw damaged('page without MediaBox', undefined, 'PDF_PAGE_TREE_DAMAGED');
  }
  const crop = rectangleOf(document, page.inherited.CropBox);
  const shown = crop === undefined ? media : intersection(crop, media);
  const box = isEmpty(shown) ? media : shown;
  const rotation = rotationOf(document.resolve(page.inherited.Rotate));
  const mmPerUnit = MM_PER_POINT * userUnitOf(document.entry(page.dictionary, 'UserUnit'));
  const width = (box.right - box.left) * mmPerUnit;
  const height = (box.top - box.bottom) * mmPerUnit;
  const upright = rotation % 180 === 0;
  return {
    box,
    rotation,
    mmPerUnit,
    widthMm: upright ? width : height,
    heightMm: upright ? height : width,
  };
}

/** Reads a rectangle; its corners may come in any order (ISO 32000-2 §7.9.5). */
export function rectangleOf(document: PdfDocument, object: PdfObject | undefined): Rectangle | undefined {
  const array = document.resolve(object);
  if (array.kind !== 'array' || array.items.length !== 4) return undefined;
  const numbers = array.items.map((item) => document.resolve(item));
  const values = numbers.map((number) => (number.kind === 'number' ? number.value : Number.NaN));
  if (!values.every(Number.isFinite)) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = values;
  return {
    left: Math.min(x1, x2),
    bottom: Math.min(y1, y2),
    right: Math.max(x1, x2),
    top: Math.max(y1, y2),
  };
}

/** Writes a rectangle as an array of its corners. */
export function rectangleArray({ left, bottom, right, top }: Rectangle): PdfArray {
  return pdfArray([left, bottom, right, top].map(pdfNumber));
}

function isEmpty({ left, bottom, right, top }: Rectangle): boolean {
  return right <= left || top <= bottom;
}

/** Returns what two rectangles have in common; it is empty or turned inside out if they have nothing. */
export function intersection(first: Rectangle, second: Rectangle): Rectangle {
  return {
    left: Math.max(first.left, second.left),
    bottom: Math.max(first.bottom, second.bottom),
    right: Math.min(first.right, second.right),
    top: Math.min(first.top, second.top),
  };
}

/** Returns the area that two areas of a page have in common; its width or height is not above zero if they have none. */
export function commonArea(one: SeenRectangle, other: SeenRectangle): SeenRectangle {
  const [xMm, yMm] = [Math.max(one.xMm, other.xMm), Math.max(one.yMm, other.yMm)];
  return {
    xMm,
    yMm,
    widthMm: Math.min(one.xMm + one.widthMm, other.xMm + other.widthMm) - xMm,
    heightMm: Math.min(one.yMm + one.heightMm, other.yMm + other.heightMm) - yMm,
  };
}

/** Reads a rotation. A turn that is no multiple of 90 counts as none, as viewers have it. */
function rotationOf(object: PdfObject): Rotation {
  const turn = object.kind === 'number' ? ((object.value % 360) + 360) % 360 : 0;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

function userUnitOf(object: PdfObject): number {
  return object.kind === 'number' && object.value > 0 ? object.value : 1;
}

/** Returns the rectangle in user space of a place as seen. */
export function toUserSpace(geometry: PageGeometry, seen: SeenRectangle): Rectangle {
  const { box, mmPerUnit } = geometry;
  const near = { x: seen.xMm / mmPerUnit, y: seen.yMm / mmPerUnit };
  const far = { x: (seen.xMm + seen.widthMm) / mmPerUnit, y: (seen.yMm + seen.heightMm) / mmPerUnit };
  switch (geometry.rotation) {
    case 0:
      return sides(box.left + near.x, box.top - far.y, box.left + far.x, box.top - near.y);
    case 90:
      return sides(box.left + near.y, box.bottom + near.x, box.left + far.y, box.bottom + far.x);
    case 180:
      return sides(box.right - far.x, box.bottom + near.y, box.right - near.x, box.bottom + far.y);
    case 270:
      return sides(box.right - far.y, box.top - far.x, box.right - near.y, box.top - near.x);
  }
}

/** Returns the place as seen of a rectangle in user space: the inverse of {@link toUserSpace}. */
export function toSeen(geometry: PageGeometry, rectangle: Rectangle): SeenRectangle {
  const { box, rotation, mmPerUnit } = geometry;
  const { left, bottom, right, top } = rectangle;
  const offsets: Readonly<Record<Rotation, readonly [number, number]>> = {
    0: [left - box.left, box.top - top],
    90: [bottom - box.bottom, left - box.left],
    180: [box.right - right, bottom - box.bottom],
    270: [box.top - top, box.right - right],
  };
  const [x, y] = offsets[rotation];
  const upright = rotation % 180 === 0;
  return {
    xMm: x * mmPerUnit,
    yMm: y * mmPerUnit,
    widthMm: (upright ? right - left : top - bottom) * mmPerUnit,
    heightMm: (upright ? top - bottom : right - left) * mmPerUnit,
  };
}

function sides(left: number, bottom: number, right: number, top: number): Rectangle {
  return { left, bottom, right, top };
}
