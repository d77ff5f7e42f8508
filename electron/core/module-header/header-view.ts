/** Bytes of a program file's beginning, read as numbers; what lies beyond them is null. */
export interface HeaderView {
  u16(offset: number, littleEndian: boolean): number | null;
  u32(offset: number, littleEndian: boolean): number | null;
}

export function headerView(bytes: Uint8Array): HeaderView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (offset: number, length: number): boolean => offset >= 0 && offset + length <= bytes.length;
  return {
    u16: (offset, littleEndian) => (holds(offset, 2) ? view.getUint16(offset, littleEndian) : null),
    u32: (offset, littleEndian) => (holds(offset, 4) ? view.getUint32(offset, littleEndian) : null),
  };
}
