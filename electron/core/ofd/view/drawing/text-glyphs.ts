import {
  attributeOf,
  childOf,
  childrenOf,
  numberOf,
  numbersOf,
  textOf,
  type XmlElement,
} from '../../xml/xml-element.ts';
import type { DrawnGlyph } from '../fonts/drawn-glyph.ts';
import type { FontSource } from '../fonts/view-fonts.ts';
import type { Canvas } from './canvas.ts';
import { type GlyphPlace, placeGlyphs, readSteps } from './glyph-places.ts';

/** A glyph and where it stands in the unit of its text object. */
export interface PlacedGlyph {
  readonly glyph: DrawnGlyph;
  readonly x: number;
  readonly y: number;
  /** How much narrower than usual it is drawn: 1 for as wide as it is. */
  readonly squeeze: number;
}

/** What a text object says about all its glyphs. */
export interface TextStyle {
  readonly source: FontSource;
  readonly size: number;
  readonly horizontalScale: number;
  readonly isBold: boolean;
  /** Degrees, clockwise. */
  readonly readDirection: number;
}

/** Glyphs that stand for some characters of a text object (GB/T 33190 §11.4, CT_CGTransform). */
interface Transform {
  readonly position: number;
  readonly characters: number;
  readonly glyphs: readonly number[];
}

/** Where a glyph that is not drawn would have ended, in thousandths. */
const SPACE_ADVANCE = 500;
/** Letters of another font that are wider than their room are drawn narrower, but no narrower than that. */
const LEAST_SQUEEZE = 0.4;
/** More room than that behind a letter is meant as a gap, in thousandths of the size. */
const MOST_ROOM = 350;
/** Ideographs are as wide as they are high, and so are the dashes of Chinese fonts, which are a little narrower in others. */
const WIDE = 880;
const ENDLESS = 1e9;
/** Writers that lay out their XML break lines around a text: neither steps nor glyphs count those, nor what indents them. */
const LINE_BREAKS = /^\s*[\r\n]\s*|\s*[\r\n]\s*$/g;

/** The glyphs that stand in one place: one as a rule, none for a space, several for a ligature that no font at hand has. */
type Cell = readonly DrawnGlyph[];

/** Finds all glyphs of a text object and their places. */
export function glyphsOf(canvas: Canvas, element: XmlElement, style: TextStyle): readonly PlacedGlyph[] {
  const transforms = transformsOf(element);
  const placed: PlacedGlyph[] = [];
  let before = 0;
  for (const code of childrenOf(element, 'TextCode')) {
    const characters = [...code.text.replaceAll(LINE_BREAKS, '')];
    const cells = cellsIn(canvas, characters, before, transforms, style);
    before += characters.length;
    const unit = (style.size * style.horizontalScale) / 1000;
    const advances = cells.map((cell) => (cell.length === 0 ? SPACE_ADVANCE : advanceOf(cell)) * unit);
    const steps = (name: string): readonly number[] | null => {
      const text = attributeOf(code, name);
      return text === null ? null : readSteps(text, cells.length - 1);
    };
    const start = (name: string): number => numberOf(attributeOf(code, name)) ?? 0;
    const places = placeGlyphs(
      { x: start('X'), y: start('Y'), deltaX: steps('DeltaX'), deltaY: steps('DeltaY') },
      advances,
      style.readDirection,
    );
    cells.forEach((cell, index) => {
      const place = places[index];
      if (place === undefined) return;
      const room = roomAt(places, index, advanceOf(cell)) / unit;
      placed.push(...placedIn(cell, place, room, unit));
    });
  }
  return placed;
}

function advanceOf(cell: Cell): number {
  return cell.reduce((sum, { advance }) => sum + advance, 0);
}

/** Shares the room of a place among its glyphs. */
function* placedIn(cell: Cell, { x, y }: GlyphPlace, room: number, unit: number): Generator<PlacedGlyph> {
  const all = advanceOf(cell);
  let pen = x;
  for (const glyph of cell) {
    const share = glyph.advance / all;
    yield { x: pen, y, ...fitted(glyph, cell.length === 1 ? room : room * share) };
    pen += Math.min(room, all) * share * unit;
  }
}

