import { CodedError } from '../../shared/errors.ts';
import type { SfntTable } from './sfnt.ts';

/** OpenType 1.9, head: indexToLocFormat, 0 for halved 16-bit offsets, 1 for 32-bit ones. */
const LOCATION_FORMAT_OFFSET = 50;

/**
 * Lays a font's outlines out anew so that each begins at a multiple of four. The font library's subsets may
 * get halved offsets, in which an outline of odd length shifts all that follow by a byte.
 * @throws CodedError FILE_UNREADABLE where the outline tables are missing or contradict each other
 */
export function withAlignedOutlines(tables: readonly SfntTable[]): SfntTable[] {
  const { glyf, loca, head } = outlineTables(tables);
  const offsets = readOffsets(loca, head);
  const aligned = alignOutlines(glyf, offsets);
  const longHead = head.slice();
  new DataView(longHead.buffer).setUint16(LOCATION_FORMAT_OFFSET, 1);
  const changed = new Map([
    ['glyf', aligned.glyf],
    ['loca', aligned.loca],
    ['head', longHead],
  ]);
  return tables.map(({ tag, bytes }) => ({ tag, bytes: changed.get(tag) ?? bytes }));
}

function outlineTables(tables: readonly SfntTable[]): Record<'glyf' | 'loca' | 'head', Uint8Array> {
  const bytesOf = (tag: string) => tables.find((table) => table.tag === tag)?.bytes;
  const [glyf, loca, head] = ['glyf', 'loca', 'head'].map(bytesOf);
  if (!glyf || !loca || !head || head.length < LOCATION_FORMAT_OFFSET + 2) {
    throw new CodedError('FILE_UNREADABLE', 'font: no TrueType outlines');
  }
  return { glyf, loca, head };
}

function readOffsets(loca: Uint8Array, head: Uint8Array): number[] {
  const view = new DataView(loca.buffer, loca.byteOffset, loca.byteLength);
  const format = new DataView(head.buffer, head.byteOffset).getUint16(LOCATION_FORMAT_OFFSET);
  const width = format === 0 ? 2 : 4;
  return Array.from({ length: Math.floor(loca.length / width) }, (_, index) =>
    width === 2 ? view.getUint16(2 * index) * 2 : view.getUint32(4 * index),
  );
}

function alignOutlines(
  source: Uint8Array,
  offsets: readonly number[],
): { glyf: Uint8Array; loca: Uint8Array } {
  const glyf = new Uint8Array(source.length + 4 * offsets.length);
  const loca = new Uint8Array(4 * offsets.length);
  const view = new DataView(loca.buffer);
  let end = 0;
  offsets.forEach((offset, index) => {
    view.setUint32(4 * index, end);
    const next = offsets[index + 1] ?? offset;
    if (next < offset || next > source.length) {
      throw new CodedError('FILE_UNREADABLE', 'font: outline offsets out of order');
    }
    glyf.set(source.subarray(offset, next), end);
    end += Math.ceil((next - offset) / 4) * 4;
  });
  return { glyf: glyf.slice(0, end), loca };
}
