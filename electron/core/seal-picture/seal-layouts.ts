import { type Canvas, ellipseRing, fillOutline, placeOutline, rectangle, RIM_MM, star } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { drawArcText, drawSampleMark, drawStraightText } from './lettering.ts';

/** 公章 of an enterprise as the police register it: 40 mm across, a ring of 1.2 mm, a star of 14 mm. */
const ROUND_RING_MM = 1.2;
const STAR_RADIUS_MM = 7;

const ROUND_NAME_HEIGHT_MM = 5.9;
/** The distance from the ring's inner edge to the letters' em. */
const ROUND_NAME_GAP_MM = 0.55;
const ROUND_NAME_WIDEST_PITCH_MM = 6.2;
/** The reach to either side of the top, radians. A line of text beneath the star leaves less room. */
const ROUND_NAME_REACH = { alone: (126 * Math.PI) / 180, withKind: (112 * Math.PI) / 180 } as const;

const ROUND_KIND = { below: 10.9, height: 4.6, emWidth: 3.7, pitch: 3.9 } as const;

const ROUND_SAMPLE = { alone: { below: 11.6, height: 3.6 }, withKind: { below: 15.3, height: 2.8 } } as const;

/** Draws a 公章 (no kind) or a 专用章: the name around a star, the kind beneath it. */
export function drawRoundSeal(
  canvas: Canvas,
  font: GlyphFont,
  { company, kind }: { readonly company: string; readonly kind: string },
): Canvas {
  const radius = canvas.widthMm / 2;
  const centre = { x: radius, y: radius };
  const layout = kind === '' ? 'alone' : 'withKind';
  const nameRadius = radius - RIM_MM - ROUND_RING_MM - ROUND_NAME_GAP_MM - ROUND_NAME_HEIGHT_MM / 2;
  fillOutline(canvas, ellipseRing(centre, radius - RIM_MM, radius - RIM_MM, ROUND_RING_MM));
  fillOutline(canvas, star(centre, STAR_RADIUS_MM));
  drawArcText(canvas, font, {
    text: company,
    centre,
    radiusX: nameRadius,
    radiusY: nameRadius,
    reach: ROUND_NAME_REACH[layout],
    height: ROUND_NAME_HEIGHT_MM,
    widestPitch: ROUND_NAME_WIDEST_PITCH_MM,
  });
  drawStraightText(canvas, font, {
    ...ROUND_KIND,
    text: kind,
    centre: { x: radius, y: radius + ROUND_KIND.below },
  });
  const sample = ROUND_SAMPLE[layout];
  drawSampleMark(canvas, font, { x: radius, y: radius + sample.below }, sample.height);
  return canvas;
}

/** 国家税务总局公告 2011 年第 7 号: oval, 40 × 30 mm, a ring of 1 mm, no star. */
const OVAL_RING_MM = 1;

const OVAL_NAME_HEIGHT_MM = 4.4;
const OVAL_NAME_GAP_MM = 0.4;
const OVAL_NAME_WIDEST_PITCH_MM = 4.6;
const OVAL_NAME_REACH = (80 * Math.PI) / 180;

/** The distances below the centre; digits stand on 0.73 of their em. */
const TAX_NUMBER = { below: -0.1, height: 4.2, emWidth: 2.6, pitch: 1.5 } as const;
const OVAL_KIND = { below: 5.3, height: 4.6, emWidth: 3.6, pitch: 3.9 } as const;
const OVAL_SAMPLE = { below: 10.3, height: 2.8 } as const;

/** Draws a 发票专用章: the name on the upper arc, the tax number across the middle, the kind beneath. */
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
  const inset = RIM_MM + OVAL_RING_MM + OVAL_NAME_GAP_MM + OVAL_NAME_HEIGHT_MM / 2;
  const below = (distance: number) => ({ x: centre.x, y: centre.y + distance });
  fillOutline(canvas, ellipseRing(centre, centre.x - RIM_MM, centre.y - RIM_MM, OVAL_RING_MM));
  drawArcText(canvas, font, {
    text: company,
    centre,
    radiusX: centre.x - inset,
    radiusY: centre.y - inset,
    reach: OVAL_NAME_REACH,
    height: OVAL_NAME_HEIGHT_MM,
    widestPitch: OVAL_NAME_WIDEST_PITCH_MM,
  });
  drawStraightText(canvas, font, { ...TAX_NUMBER, text: taxNumber, centre: below(TAX_NUMBER.below) });
  drawStraightText(canvas, font, { ...OVAL_KIND, text: kind, centre: below(OVAL_KIND.below) });
  drawSampleMark(canvas, font, below(OVAL_SAMPLE.below), OVAL_SAMPLE.height);
  return canvas;
}

const FRAME_MM = 0.9;
const PADDING_MM = 0.2;

/** The sample mark stands in a gap of the frame's lower side. */
const SAMPLE_HEIGHT_MM = 2.2;
/**
 * The distance from the lower edge of the picture to the middle of the mark and of the frame's lower side.
 */
const SAMPLE_RISE_MM = RIM_MM + SAMPLE_HEIGHT_MM / 2;
const SAMPLE_GAP_MM = 6.2;

/** Draws a 法定代表人名章: four letters in two columns, read from the right. */
export function drawNameSeal(canvas: Canvas, font: GlyphFont, person: string): Canvas {
  drawFrame(canvas);
  const lower = SAMPLE_RISE_MM + FRAME_MM / 2 + PADDING_MM;
  const inset = RIM_MM + FRAME_MM + PADDING_MM;
  const cellWidth = (canvas.widthMm - 2 * inset) / 2;
  const cellHeight = (canvas.heightMm - inset - lower) / 2;
  fourLetters(person).forEach((letter, index) => {
    const column = index < 2 ? 1 : 0;
    const row = index % 2;
    const centre = { x: inset + (column + 0.5) * cellWidth, y: inset + (row + 0.5) * cellHeight };
    const placement = { centre, emWidth: cellWidth, emHeight: cellHeight, turn: 0 };
    fillOutline(canvas, placeOutline(font.outlineOf(letter), placement));
  });
  const mark = { x: canvas.widthMm / 2, y: canvas.heightMm - SAMPLE_RISE_MM };
  drawSampleMark(canvas, font, mark, SAMPLE_HEIGHT_MM);
  return canvas;
}

/** Completes a name to four letters: two letters become 某某之印, three become 某某某印. */
function fourLetters(person: string): string[] {
  const letters = [...person];
  const ending = letters.length <= 2 ? ['之', '印'] : ['印'];
  return [...letters, ...ending].slice(0, 4);
}

/** Fills five bars at once, so that their half-covered edges do not add up at the corners. */
function drawFrame(canvas: Canvas): void {
  const width = canvas.widthMm - 2 * RIM_MM;
  const bottom = canvas.heightMm - SAMPLE_RISE_MM - FRAME_MM / 2;
  const height = bottom + FRAME_MM - RIM_MM;
  const side = (width - SAMPLE_GAP_MM) / 2;
  const right = canvas.widthMm - RIM_MM;
  const bars = [
    rectangle(RIM_MM, RIM_MM, width, FRAME_MM),
    rectangle(RIM_MM, RIM_MM, FRAME_MM, height),
    rectangle(right - FRAME_MM, RIM_MM, FRAME_MM, height),
    rectangle(RIM_MM, bottom, side, FRAME_MM),
    rectangle(right - side, bottom, side, FRAME_MM),
  ];
  fillOutline(canvas, bars.flat());
}