/**
 * Fits a letter of another font into the room that the file gives to its own: one that is too wide is drawn narrower, and
 * a letter of Latin that is narrower gets the width of its room, so that nobody takes the rest for a space.
 * @param room in thousandths of the size
 */
function fitted(glyph: DrawnGlyph, room: number): Pick<PlacedGlyph, 'glyph' | 'squeeze'> {
  const squeeze = squeezeOf(glyph, glyph.shape, room);
  const width = widthIn(glyph, room) / squeeze;
  const isWide = Math.abs(width - glyph.advance) >= 1;
  return { glyph: isWide ? (glyph.ofWidth?.(width) ?? glyph) : glyph, squeeze };
}

function squeezeOf({ isReplaced }: DrawnGlyph, width: number, room: number): number {
  const share = room / width;
  return isReplaced && share > LEAST_SQUEEZE && share < 1 ? share : 1;
}

/** How far the pen goes on after a letter. It depends on the fonts that every computer has alone. */
function widthIn(glyph: DrawnGlyph, room: number): number {
  const { advance } = glyph;
  const isRoomy = advance < WIDE && room > advance && room <= advance + MOST_ROOM;
  return isRoomy ? room : advance * squeezeOf(glyph, advance, room);
}

/**
 * The room up to the next glyph. The last one has as much as the one before it, unless it is a wide one, which may follow
 * narrow ones.
 */
function roomAt(places: readonly GlyphPlace[], index: number, advance: number): number {
  const isLast = index + 1 >= places.length;
  const from = isLast ? index - 1 : index;
  const [here, next] = [places[from], places[from + 1]];
  const isKnown = here !== undefined && next?.y === here.y && !(isLast && advance >= WIDE);
  return isKnown ? next.x - here.x : ENDLESS;
}

function transformsOf(element: XmlElement): ReadonlyMap<number, Transform> {
  const transforms = new Map<number, Transform>();
  for (const transform of childrenOf(element, 'CGTransform')) {
    const number = (name: string): number | null => numberOf(attributeOf(transform, name));
    const position = number('CodePosition') ?? 0;
    const glyphs = childOf(transform, 'Glyphs') === null ? null : numbersOf(textOf(transform, 'Glyphs'));
    if (glyphs === null || transforms.has(position)) continue;
    const whole = glyphs.filter((glyph) => Number.isSafeInteger(glyph) && glyph >= 0);
    transforms.set(position, { position, characters: number('CodeCount') ?? whole.length, glyphs: whole });
  }
  return transforms;
}

function cellsIn(
  canvas: Canvas,
  characters: readonly string[],
  before: number,
  transforms: ReadonlyMap<number, Transform>,
  { source, isBold }: TextStyle,
): readonly Cell[] {
  const { fonts } = canvas.studio;
  const cells: Cell[] = [];
  const cellOf = (text: string): Cell =>
    [...text].flatMap((character) => fonts.byCharacter(source, character, isBold) ?? []);
  // Some writers leave out the characters that their glyphs stand for: those glyphs are drawn all the same.
  for (let at = 0; at < Math.max(characters.length, 1);) {
    const transform = transforms.get(before + at);
    if (transform === undefined) {
      const character = characters[at];
      if (character !== undefined) cells.push(cellOf(character));
      at += 1;
      continue;
    }
    const covered = characters.slice(at, at + transform.characters);
    const isEven = transform.characters === transform.glyphs.length;
    transform.glyphs.forEach((glyph, index) => {
      const joined = index === 0 && covered.length > 0 ? covered.join('') : null;
      const text = isEven ? (covered[index] ?? null) : joined;
      // The number of a glyph means nothing in another font.
      const isNumbered = text === null || fonts.isCarried(source);
      const numbered = isNumbered ? fonts.byNumber(source, glyph, text) : null;
      cells.push(isNumbered ? (numbered === null ? [] : [numbered]) : cellOf(text));
    });
    at += Math.max(1, transform.characters);
  }
  return cells;
}
