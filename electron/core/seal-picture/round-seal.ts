import { fillOutline, RIM_MM, type Canvas } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { drawArcText, drawStraightText } from './lettering.ts';
import { drawSampleMark } from './sample-mark.ts';
import { ellipseRing, star } from './shapes.ts';

/** 公章 of an enterprise, as registered with the police: 40 mm across, ring 1.2 mm, star 14 mm. */
const RING_MM = 1.2;
const STAR_RADIUS_MM = 7;

const NAME_HEIGHT_MM = 5.9;
/** From the ring's inner edge to the letters' em. */
const NAME_GAP_MM = 0.55;
const NAME_WIDEST_PITCH_MM = 6.2;
/** To either side of the top, radians; a line of text beneath the star leaves less room. */
const NAME_REACH = { alone: (126 * Math.PI) / 180, withKind: (112 * Math.PI) / 180 } as const;

const KIND = { below: 10.9, height: 4.6, emWidth: 3.7, pitch: 3.9 } as const;

const SAMPLE = { alone: { below: 11.6, height: 3.6 }, withKind: { below: 15.3, height: 2.8 } } as const;

/** 公章 (no kind) or a 专用章: name around a star, the kind beneath it. */
export function drawRoundSeal(
  canvas: Canvas,
  font: GlyphFont,
  { company, kind }: { readonly company: string; readonly kind: string },
): Canvas {
  const radius = canvas.widthMm / 2;
  const centre = { x: radius, y: radius };
  const layout = kind === '' ? 'alone' : 'withKind';
  const nameRadius = radius - RIM_MM - RING_MM - NAME_GAP_MM - NAME_HEIGHT_MM / 2;
  fillOutline(canvas, ellipseRing(centre, radius - RIM_MM, radius - RIM_MM, RING_MM));
  fillOutline(canvas, star(centre, STAR_RADIUS_MM));
  drawArcText(canvas, font, {
    text: company,
    centre,
    radiusX: nameRadius,
    radiusY: nameRadius,
    reach: NAME_REACH[layout],
    height: NAME_HEIGHT_MM,
    widestPitch: NAME_WIDEST_PITCH_MM,
  });
  drawStraightText(canvas, font, { ...KIND, text: kind, centre: { x: radius, y: radius + KIND.below } });
  const sample = SAMPLE[layout];
  drawSampleMark(canvas, font, { x: radius, y: radius + sample.below }, sample.height);
  return canvas;
}
