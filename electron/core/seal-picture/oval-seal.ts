import { fillOutline, RIM_MM, type Canvas } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { drawArcText, drawStraightText } from './lettering.ts';
import { drawSampleMark } from './sample-mark.ts';
import { ellipseRing } from './shapes.ts';

/** 国家税务总局公告 2011 年第 7 号: oval, 40 × 30 mm, ring 1 mm, no star. */
const RING_MM = 1;

const NAME_HEIGHT_MM = 4.4;
const NAME_GAP_MM = 0.4;
const NAME_WIDEST_PITCH_MM = 4.6;
const NAME_REACH = (80 * Math.PI) / 180;

/** Distances below the centre; digits stand on 0.73 of their em. */
const TAX_NUMBER = { below: -0.1, height: 4.2, emWidth: 2.6, pitch: 1.5 } as const;
const KIND = { below: 5.3, height: 4.6, emWidth: 3.6, pitch: 3.9 } as const;
const SAMPLE = { below: 10.3, height: 2.8 } as const;

/** 发票专用章: the name on the upper arc, the tax number across the middle, the kind beneath. */
export function drawOvalSeal(
  canvas: Canvas,
  font: GlyphFont,
  {
    company,
    taxNumber,
    kind,
  }: { readonly company: string; readonly taxNumber: string; readonly kind: string },
): Canvas {
  const centre = { x: canvas.widthMm / 2, y: canvas.heightMm / 2 };
  const inset = RIM_MM + RING_MM + NAME_GAP_MM + NAME_HEIGHT_MM / 2;
  const below = (distance: number) => ({ x: centre.x, y: centre.y + distance });
  fillOutline(canvas, ellipseRing(centre, centre.x - RIM_MM, centre.y - RIM_MM, RING_MM));
  drawArcText(canvas, font, {
    text: company,
    centre,
    radiusX: centre.x - inset,
    radiusY: centre.y - inset,
    reach: NAME_REACH,
    height: NAME_HEIGHT_MM,
    widestPitch: NAME_WIDEST_PITCH_MM,
  });
  drawStraightText(canvas, font, { ...TAX_NUMBER, text: taxNumber, centre: below(TAX_NUMBER.below) });
  drawStraightText(canvas, font, { ...KIND, text: kind, centre: below(KIND.below) });
  drawSampleMark(canvas, font, below(SAMPLE.below), SAMPLE.height);
  return canvas;
}
