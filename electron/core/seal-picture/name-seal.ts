import { fillOutline, RIM_MM, type Canvas } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { placeOutline } from './outline.ts';
import { drawSampleMark } from './sample-mark.ts';
import { rectangle } from './shapes.ts';

const FRAME_MM = 0.9;
const PADDING_MM = 0.2;

/** The sample mark stands in a gap of the frame's lower side. */
const SAMPLE_HEIGHT_MM = 2.2;
/** From the lower edge of the picture to the middle of the mark and of the frame's lower side. */
const SAMPLE_RISE_MM = RIM_MM + SAMPLE_HEIGHT_MM / 2;
const SAMPLE_GAP_MM = 6.2;

/** 法定代表人名章: four letters in two columns, read from the right. */
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

/** A name of two letters becomes 某某之印, one of three 某某某印. */
function fourLetters(person: string): string[] {
  const letters = [...person];
  const ending = letters.length <= 2 ? ['之', '印'] : ['印'];
  return [...letters, ...ending].slice(0, 4);
}

/** Five bars filled at once, so that their half-covered edges do not add up at the corners. */
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
