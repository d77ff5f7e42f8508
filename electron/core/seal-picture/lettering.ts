import { type Canvas, fillOutline, placeOutline, type Point } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';

/** The number of steps by which an arc is measured. */
const ARC_STEPS = 2000;

/** The part of its share of the line that a letter fills; the rest is the space to its neighbours. */
const LETTER_SHARE = 0.94;

/** Letters narrower than this part of their height become lower instead. */
const NARROWEST = 0.5;

/** A row of upright letters at even distances, centred. */
interface StraightText {
  readonly text: string;
  readonly centre: Point;
  /** The height of the letters' em, mm. */
  readonly height: number;
  /** The distance from letter to letter, mm. */
  readonly pitch: number;
  /** The width of the em, mm. */
  readonly emWidth: number;
}

/** Letters along the upper arc of an ellipse, their feet towards its centre. */
interface ArcText {
  readonly text: string;
  readonly centre: Point;
  /** The radii of the ellipse through the middles of the letters, mm. */
  readonly radiusX: number;
  readonly radiusY: number;
  /**
   * The distance from the top that the arc may reach to either side, as the ellipse's parameter in radians.
   */
  readonly reach: number;
  /** The height of the letters' em, mm; less for a very long text. */
  readonly height: number;
  /** The largest distance from letter to letter, mm; longer texts are condensed to fit the arc. */
  readonly widestPitch: number;
}

/** Draws letters on a straight line. */
export function drawStraightText(canvas: Canvas, font: GlyphFont, line: StraightText): void {
  const letters = [...line.text];
  letters.forEach((letter, index) => {
    const x = line.centre.x + (index - (letters.length - 1) / 2) * line.pitch;
    const centre = { x, y: line.centre.y };
    const placement = { centre, emWidth: line.emWidth, emHeight: line.height, turn: 0 };
    fillOutline(canvas, placeOutline(font.outlineOf(letter), placement));
  });
}

/** Draws letters along an arc, evenly spaced by length and condensed for a long name. */
export function drawArcText(canvas: Canvas, font: GlyphFont, arc: ArcText): void {
  const letters = [...arc.text];
  const lengths = arcLengths(arc);
  const half = lengths.at(-1) ?? 0;
  const pitch = Math.min(arc.widestPitch, (2 * half) / letters.length);
  const emWidth = Math.min(arc.height, pitch * LETTER_SHARE);
  const emHeight = Math.min(arc.height, emWidth / NARROWEST);
  letters.forEach((letter, index) => {
    const distance = (index - (letters.length - 1) / 2) * pitch;
    const parameter = Math.sign(distance) * parameterAt(lengths, Math.abs(distance), arc.reach);
    const placement = { ...pointAt(arc, parameter), emWidth, emHeight };
    fillOutline(canvas, placeOutline(font.outlineOf(letter), placement));
  });
}

/** Returns the place on the ellipse and the turn that points a letter's head outward along the normal. */
function pointAt(arc: ArcText, parameter: number): { centre: Point; turn: number } {
  const sin = Math.sin(parameter);
  const cos = Math.cos(parameter);
  return {
    centre: { x: arc.centre.x + arc.radiusX * sin, y: arc.centre.y - arc.radiusY * cos },
    turn: Math.atan2(sin / arc.radiusX, cos / arc.radiusY),
  };
}

/** Measures the lengths from the top to each step of one side of the arc. */
function arcLengths(arc: ArcText): number[] {
  const lengths = [0];
  for (let step = 1; step <= ARC_STEPS; step += 1) {
    const before = pointAt(arc, (arc.reach * (step - 1)) / ARC_STEPS).centre;
    const here = pointAt(arc, (arc.reach * step) / ARC_STEPS).centre;
    lengths.push((lengths[step - 1] ?? 0) + Math.hypot(here.x - before.x, here.y - before.y));
  }
  return lengths;
}

function parameterAt(lengths: readonly number[], distance: number, reach: number): number {
  const step = lengths.findIndex((length) => length >= distance);
  return (reach * (step < 0 ? ARC_STEPS : step)) / ARC_STEPS;
}

/** The word that marks the seal as a sample without effect. */
const SAMPLE_MARK = '样章';

/** The ratio of letter distance to letter height. */
const SPACING = 1.25;

/** Writes the sample mark around a centre; `height` is in mm. */
export function drawSampleMark(canvas: Canvas, font: GlyphFont, centre: Point, height: number): void {
  const line = { text: SAMPLE_MARK, centre, height, emWidth: height, pitch: height * SPACING };
  drawStraightText(canvas, font, line);
}
