/** A table of a TrueType or OpenType font; the tag has four characters. */
export interface SfntTable {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

/** OpenType 1.9, table directory: header of 12 bytes, records of 16. */
const HEADER_LENGTH = 12;
const RECORD_LENGTH = 16;

/** OpenType 1.9, head: where the checksum adjustment stands, and what the whole font then adds up to. */
const ADJUSTMENT_OFFSET = 8;
const WHOLE_FONT_SUM = 0xb1b0afba;

/** Writes a font file of the given tables, with its checksums. */
export function writeSfnt(flavour: number, tables: readonly SfntTable[]): Uint8Array {
  const sorted = tables.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const directory = HEADER_LENGTH + sorted.length * RECORD_LENGTH;
  const size = sorted.reduce((sum, { bytes }) => sum + padded(bytes.length), directory);
  const font = new Uint8Array(size);
  const view = new DataView(font.buffer);
  writeHeader(view, flavour, sorted.length);
  let offset = directory;
  sorted.forEach((table, index) => {
    font.set(withoutAdjustment(table), offset);
    writeRecord(view, HEADER_LENGTH + index * RECORD_LENGTH, table, offset);
    offset += padded(table.bytes.length);
  });
  adjustChecksum(view, sorted, directory);
  return font;
}

/** searchRange, entrySelector and rangeShift follow from the number of tables. */
function writeHeader(view: DataView, flavour: number, count: number): void {
  const entrySelector = Math.floor(Math.log2(count));
  const searchRange = 2 ** entrySelector * RECORD_LENGTH;
  view.setUint32(0, flavour);
  const words = [count, searchRange, entrySelector, count * RECORD_LENGTH - searchRange];
  words.forEach((value, word) => view.setUint16(4 + 2 * word, value));
}

function writeRecord(view: DataView, record: number, { tag, bytes }: SfntTable, offset: number): void {
  [...tag].forEach((letter, index) => view.setUint8(record + index, letter.charCodeAt(0)));
  view.setUint32(record + 4, sumOfWords(view, offset, padded(bytes.length)));
  view.setUint32(record + 8, offset);
  view.setUint32(record + 12, bytes.length);
}

function withoutAdjustment({ tag, bytes }: SfntTable): Uint8Array {
  if (tag !== 'head') return bytes;
  const head = bytes.slice();
  head.fill(0, ADJUSTMENT_OFFSET, ADJUSTMENT_OFFSET + 4);
  return head;
}

function adjustChecksum(view: DataView, tables: readonly SfntTable[], directory: number): void {
  let offset = directory;
  for (const { tag, bytes } of tables) {
    if (tag === 'head') {
      const adjustment = WHOLE_FONT_SUM - sumOfWords(view, 0, view.byteLength);
      view.setUint32(offset + ADJUSTMENT_OFFSET, adjustment >>> 0);
    }
    offset += padded(bytes.length);
  }
}

function sumOfWords(view: DataView, offset: number, length: number): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** Tables start at multiples of four. */
function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
