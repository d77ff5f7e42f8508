import type { Matrix } from '../../../pdf/appearance/transform.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  type PdfObject,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import type { XmlElement } from '../../xml/xml-element.ts';
import { Content, matrixText, real, pdfReal } from '../output/content.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { alphaOf, type Colour, colourOperators, plainColour } from './colours.ts';
import { tilingPattern } from './patterns.ts';
import { type Shading, shadingOf, shadingPattern } from './shadings.ts';

/** What areas and lines are drawn in. */
export interface Paint {
  /** The operators that set it. */
  readonly operators: string;
  /** From 0 to 1. */
  readonly alpha: number;
  /** A group whose light is the opacity of each point; null for none. */
  readonly softMask: PdfReference | null;
}

const KINDS: ReadonlySet<string> = new Set([
  'Pattern',
  'AxialShd',
  'RadialShd',
  'GouraudShd',
  'LaGouraudShd',
]);

/**
 * Finds what an object is drawn in.
 * @param colour FillColor or StrokeColor; null if nothing is said
 * @param usual what is drawn in then; null for nothing
 * @param matrix from the unit of the object to the content's own space
 * @returns null for nothing
 */
export function paintOf(
  canvas: Canvas,
  colour: XmlElement | null,
  usual: Colour | null,
  matrix: Matrix,
  space: Space,
  isStroke: boolean,
): Paint | null {
  if (colour === null) return usual === null ? null : plainPaint(canvas, usual, isStroke);
  const special = colour.children.find(({ name }) => KINDS.has(name));
  if (special === undefined) {
    const plain = plainColour(canvas, colour) ?? usual;
    return plain === null ? null : plainPaint(canvas, plain, isStroke);
  }
  const paint = specialPaint(canvas, special, alphaOf(colour), matrix, space, isStroke);
  if (paint !== null) return paint;
  note(canvas, 'COLOUR_UNSUPPORTED', special.name);
  return usual === null ? null : plainPaint(canvas, usual, isStroke);
}

function plainPaint(canvas: Canvas, colour: Colour, isStroke: boolean): Paint {
  return { operators: colourOperators(canvas, colour, isStroke), alpha: colour.alpha, softMask: null };
}

function specialPaint(
  canvas: Canvas,
  element: XmlElement,
  alpha: number,
  matrix: Matrix,
  space: Space,
  isStroke: boolean,
): Paint | null {
  const shading = element.name === 'Pattern' ? null : shadingOf(canvas, element, matrix);
  const pattern =
    element.name === 'Pattern'
      ? tilingPattern(canvas, element, matrix, space)
      : shading === null
        ? null
        : shadingPattern(canvas, shading);
  if (pattern === null) return null;
  const name = canvas.content.name('Pattern', pattern);
  return {
    operators: isStroke ? `/Pattern CS ${name} SCN` : `/Pattern cs ${name} scn`,
    alpha: alpha * (shading?.alpha ?? 1),
    softMask: shading === null ? null : softMask(canvas, shading),
  };
}

/** ISO 32000-2 §11.5.3: opacities that change from place to place are the light of a group. */
function softMask(canvas: Canvas, { opacity, matrix }: Shading): PdfReference | null {
  if (opacity === null) return null;
  const content = new Content();
  const name = content.name('Shading', canvas.studio.file.object(opacity));
  content.add(`${matrixText(matrix)} cm ${name} sh`);
  return maskGroup(canvas, content);
}

/** Writes a group whose light is an opacity: white shows, black hides. @param content in the space of the canvas */
export function maskGroup(canvas: Canvas, content: Content): PdfReference {
  return writeGroup(canvas, content, { CS: pdfName('DeviceGray') });
}

function writeGroup(
  { studio, area }: Canvas,
  content: Content,
  colours: Readonly<Record<string, PdfObject>>,
): PdfReference {
  const dictionary = pdfDictionary({
    ...{ Type: pdfName('XObject'), Subtype: pdfName('Form'), BBox: pdfArray(area.map(pdfReal)) },
    Group: pdfDictionary({ S: pdfName('Transparency'), ...colours }),
    Resources: content.resources(),
  });
  return studio.file.packedStream(dictionary, content.bytes());
}

/**
 * Draws something of its own with one opacity, so that parts of it that overlap do not shine through each other.
 * @param how alpha from 0 to 1, and a group of {@link maskGroup}
 */
export function drawGroup(
  canvas: Canvas,
  { alpha = 1, mask = null }: { readonly alpha?: number; readonly mask?: PdfReference | null },
  draw: (canvas: Canvas) => void,
): void {
  if (alpha >= 1 && mask === null) {
    draw(canvas);
    return;
  }
  const { content } = canvas;
  const inner = new Content();
  draw({ ...canvas, content: inner });
  const form = content.name('XObject', writeGroup(canvas, inner, {}));
  content.saved(() => content.add(`${stateName(canvas, alpha, alpha, mask)} gs ${form} Do`));
}

/** Names a graphics state of opacities. */
function stateName(
  { studio, content }: Canvas,
  fill: number,
  stroke: number,
  mask: PdfReference | null = null,
): string {
  const rounded = (alpha: number): number => Number(real(alpha, 3));
  return content.name(
    'ExtGState',
    studio.state({ fill: rounded(fill), stroke: rounded(stroke), softMask: mask }),
  );
}

/** Sets the opacities of an object if it is not opaque. @param alpha of the object itself */
export function setOpacity(canvas: Canvas, alpha: number, fill: Paint | null, stroke: Paint | null): void {
  const mask = fill?.softMask ?? stroke?.softMask ?? null;
  const [ofFill, ofStroke] = [alpha * (fill?.alpha ?? 1), alpha * (stroke?.alpha ?? 1)];
  if (ofFill >= 1 && ofStroke >= 1 && mask === null) return;
  canvas.content.add(`${stateName(canvas, ofFill, ofStroke, mask)} gs`);
}
