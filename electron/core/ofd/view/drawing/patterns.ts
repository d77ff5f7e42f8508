import { combine, type Matrix } from '../../../pdf/appearance/transform.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import { OFD_VIEW_BUDGET } from '../../../budgets.ts';
import { attributeOf, childOf, numberOf, numbersOf, type XmlElement } from '../../xml/xml-element.ts';
import { Content, matrixText, pdfReal, real } from '../output/content.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { matrixOf } from './matrices.ts';

/** How each second cell is turned, by ReflectMethod: whether columns and rows are. */
const REFLECTIONS: Readonly<Record<string, readonly [columns: boolean, rows: boolean]>> = {
  Column: [true, false],
  Row: [false, true],
  RowAndColumn: [true, true],
};

/**
 * Writes a pattern of cells (GB/T 33190 §8.3.3, CT_Pattern).
 * @param matrix from the unit of the object that it fills to the content's own space
 * @param space around that object
 * @returns null for one that cannot be read
 */
export function tilingPattern(
  canvas: Canvas,
  element: XmlElement,
  matrix: Matrix,
  space: Space,
): PdfReference | null {
  const number = (name: string): number | null => numberOf(attributeOf(element, name));
  const [width, height] = [number('Width') ?? 0, number('Height') ?? 0];
  const cell = childOf(element, 'CellContent');
  if (!(width > 0 && height > 0) || cell === null) return null;
  if (space.depth >= OFD_VIEW_BUDGET.nesting) {
    note(canvas, 'NESTED_TOO_DEEP', 'Pattern');
    return null;
  }
  const [stepX, stepY] = [Math.max(width, number('XStep') ?? 0), Math.max(height, number('YStep') ?? 0)];
  const [columns, rows] = REFLECTIONS[attributeOf(element, 'ReflectMethod') ?? ''] ?? [false, false];
  const content = new Content();
  const area = [0, 0, stepX * (columns ? 2 : 1), stepY * (rows ? 2 : 1)] as const;
  const inner: Canvas = { ...canvas, content, area };
  for (const [column, row] of cellsOf(columns, rows)) {
    const place: Matrix = [
      ...([column === 0 ? 1 : -1, 0, 0, row === 0 ? 1 : -1] as const),
      ...([column * (stepX + width), row * (stepY + height)] as const),
    ];
    content.saved(() => {
      content.add(`${matrixText(place)} cm 0 0 ${real(width)} ${real(height)} re W n`);
      canvas.drawBlock(inner, cell.children, {
        ...space,
        matrix: [1, 0, 0, 1, 0, 0],
        depth: space.depth + 1,
      });
    });
  }
  const own = matrixOf(numbersOf(attributeOf(element, 'CTM')));
  const around = attributeOf(element, 'RelativeTo') === 'Page' ? space.matrix : matrix;
  const whole = own === null ? around : combine(own, around);
  const dictionary = pdfDictionary({
    ...{
      Type: pdfName('Pattern'),
      PatternType: pdfNumber(1),
      PaintType: pdfNumber(1),
      TilingType: pdfNumber(1),
    },
    ...{ BBox: pdfArray(area.map(pdfReal)), XStep: pdfReal(area[2]), YStep: pdfReal(area[3]) },
    ...{ Resources: content.resources(), Matrix: pdfArray(whole.map(pdfReal)) },
  });
  return canvas.studio.file.packedStream(dictionary, content.bytes());
}

function cellsOf(columns: boolean, rows: boolean): readonly (readonly [number, number])[] {
  return [
    [0, 0] as const,
    ...(columns ? ([[1, 0]] as const) : []),
    ...(rows ? ([[0, 1]] as const) : []),
    ...(columns && rows ? ([[1, 1]] as const) : []),
  ];
}
