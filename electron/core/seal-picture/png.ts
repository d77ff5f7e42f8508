import type { Canvas } from './canvas.ts';

/** Vermilion of seal paste, sRGB. */
export const SEAL_RED = [215, 16, 26] as const;

/** Deflate's strongest level: a seal is drawn once and carried for ever. */
const DEFLATE_LEVEL = 9;

/** Steps of transparency: more cannot be seen and make the file half as large again. */
const INK_LEVELS = 31;

/** Encodes ink as a PNG (RGBA) of one colour, whose transparency is the ink's coverage. */
export async function encodeSealPng(canvas: Canvas): Promise<Uint8Array> {
  const { encode } = await import('fast-png');
  const data = new Uint8Array(canvas.coverage.length * 4);
  canvas.coverage.forEach((ink, index) => {
    const level = Math.round(Math.min(1, ink) * INK_LEVELS);
    data.set([...SEAL_RED, Math.round((level * 255) / INK_LEVELS)], index * 4);
  });
  const image = { width: canvas.columns, height: canvas.rows, channels: 4, depth: 8 as const, data };
  return encode(image, { zlib: { level: DEFLATE_LEVEL } });
}
