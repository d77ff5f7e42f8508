import type { PdfReference } from '../../../pdf/syntax/objects.ts';
import { combine, IDENTITY, type Matrix } from '../../../pdf/appearance/transform.ts';
import type { OfdResource } from '../../package/resources.ts';
import { attributeOf, numberOf, type XmlElement } from '../../xml/xml-element.ts';
import { fontStyle } from '../fonts/font-style.ts';
import type { FontSource } from '../fonts/view-fonts.ts';
import { type Content, matrixText, real } from '../output/content.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { alphaOf, BLACK } from './colours.ts';
import { lineOperators, paramsOf } from './draw-params.ts';
import { drawMark } from './marks.ts';
import { boundaryOf, objectMatrix } from './matrices.ts';
import { paintOf, setOpacity } from './paint.ts';
import { glyphsOf, type PlacedGlyph, type TextStyle } from './text-glyphs.ts';

/** How far letters lean that are to be italic: about twelve degrees. */
const LEAN = 0.21;
/** From this weight on letters are bold (GB/T 33190 §11.2: 400 is usual). */
const BOLD_WEIGHT = 600;
/** How thick the outline of letters is drawn that are made bold, as a part of their size. */
const BOLD_LINE = 0.03;
/** Glyphs that count as much as an object. */
const GLYPHS_OF_OBJECT = 8;
const DIRECTIONS: ReadonlySet<number> = new Set([90, 180, 270]);

interface Letters {
  readonly style: TextStyle;
  readonly glyphs: readonly PlacedGlyph[];
  /** From a glyph's own space to the unit of the object, without its place. */
  readonly turn: Matrix;
  /** Whether its bold letters have to be made of usual ones. */
  readonly isMadeBold: boolean;
}

/** Draws a text (GB/T 33190 §11.2, CT_Text), each glyph where the file says. */
export function drawText(canvas: Canvas, element: XmlElement, space: Space): void {
  const letters = lettersOf(canvas, element, space);
  if (letters === null || letters.glyphs.length === 0) return;
  const { content } = canvas;
  const matrix = combine(objectMatrix(element), space.matrix);
  const params = paramsOf(element, space.params, canvas.resources);
  const isFilled = attributeOf(element, 'Fill') !== 'false';
  const isStroked = attributeOf(element, 'Stroke') === 'true';
  const fill = isFilled ? paintOf(canvas, params.fill, BLACK, matrix, space, false) : null;
  const isBold = letters.isMadeBold && isFilled && !isStroked;
  const outline = isBold ? params.fill : params.stroke;
  const stroke = isStroked || isBold ? paintOf(canvas, outline, BLACK, matrix, space, true) : null;
  setOpacity(canvas, alphaOf(element), fill, stroke);
  content.add(`${matrixText(matrix)} cm`);
  if (fill !== null) content.add(fill.operators);
  if (stroke !== null) {
    const width = letters.style.size * BOLD_LINE;
    content.add(`${stroke.operators} ${lineOperators(isBold ? { ...params, lineWidth: width } : params)}`);
  }
  const mode = (fill === null ? 0 : 1) + (stroke === null ? 0 : 2);
  // ISO 32000-2 table 104: fill, stroke, both, or neither: such text is found and copied, and not seen.
  content.add(`BT ${String([3, 0, 1, 2][mode] ?? 0)} Tr`);
  showGlyphs(content, letters, IDENTITY);
  content.add('ET');
}

/**
 * Finds the letters of a text that clips. One that is damaged is marked at once, outside of any text object.
 * @returns what adds the letters to a text object that the caller has begun
 */
export function clippingText(canvas: Canvas, element: XmlElement, space: Space): (content: Content) => void {
  const letters = lettersOf(canvas, element, space);
  const matrix = combine(objectMatrix(element), space.matrix);
  return (content) => {
    if (letters !== null) showGlyphs(content, letters, matrix);
  };
}

