import { concatBytes, viewOfBytes } from '../bytes/byte-arrays.ts';
import { expectImageSize, ImageRefusedError } from './image-size.ts';

/** The first page of a JBIG2 file. */
export interface Jbig2Page {
  readonly width: number;
  readonly height: number;
  /**
   * Its segments as a PDF embeds them (ISO 32000-2 §7.4.7): in sequence, all of page 1, without the file's header and the
   * ends of page and file. Viewers unpack them.
   */
  readonly embedded: Uint8Array;
}

/** ITU-T T.88 §D.4.1. */
const FILE_START = [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a];
/** §7.3: kinds of segment. */
const TYPE = { page: 48, endOfPage: 49, endOfStripe: 50, endOfFile: 51 } as const;
/** §7.2.7 and §7.4.8.2: a length, or a height, that is known only at the end. */
const UNKNOWN = 0xffffffff;
const MOST_SEGMENTS = 10_000;

interface SegmentHeader {
  readonly number: number;
  readonly type: number;
  /** The numbers of the segments that it is decoded with. */
  readonly needs: readonly number[];
  readonly page: number;
  /** Where its page is written, from the beginning of the header, and in how many bytes. */
  readonly pageAt: number;
  readonly pageSize: 1 | 4;
  readonly bytes: Uint8Array;
  /** Of the data that belong to it. */
  readonly length: number;
}

interface Segment extends SegmentHeader {
  readonly data: Uint8Array;
}

/** Tells whether bytes begin as a JBIG2 file. */
export function isJbig2(bytes: Uint8Array): boolean {
  return FILE_START.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads the first page of a JBIG2 file (ITU-T T.88 annex D.1 and D.2). Nothing is unpacked, but all segments are looked for:
 * a viewer may leave a page white whose segments are not there.
 * @throws ImageRefusedError for a damaged file, one without a page, or one that is too large
 */
export function readJbig2(bytes: Uint8Array, mostPixels: number): Jbig2Page {
  try {
    return read(bytes, mostPixels);
  } catch (error) {
    if (error instanceof RangeError) throw new ImageRefusedError('JBIG2: ends early');
    throw error;
  }
}

function read(bytes: Uint8Array, mostPixels: number): Jbig2Page {
  const all = segmentsOf(bytes);
  const start = all.find(({ type }) => type === TYPE.page);
  if (start === undefined) throw new ImageRefusedError('JBIG2: no page');
  const ends: ReadonlySet<number> = new Set([TYPE.endOfPage, TYPE.endOfFile]);
  // Page 0 stands for what all pages share.
  const segments = all.filter(({ page, type }) => (page === start.page || page === 0) && !ends.has(type));
  const [width, height] = sizeOf(start, segments);
  expectImageSize(width, height, mostPixels);
  const known = new Set<number>();
  for (const { number, needs } of segments) {
    if (needs.some((each) => !known.has(each))) throw new ImageRefusedError('JBIG2: a segment is missing');
    known.add(number);
  }
  return { width, height, embedded: concatBytes(...segments.flatMap(onFirstPage)) };
}

/** §7.4.8: a page in stripes may leave its height to the last of them. */
function sizeOf(page: Segment, segments: readonly Segment[]): readonly [width: number, height: number] {
  const view = viewOfBytes(page.data);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  if (height !== UNKNOWN) return [width, height];
  const stripes = segments.filter(({ type }) => type === TYPE.endOfStripe);
  return [width, stripes.reduce((most, { data }) => Math.max(most, viewOfBytes(data).getUint32(0) + 1), 0)];
}

function onFirstPage({ bytes, pageAt, pageSize, data }: Segment): readonly Uint8Array[] {
  const header = bytes.slice();
  const view = viewOfBytes(header);
  if (pageSize === 1) view.setUint8(pageAt, 1);
  else view.setUint32(pageAt, 1);
  return [header, data];
}

/** Annex D: in sequence each header is followed by its data; otherwise all headers come first. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] {
  const flags = viewOfBytes(bytes).getUint8(FILE_START.length);
  const isSequential = (flags & 1) !== 0;
  const headers: { readonly header: SegmentHeader; readonly end: number }[] = [];
  // The number of pages stands in the file's header unless bit 1 says that it is not known.
  let at = (flags & 2) === 0 ? 13 : 9;
  while (at < bytes.length && headers.length < MOST_SEGMENTS) {
    const header = headerAt(bytes, at);
    const end = at + header.bytes.length;
    headers.push({ header, end });
    at = isSequential ? end + header.length : end;
    if (header.type === TYPE.endOfFile) break;
  }
  let next = at;
  return headers.map(({ header, end }) => {
    const from = isSequential ? end : next;
    next += header.length;
    if (from + header.length > bytes.length) throw new ImageRefusedError('JBIG2: ends early');
    return { ...header, data: bytes.subarray(from, from + header.length) };
  });
}

/** §7.2: number, flags, the segments that it refers to, page and length of the data. */
function headerAt(bytes: Uint8Array, at: number): SegmentHeader {
  const view = viewOfBytes(bytes.subarray(at));
  const [number, flags, short] = [view.getUint32(0), view.getUint8(4), view.getUint8(5) >> 5];
  const count = short === 7 ? view.getUint32(5) & 0x1fffffff : short;
  const first = 5 + (short === 7 ? 4 + Math.ceil((count + 1) / 8) : 1);
  const size = number <= 256 ? 1 : number <= 65_536 ? 2 : 4;
  const pageAt = first + count * size;
  const pageSize = (flags & 0x40) === 0 ? 1 : 4;
  const end = pageAt + pageSize + 4;
  const length = view.getUint32(end - 4);
  if (length === UNKNOWN) throw new ImageRefusedError('JBIG2: kind of region without a length');
  const numberAt = (place: number): number =>
    size === 1 ? view.getUint8(place) : size === 2 ? view.getUint16(place) : view.getUint32(place);
  return {
    ...{ number, type: flags & 63, pageAt, pageSize, length, bytes: bytes.subarray(at, at + end) },
    needs: Array.from({ length: count }, (_, index) => numberAt(first + index * size)),
    page: pageSize === 1 ? view.getUint8(pageAt) : view.getUint32(pageAt),
  };
}
