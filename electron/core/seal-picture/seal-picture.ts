import { type Canvas, createCanvas } from './canvas.ts';
import type { GlyphFont } from './glyph-font.ts';
import { drawNameSeal, drawOvalSeal, drawRoundSeal } from './seal-layouts.ts';

/** 304.8 pixels an inch. At this density the thinnest stroke of a condensed letter keeps two pixels. */
export const PIXELS_PER_MM = 12;

/** The design of a seal's picture. Every design carries the word that marks it as a sample. */
export type SealDesign =
  /** 公章 and 专用章: round, 40 mm, the name around a star. `kind` stands beneath the star; it is '' for a 公章. */
  | { readonly shape: 'round'; readonly company: string; readonly kind: string }
  /** 发票专用章: oval, 40 × 30 mm, the tax number in the middle, no star. */
  | { readonly shape: 'oval'; readonly company: string; readonly taxNumber: string; readonly kind: string }
  /** 法定代表人名章: square, 20 mm. */
  | { readonly shape: 'square'; readonly person: string };

/** A picture as a seal carries it. */
interface SealPicture {
  /** The value of SES_ESPictureInfo.type. */
  readonly type: 'PNG';
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Draws a sample seal in seal red on a transparent background. */
export async function drawSealPicture(design: SealDesign, font: GlyphFont): Promise<SealPicture> {
  const canvas = drawDesign(design, font);
  const data = await encodeSealPng(canvas);
  return { type: 'PNG', data, widthMm: canvas.widthMm, heightMm: canvas.heightMm };
}

/** Draws the ink of a design, before any colour. */
export function drawDesign(design: SealDesign, font: GlyphFont): Canvas {
  switch (design.shape) {
    case 'round':
      return drawRoundSeal(createCanvas(40, 40, PIXELS_PER_MM), font, design);
    case 'oval':
      return drawOvalSeal(createCanvas(40, 30, PIXELS_PER_MM), font, design);
    case 'square':
      return drawNameSeal(createCanvas(20, 20, PIXELS_PER_MM), font, design.person);
  }
}

/** Vermilion of seal paste, sRGB. */
export const SEAL_RED = [215, 16, 26] as const;

/** The strongest level of deflate: a seal is drawn once and stored for ever. */
const DEFLATE_LEVEL = 9;

/** The steps of transparency. More of them cannot be seen, and make the file half as large again. */
const INK_LEVELS = 31;

/** Encodes ink as a PNG (RGBA) of one colour, whose transparency is the ink's coverage. */
async function encodeSealPng(canvas: Canvas): Promise<Uint8Array> {
  const { encode } = await import('fast-png');
  const data = new Uint8Array(canvas.coverage.length * 4);
  canvas.coverage.forEach((ink, index) => {
    const level = Math.round(Math.min(1, ink) * INK_LEVELS);
    data.set([...SEAL_RED, Math.round((level * 255) / INK_LEVELS)], index * 4);
  });
  const image = { width: canvas.columns, height: canvas.rows, channels: 4, depth: 8 as const, data };
  return encode(image, { zlib: { level: DEFLATE_LEVEL } });
}
