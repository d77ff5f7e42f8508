import { attributeOf, childOf, numberOf, numbersOf, type XmlElement } from '../../xml/xml-element.ts';
import { real } from '../output/content.ts';
import type { ResourceChain } from './resources.ts';

/** How lines and areas are drawn (GB/T 33190 §8.2, CT_DrawParam). Null where nothing is said. */
export interface DrawParams {
  readonly lineWidth: number | null;
  readonly join: string | null;
  readonly cap: string | null;
  readonly dashOffset: number | null;
  readonly dashPattern: readonly number[] | null;
  readonly miterLimit: number | null;
  readonly fill: XmlElement | null;
  readonly stroke: XmlElement | null;
}

/** Nothing is said. */
export const NO_PARAMS: DrawParams = {
  ...{ lineWidth: null, join: null, cap: null, dashOffset: null, dashPattern: null },
  ...{ miterLimit: null, fill: null, stroke: null },
};

/** Parameters may build on others; a chain that does not end is cut. */
const LONGEST_CHAIN = 32;

/**
 * Puts what an object says over what holds around it: its own attributes first, then the parameters that it names, then
 * those that these build on.
 */
export function paramsOf(element: XmlElement, around: DrawParams, resources: ResourceChain): DrawParams {
  let params = over(ownParams(element), NO_PARAMS);
  let id = attributeOf(element, 'DrawParam');
  for (let step = 0; step < LONGEST_CHAIN && id !== null; step += 1) {
    const named = resources.find('DrawParam', id)?.element;
    if (named === undefined) break;
    params = over(params, ownParams(named));
    id = attributeOf(named, 'Relative');
  }
  return over(params, around);
}

function ownParams(element: XmlElement): DrawParams {
  const number = (name: string): number | null => numberOf(attributeOf(element, name));
  return {
    ...{ lineWidth: number('LineWidth'), dashOffset: number('DashOffset'), miterLimit: number('MiterLimit') },
    ...{ join: attributeOf(element, 'Join'), cap: attributeOf(element, 'Cap') },
    dashPattern: numbersOf(attributeOf(element, 'DashPattern')),
    ...{ fill: childOf(element, 'FillColor'), stroke: childOf(element, 'StrokeColor') },
  };
}

function over(above: DrawParams, below: DrawParams): DrawParams {
  return {
    lineWidth: above.lineWidth ?? below.lineWidth,
    join: above.join ?? below.join,
    cap: above.cap ?? below.cap,
    dashOffset: above.dashOffset ?? below.dashOffset,
    dashPattern: above.dashPattern ?? below.dashPattern,
    miterLimit: above.miterLimit ?? below.miterLimit,
    fill: above.fill ?? below.fill,
    stroke: above.stroke ?? below.stroke,
  };
}

/** GB/T 33190 table 22: where no file says otherwise. */
const DEFAULT = { lineWidth: 0.353, miterLimit: 3.528 } as const;
const JOINS: Readonly<Record<string, number>> = { Miter: 0, Round: 1, Bevel: 2 };
const CAPS: Readonly<Record<string, number>> = { Butt: 0, Round: 1, Square: 2 };
/** ISO 32000-2 §8.4.3.5: viewers refuse a smaller limit. */
const LEAST_MITER_LIMIT = 1;
/** Real patterns have two to six parts. */
const LONGEST_DASH = 32;

/** Writes the operators that set how lines are drawn. */
export function lineOperators(params: DrawParams): string {
  const miter = Math.max(LEAST_MITER_LIMIT, params.miterLimit ?? DEFAULT.miterLimit);
  const parts = [
    `${real(Math.max(0, params.lineWidth ?? DEFAULT.lineWidth))} w`,
    `${String(JOINS[params.join ?? ''] ?? 0)} j`,
    `${String(CAPS[params.cap ?? ''] ?? 0)} J`,
    `${real(miter)} M`,
  ];
  const dashes = params.dashPattern?.slice(0, LONGEST_DASH) ?? [];
  // A pattern of nothing but nothing would stop some viewers.
  if (dashes.every((length) => length >= 0) && dashes.some((length) => length > 0)) {
    parts.push(`[${dashes.map((length) => real(length)).join(' ')}] ${real(params.dashOffset ?? 0)} d`);
  }
  return parts.join(' ');
}
