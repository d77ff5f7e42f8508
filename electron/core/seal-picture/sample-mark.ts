import type { Canvas } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { drawStraightText } from './lettering.ts';
import type { Point } from './outline.ts';

/** Says that the seal is a sample without effect. */
const SAMPLE_MARK = '样章';

/** Letter distance to letter height. */
const SPACING = 1.25;

/** Writes the sample mark around a centre; height in mm. */
export function drawSampleMark(canvas: Canvas, font: GlyphFont, centre: Point, height: number): void {
  const line = { text: SAMPLE_MARK, centre, height, emWidth: height, pitch: height * SPACING };
  drawStraightText(canvas, font, line);
}
