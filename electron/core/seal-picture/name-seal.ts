import { fillOutline, type Canvas } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { placeOutline } from './outline.ts';
import { drawSampleMark } from './sample-mark.ts';
import { rectangle } from './shapes.ts';

const FRAME_MM = 0.9;
const PADDING_MM = 0.35;

/** The sample mark stands in a gap of the frame's lower side. */
const SAMPLE_HEIGHT_MM = 2.4;
const SAMPLE_GAP_MM = 6.6;

/** 法定代表人名章: four letters in two columns, read from the right. */
export function drawNameSeal(canvas: Canvas, font: GlyphFont, person: string): Canvas {
  drawFrame(canvas);
  const lower = FRAME_MM + SAMPLE_HEIGHT_MM / 2;
  const inset = FRAME_MM + PADDING_MM;
  const cellWidth = (canvas.widthMm - 2 * inset) / 2;
  const cellHeight = (canvas.heightMm - inset - lower) / 2;
  fourLetters(person).forEach((letter, index) => {
    const column = index < 2 ? 1 : 0;
    const row = index % 2;
    const centre = { x: inset + (column + 0.5) * cellWidth, y: inset + (row + 0.5) * cellHeight };
    const placement = { centre, emWidth: cellWidth, emHeight: cellHeight, turn: 0 };
    fillOutline(canvas, placeOutline(font.outlineOf(letter), placement));
  });
  const mark = { x: canvas.widthMm / 2, y: canvas.heightMm - SAMPLE_HEIGHT_MM / 2 };
  drawSampleMark(canvas, font, mark, SAMPLE_HEIGHT_MM);
  return canvas;
}

/** A name of two letters becomes 某某之印, one of three 某某某印. */
function fourLetters(person: string): string[] {
  const letters = [...person];
  const ending = letters.length <= 2 ? ['之', '印'] : ['印'];
  return [...letters, ...ending].slice(0, 4);
}

function drawFrame(canvas: Canvas): void {
  const { widthMm, heightMm } = canvas;
  const bottom = heightMm - SAMPLE_HEIGHT_MM / 2 - FRAME_MM / 2;
  const side = (widthMm - SAMPLE_GAP_MM) / 2;
  fillOutline(canvas, rectangle(0, 0, widthMm, FRAME_MM));
  fillOutline(canvas, rectangle(0, 0, FRAME_MM, bottom + FRAME_MM));
  fillOutline(canvas, rectangle(widthMm - FRAME_MM, 0, FRAME_MM, bottom + FRAME_MM));
  fillOutline(canvas, rectangle(0, bottom, side, FRAME_MM));
  fillOutline(canvas, rectangle(widthMm - side, bottom, side, FRAME_MM));
}