function lettersOf(canvas: Canvas, element: XmlElement, space: Space): Letters | null {
  const number = (name: string): number | null => numberOf(attributeOf(element, name));
  const size = number('Size') ?? 0;
  if (!(size > 0)) {
    drawMark(canvas, 'TEXT_DAMAGED', attributeOf(element, 'ID') ?? '', boundaryOf(element), space);
    return null;
  }
  const source = sourceOf(canvas, attributeOf(element, 'Font'));
  const isHeavy = (number('Weight') ?? 0) >= BOLD_WEIGHT && !source.style.isBold;
  const horizontalScale = number('HScale') ?? 1;
  const readDirection = directionOf(number('ReadDirection'));
  const style: TextStyle = { source, size, horizontalScale, isBold: isHeavy, readDirection };
  const glyphs = glyphsOf(canvas, element, style);
  canvas.studio.count(glyphs.length / GLYPHS_OF_OBJECT);
  const isCarried = canvas.studio.fonts.isCarried(source);
  const leans = attributeOf(element, 'Italic') === 'true' || (!isCarried && source.style.isItalic);
  const upright: Matrix = [horizontalScale, 0, leans ? LEAN : 0, -1, 0, 0];
  const turn = turned(upright, directionOf(number('CharDirection')));
  return { style, glyphs, turn, isMadeBold: canvas.studio.fonts.isMadeBold(source, isHeavy) };
}

function directionOf(degrees: number | null): number {
  return degrees !== null && DIRECTIONS.has(degrees) ? degrees : 0;
}

function turned(matrix: Matrix, degrees: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))];
  return combine(matrix, [cos, sin, -sin, cos, 0, 0]);
}

/** Finds a font by its ID; one that is not there is drawn by another. */
function sourceOf(canvas: Canvas, id: string | null): FontSource {
  const resource = canvas.resources.find('Font', id);
  if (resource === null) {
    note(canvas, 'FONT_MISSING', id ?? '');
    return MISSING_FONT;
  }
  const { fontSources } = canvas.studio;
  const known = fontSources.get(resource) ?? fontSource(canvas, resource);
  fontSources.set(resource, known);
  return known;
}

const MISSING_FONT: FontSource = {
  ...{ name: '', names: [], saysBold: false },
  style: { isBold: false, isItalic: false, latin: 'chinese', alike: [] },
  file: null,
  namesFile: false,
};

function fontSource({ resources }: Canvas, resource: OfdResource): FontSource {
  const { element, path, file } = resource;
  const names = ['FontName', 'FamilyName'].flatMap((key) => attributeOf(element, key) ?? []);
  const says = (key: string): boolean => attributeOf(element, key) === 'true';
  const said = { isBold: says('Bold'), isItalic: says('Italic'), isFixed: says('FixedWidth') };
  return {
    ...{ name: names[0] ?? '', names, saysBold: said.isBold },
    style: fontStyle(names, said),
    file: file === null ? null : { key: file, read: () => resources.read(file) },
    namesFile: path !== null,
  };
}

/** A run of glyphs of one font on one line. */
interface Run {
  readonly font: PdfReference;
  readonly start: PlacedGlyph;
  readonly items: string[];
  /** Where the pen stands after the last glyph. */
  pen: number;
}

/** Beyond that a glyph is not on the line of the one before it, in parts of the size. */
const SAME_LINE = 1e-4;
/** Nobody sees that a letter is so much wider. */
const SAME_SQUEEZE = 0.01;

/** Shows glyphs in runs: each step of a run is written as what it differs from the width of its glyph. */
function showGlyphs(content: Content, { style, glyphs, turn }: Letters, outer: Matrix): void {
  const isStraight = turn[1] === 0 && turn[0] > 0;
  let run: Run | null = null;
  const finish = (): void => {
    if (run === null) return;
    const { start } = run;
    const squeezed = combine([start.squeeze, 0, 0, 1, 0, 0], turn);
    const place = combine(combine(squeezed, [1, 0, 0, 1, start.x, start.y]), outer);
    const font = `${content.name('Font', run.font)} ${real(style.size)} Tf`;
    content.add(`${font} ${matrixText(place)} Tm [${run.items.join('')}] TJ`);
  };
  for (const placed of glyphs) {
    const { glyph, x, y, squeeze } = placed;
    const isNext: boolean =
      run !== null &&
      isStraight &&
      run.font === glyph.font &&
      Math.abs(run.start.squeeze - squeeze) < SAME_SQUEEZE &&
      Math.abs(y - run.start.y) <= style.size * SAME_LINE;
    if (run === null || !isNext) {
      finish();
      run = { font: glyph.font, start: placed, items: [], pen: x };
    }
    const unit = (turn[0] * run.start.squeeze * style.size) / 1000;
    const gap = Math.round((run.pen - x) / unit);
    if (gap !== 0 && Number.isFinite(gap)) run.items.push(real(gap));
    run.items.push(`<${glyph.code}>`);
    run.pen += (glyph.advance - gap) * unit;
  }
  finish();
}
