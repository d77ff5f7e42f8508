import { CodedError } from '../../shared/errors.ts';
import type { Contour, Outline, Point } from './canvas.ts';

/** The height of the middle of the ideographic em box (880 to −120 of 1,000) above the baseline, in ems. */
const MIDDLE_OF_EM = 0.38;

/** The number of lines that replace one curve; at 10 mm an em the error is below 5 µm. */
const SEGMENTS_PER_CURVE = 8;

/** Gives letters as outlines in ems about the centre of their own advance. */
export interface GlyphFont {
  /**
   * Returns a letter's outline. @throws CodedError SEAL_PICTURE_UNSUPPORTED if the font lacks the character
   */
  outlineOf(character: string): Outline;
}

interface PathCommand {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  readonly args: readonly number[];
}

interface OpenFont {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): {
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly PathCommand[] };
  };
}

/**
 * Opens a TrueType or OpenType font for drawing. The first call loads the font library.
 * @throws Error of the library for bytes that are no font
 */
export async function openGlyphFont(bytes: Uint8Array): Promise<GlyphFont> {
  const { default: fontkit } = await import('@pdf-lib/fontkit');
  // The library's own types lack the commands of a path and the look-up by code point.
  const font: OpenFont = fontkit.create(bytes) as unknown as OpenFont;
  return { outlineOf: (character) => outlineOf(font, character) };
}

function outlineOf(font: OpenFont, character: string): Outline {
  const codePoint = character.codePointAt(0);
  if (codePoint === undefined || !font.hasGlyphForCodePoint(codePoint)) {
    throw new CodedError('SEAL_PICTURE_UNSUPPORTED', `the font lacks U+${codePoint?.toString(16) ?? ''}`);
  }
  const glyph = font.glyphForCodePoint(codePoint);
  const middle = glyph.advanceWidth / 2;
  const toEms = (x: number, y: number): Point => ({
    x: (x - middle) / font.unitsPerEm,
    y: MIDDLE_OF_EM - y / font.unitsPerEm,
  });
  return flattenPath(glyph.path.commands, toEms);
}

/** Turns drawing commands into polygons. */
function flattenPath(commands: readonly PathCommand[], toEms: (x: number, y: number) => Point): Outline {
  const contours: Point[][] = [];
  for (const { command, args } of commands) {
    if (command === 'closePath') continue;
    const points = pairs(args).map(([x, y]) => toEms(x, y));
    const contour = contours.at(-1);
    if (command === 'moveTo' || contour === undefined) contours.push([...points]);
    else contour.push(...curve([contour.at(-1) ?? { x: 0, y: 0 }, ...points]));
  }
  return contours;
}

function pairs(values: readonly number[]): [number, number][] {
  const result: [number, number][] = [];
  for (let index = 0; index + 1 < values.length; index += 2) {
    result.push([values[index] ?? 0, values[index + 1] ?? 0]);
  }
  return result;
}

/** Returns points along a Bézier curve of any degree, without its first point. */
function curve(controls: Contour): Point[] {
  const segments = controls.length > 2 ? SEGMENTS_PER_CURVE : 1;
  return Array.from({ length: segments }, (_, index) => pointOnCurve(controls, (index + 1) / segments));
}

/** Finds a point on the curve by De Casteljau's construction. */
function pointOnCurve(controls: Contour, t: number): Point {
  let points: readonly Point[] = controls;
  while (points.length > 1) {
    points = points.slice(1).map((point, index) => between(points[index] ?? point, point, t));
  }
  return points[0] ?? { x: 0, y: 0 };
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
