import type { OfdViewCode } from '../../../../shared/model/ofd-view.ts';
import { ofdViewTexts } from '../../../../shared/texts/ofd-view-texts.ts';
import { apply } from '../../../pdf/appearance/transform.ts';
import { real } from '../output/content.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { type Boundary, scaleOf } from './matrices.ts';
import { ownLine } from './own-words.ts';

/** In points. */
const USUAL_SIZE = 9;
const LEAST_SIZE = 3;
const MARGIN = 1.5;
/** The mark of something whose place is not known, in millimetres. */
const NOWHERE: Boundary = { x: 5, y: 5, width: 60, height: 6 };

/**
 * Notes something that cannot be drawn, and marks its place by a dashed frame with a word, so that nothing is left out in
 * silence.
 * @param name what the file calls it
 * @param place null for one that is not known
 */
export function drawMark(
  canvas: Canvas,
  code: OfdViewCode,
  name: string,
  place: Boundary | null,
  space: Space,
): void {
  note(canvas, code, name);
  const boundary = place ?? NOWHERE;
  const scale = scaleOf(space.matrix);
  const [left, top] = apply(space.matrix, boundary.x, boundary.y);
  const [width, height] = [boundary.width * scale, boundary.height * scale];
  const frame = [left, top - height, width, height].map((value) => real(value)).join(' ');
  const { content } = canvas;
  content.saved(() => {
    content.add(`0.8 0.2 0.1 RG 0.8 0.2 0.1 rg 0.6 w [3 2] 0 d ${frame} re S`);
    writeWord(canvas, code, left + MARGIN, top, width - 2 * MARGIN);
  });
}

function writeWord(canvas: Canvas, code: OfdViewCode, x: number, top: number, room: number): void {
  const { content, studio } = canvas;
  const { mark } = ofdViewTexts[code];
  const line = ownLine(studio.fonts, `${mark['zh-CN']} ${mark.en}`, 'sans');
  const size = Math.max(LEAST_SIZE, Math.min(USUAL_SIZE, room / Math.max(1, line.advance)));
  content.add('BT 0 Tr');
  line.write(content, x, top - size - MARGIN, size);
  content.add('ET');
}
