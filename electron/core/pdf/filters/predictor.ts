import { damaged } from '../syntax/lexer.ts';

/** The DecodeParms of FlateDecode and LZWDecode (ISO 32000-2 table 8). */
export interface PredictorParameters {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

const PNG_NONE = 10;
const PNG_OPTIMUM = 15;
const TIFF = 2;

/** Undoes a TIFF (2) or PNG (10 to 15) predictor. @throws CodedError PDF_UNSUPPORTED_FILTER, PDF_DAMAGED */
export function undoPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colors, bitsPerComponent, columns } = parameters;
  if (predictor === 1) return data;
  const pixelLength = Math.max(1, Math.ceil((colors * bitsPerComponent) / 8));
  const rowLength = Math.ceil((colors * bitsPerComponent * columns) / 8);
  if (!(rowLength > 0) || rowLength > 1 << 24) throw damaged('predictor parameters');
  if (predictor === TIFF && bitsPerComponent === 8) return undoTiff(data, rowLength, pixelLength);
  if (predictor >= PNG_NONE && predictor <= PNG_OPTIMUM) return undoPng(data, rowLength, pixelLength);
  throw damaged(`predictor ${String(predictor)}`, undefined, 'PDF_UNSUPPORTED_FILTER');
}

function undoTiff(data: Uint8Array, rowLength: number, pixelLength: number): Uint8Array {
  const result = data.slice();
  for (let at = 0; at < result.length; at += 1) {
    if (at % rowLength < pixelLength) continue;
    result[at] = (result[at] ?? 0) + (result[at - pixelLength] ?? 0);
  }
  return result;
}

/**
 * Undoes a PNG predictor. Each row begins with its filter's number (PNG specification, clause 9); the last
 * row may be cut short.
 */
function undoPng(data: Uint8Array, rowLength: number, pixelLength: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowLength + 1));
  const result = new Uint8Array(data.length - rows);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowLength + 1);
    const encoded = data.subarray(from + 1, from + 1 + rowLength);
    const start = row * rowLength;
    const above = row === 0 ? new Uint8Array(rowLength) : result.subarray(start - rowLength, start);
    undoRow(data[from] ?? 0, encoded, above, result.subarray(start, start + encoded.length), pixelLength);
  }
  return result;
}

function undoRow(
  filter: number,
  encoded: Uint8Array,
  above: Uint8Array,
  row: Uint8Array,
  pixelLength: number,
): void {
  if (filter > 4) throw damaged(`PNG row filter ${String(filter)}`);
  for (let at = 0; at < encoded.length; at += 1) {
    const left = at < pixelLength ? 0 : (row[at - pixelLength] ?? 0);
    const up = above[at] ?? 0;
    const upLeft = at < pixelLength ? 0 : (above[at - pixelLength] ?? 0);
    row[at] = (encoded[at] ?? 0) + predicted(filter, left, up, upLeft);
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, upLeft) : 0;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
