import { combine, type Matrix } from '../../../pdf/appearance/transform.ts';
import {
  pdfArray,
  pdfBoolean,
  type PdfDictionary,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  numberOf,
  numbersOf,
  type XmlElement,
} from '../../xml/xml-element.ts';
import { pdfReal } from '../output/content.ts';
import { type Canvas } from './canvas.ts';
import { plainColour, rgbOf } from './colours.ts';
import { meshShading } from './mesh-shadings.ts';

/** A gradual change of colours, as a PDF paints it. */
export interface Shading {
  readonly dictionary: PdfObject;
  /** From the unit of the object to the content's own space; turned and squeezed for an elliptical one. */
  readonly matrix: Matrix;
  /** The same with opacities for colours; null if all are opaque, or none are. */
  readonly opacity: PdfDictionary | null;
  /** The opacity of the whole, where all colours have the same. */
  readonly alpha: number;
}

/** A colour at its place, from 0 to 1. */
interface Stop {
  readonly at: number;
  readonly rgb: readonly number[];
  readonly alpha: number;
}

/** More steps than that are told apart by nobody. */
const MOST_STOPS = 256;
const MOST_REPEATS = 128;
/** Viewers want each step to begin behind the one before it. */
const LEAST_STEP = 1e-5;

/**
 * Reads AxialShd, RadialShd, GouraudShd or LaGouraudShd (GB/T 33190 §8.3.4).
 * @param matrix from the unit of the object to the content's own space
 * @returns null for one that cannot be read
 */
export function shadingOf(canvas: Canvas, element: XmlElement, matrix: Matrix): Shading | null {
  if (element.name === 'AxialShd' || element.name === 'RadialShd') return gradient(canvas, element, matrix);
  const mesh = meshShading(canvas, element);
  return mesh === null ? null : { dictionary: mesh, matrix, opacity: null, alpha: 1 };
}

function gradient(canvas: Canvas, element: XmlElement, matrix: Matrix): Shading | null {
  const stops = stopsOf(canvas, element);
  const start = numbersOf(attributeOf(element, 'StartPoint'));
  const end = numbersOf(attributeOf(element, 'EndPoint'));
  if (stops === null || start?.length !== 2 || end?.length !== 2) return null;
  const number = (name: string): number => numberOf(attributeOf(element, name)) ?? 0;
  const isRadial = element.name === 'RadialShd';
  const radii = isRadial ? [number('StartRadius'), number('EndRadius')] : [0, 0];
  const [startX = 0, startY = 0] = start;
  const [endX = 0, endY = 0] = end;
  const length = isRadial
    ? Math.abs((radii[1] ?? 0) - (radii[0] ?? 0))
    : Math.hypot(endX - startX, endY - startY);
  const all = repeated(
    stops,
    attributeOf(element, 'MapType'),
    numberOf(attributeOf(element, 'MapUnit')),
    length,
  );
  const place = isRadial
    ? [startX, startY, radii[0] ?? 0, endX, endY, radii[1] ?? 0]
    : [startX, startY, endX, endY];
  const extend = number('Extend');
  const common = {
    ShadingType: pdfNumber(isRadial ? 3 : 2),
    Coords: pdfArray(place.map(pdfReal)),
    Extend: pdfArray([pdfBoolean((extend & 1) !== 0), pdfBoolean((extend & 2) !== 0)]),
  };
  const alphas = all.map(({ alpha }) => [alpha]);
  const isEven = alphas.every(([alpha]) => alpha === alphas[0]?.[0]);
  const shading = (space: string, values: readonly (readonly number[])[]): PdfDictionary =>
    pdfDictionary({ ...common, ColorSpace: pdfName(space), Function: stitched(all, values) });
  return {
    dictionary: shading(
      'DeviceRGB',
      all.map(({ rgb }) => rgb),
    ),
    matrix: isRadial ? ellipse(number('Eccentricity'), number('Angle'), startX, startY, matrix) : matrix,
    opacity: isEven ? null : shading('DeviceGray', alphas),
    alpha: isEven ? (alphas[0]?.[0] ?? 1) : 1,
  };
}

/** The second axis of an ellipse is shorter by its eccentricity; the first is turned by the angle. */
function ellipse(eccentricity: number, degrees: number, x: number, y: number, matrix: Matrix): Matrix {
  if (!(eccentricity > 0 && eccentricity < 1)) return matrix;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const squeezed = combine([1, 0, 0, 1, -x, -y], [1, 0, 0, Math.sqrt(1 - eccentricity ** 2), 0, 0]);
  return combine(combine(squeezed, [cos, sin, -sin, cos, x, y]), matrix);
}

/** Segments without a place share what lies between their neighbours evenly. */
function stopsOf(canvas: Canvas, element: XmlElement): readonly Stop[] | null {
  const segments = childrenOf(element, 'Segment').slice(0, MOST_STOPS);
  const colours = segments.map((segment) => {
    const colour = childOf(segment, 'Color');
    return colour === null ? null : plainColour(canvas, colour);
  });
  const stops: Stop[] = [];
  let last = 0;
  for (const [index, segment] of segments.entries()) {
    const colour = colours[index];
    if (colour === null || colour === undefined) return null;
    const said = numberOf(attributeOf(segment, 'Position'));
    const at = Math.min(1, Math.max(last, said ?? (index === 0 ? 0 : evenPlace(segments, index, last))));
    stops.push({ at, rgb: rgbOf(colour), alpha: colour.alpha });
    last = at;
  }
  return stops.length === 0 ? null : stops;
}

function evenPlace(segments: readonly XmlElement[], index: number, last: number): number {
  const after = segments
    .slice(index)
    .findIndex((segment) => numberOf(attributeOf(segment, 'Position')) !== null);
  const following = after < 0 ? undefined : segments[index + after];
  const next = following === undefined ? 1 : (numberOf(attributeOf(following, 'Position')) ?? 1);
  const steps = after < 0 ? segments.length - index : after + 1;
  return last + (next - last) / steps;
}

/** Repeats the colours along the axis, each time or every second time in the other direction. */
function repeated(
  stops: readonly Stop[],
  type: string | null,
  unit: number | null,
  length: number,
): readonly Stop[] {
  if ((type !== 'Repeat' && type !== 'Reflect') || unit === null || unit <= 0 || unit >= length) return stops;
  const times = Math.min(MOST_REPEATS, Math.ceil(length / unit - 1e-9));
  const share = unit / length;
  const all: Stop[] = [];
  for (let time = 0; time < times; time += 1) {
    const isTurned = type === 'Reflect' && time % 2 === 1;
    const round = isTurned ? stops.toReversed().map((stop) => ({ ...stop, at: 1 - stop.at })) : stops;
    all.push(...round.map((stop) => ({ ...stop, at: (time + stop.at) * share })));
  }
  return all;
}

/** ISO 32000-2 §7.10.4: a function for each step from one colour to the next. */
function stitched(stops: readonly Stop[], values: readonly (readonly number[])[]): PdfObject {
  const places = [0];
  const functions: PdfObject[] = [];
  const first = values[0] ?? [0];
  let before = first;
  for (const [index, { at }] of stops.entries()) {
    const value = values[index] ?? before;
    const place = Math.min(1, Math.max(at, (places.at(-1) ?? 0) + LEAST_STEP));
    if (index > 0 || at > 0) {
      places.push(place);
      functions.push(step(before, value));
    }
    before = value;
  }
  if ((places.at(-1) ?? 1) < 1 || functions.length === 0) {
    places.push(1);
    functions.push(step(before, before));
  }
  places[places.length - 1] = 1;
  return pdfDictionary({
    ...{ FunctionType: pdfNumber(3), Domain: pdfArray([0, 1].map(pdfReal)), Functions: pdfArray(functions) },
    Bounds: pdfArray(places.slice(1, -1).map(pdfReal)),
    Encode: pdfArray(functions.flatMap(() => [pdfNumber(0), pdfNumber(1)])),
  });
}

function step(from: readonly number[], to: readonly number[]): PdfObject {
  return pdfDictionary({
    ...{ FunctionType: pdfNumber(2), Domain: pdfArray([0, 1].map(pdfReal)), N: pdfNumber(1) },
    ...{ C0: pdfArray(from.map(pdfReal)), C1: pdfArray(to.map(pdfReal)) },
  });
}

/** Writes a shading as a pattern. */
export function shadingPattern(canvas: Canvas, { dictionary, matrix }: Shading): PdfReference {
  return canvas.studio.file.object(
    pdfDictionary({
      ...{ Type: pdfName('Pattern'), PatternType: pdfNumber(2) },
      ...{ Shading: dictionary, Matrix: pdfArray(matrix.map(pdfReal)) },
    }),
  );
}
