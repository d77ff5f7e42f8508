import { latin1Text } from '../bytes/encodings.ts';
import { inflatedParts } from '../bytes/zlib.ts';
import { expectImageSize, ImageRefusedError } from './image-size.ts';
import { inLengths, type PictureRows } from './picture-rows.ts';
import { chunksOf, PALETTE, pixelWriter, plainPngHeader, type PngSamples, SAMPLES } from './png.ts';

/** ISO/IEC 15948 §5.2 and §5.3: the signature, and length, type and check sum around the data of a chunk. */
const SIGNATURE_LENGTH = 8;
const CHUNK_HEAD = 8;
const CHECK_SUM = 4;

/**
 * Unpacks a PNG row by row, of any colour type and depth; sixteen bits become eight.
 * @param head its beginning, up to its first data at least
 * @param pieces reads it from its first byte to its last; a piece is good until the next one is asked for
 * @returns null for an interlaced one, whose rows are ready only at its end, and for a head that is damaged or too short
 * @throws ImageRefusedError for a picture that is too large
 */
export function pngRows(
  head: Uint8Array,
  pieces: () => Iterable<Uint8Array>,
  mostPixels: number,
): PictureRows | null {
  const chunks = chunksOf(head);
  const content = (name: string): Uint8Array | undefined => chunks.find(({ type }) => type === name)?.content;
  const header = plainPngHeader(content('IHDR'));
  const channels = SAMPLES[header?.colourType ?? -1];
  if (header === null || channels === undefined || content('IDAT') === undefined) return null;
  const { width, height, depth, colourType } = header;
  expectImageSize(width, height, mostPixels);
  const [palette, clear] = [content('PLTE'), content('tRNS')];
  if (colourType === PALETTE && palette === undefined) return null;
  const kind = {
    ...{ width, depth, channels },
    palette: colourType === PALETTE && palette !== undefined ? coloursOf(palette, clear) : undefined,
    transparency: colourType !== PALETTE && clear !== undefined ? wordsOf(clear) : undefined,
  };
  return {
    ...{
      width,
      height,
      fromBottom: false,
      mayLeaveOpacity: false,
      mayBeClear: clear !== undefined || channels % 2 === 0,
    },
    rows: () => rowsOf(pieces(), { ...kind, height }),
  };
}

type Kind = Omit<PngSamples, 'data'> & { readonly height: number };

function* rowsOf(pieces: Iterable<Uint8Array>, kind: Kind): Generator<Uint8Array> {
  const { width, height, depth, channels } = kind;
  const [bytesOfPixel, length] = [
    Math.max(1, (channels * depth) >> 3),
    Math.ceil((width * channels * depth) / 8),
  ];
  const line = new Uint8Array(length);
  const samples = depth === 16 ? new Uint16Array(width * channels) : line;
  const rgba = new Uint8Array(4 * width);
  const write = pixelWriter({ ...kind, data: samples }, rgba);
  let count = 0;
  for (const filtered of inLengths(unpacked(pieces), length + 1)) {
    count += 1;
    if (count > height) break;
    unfilter(filtered, line, bytesOfPixel);
    if (samples !== line) samples.set(wordsOf(line));
    for (let x = 0; x < width; x += 1) write(x, 0, 4 * x);
    yield rgba;
  }
  if (count !== height) throw new ImageRefusedError('PNG: more or less data than its size says');
}

function* unpacked(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  try {
    yield* inflatedParts(pngData(pieces));
  } catch (error) {
    // What reads the file says itself what is wrong with it.
    if (error instanceof Error && error.name === 'CodedError') throw error;
    throw new ImageRefusedError(`PNG: ${error instanceof Error ? error.message : 'damaged'}`);
  }
}

/** §9.2: adds to each byte what its filter took from it, by the bytes before and above. @param line the row above, then this one */
function unfilter(filtered: Uint8Array, line: Uint8Array, bytesOfPixel: number): void {
  const filter = filtered[0] ?? 0;
  if (filter > 4) throw new ImageRefusedError('PNG: filter');
  // The row above is overwritten as it is used; of its pixel to the left, the fourth filter still needs the bytes.
  const aboveLeft = new Uint8Array(bytesOfPixel);
  for (let at = 0; at < line.length; at += 1) {
    const above = line[at] ?? 0;
    const left = at < bytesOfPixel ? 0 : (line[at - bytesOfPixel] ?? 0);
    const corner = aboveLeft[at % bytesOfPixel] ?? 0;
    aboveLeft[at % bytesOfPixel] = above;
    const guess =
      filter === 0
        ? 0
        : filter === 1
          ? left
          : filter === 2
            ? above
            : filter === 3
              ? (left + above) >> 1
              : paeth(left, above, corner);
    line[at] = (filtered[at + 1] ?? 0) + guess;
  }
}

/** §9.4 */
function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [
    Math.abs(estimate - left),
    Math.abs(estimate - above),
    Math.abs(estimate - corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/**
 * Gives the data of a PNG, which its IDAT chunks hold together, and reads it to its end.
 * @param pieces from its first byte to its last; each is good until the next one is asked for
 */
export function* pngData(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  const head = new Uint8Array(CHUNK_HEAD);
  const view = new DataView(head.buffer);
  // Bytes to pass over, of a head, and of data; one of them is under way.
  let [skip, have, data] = [SIGNATURE_LENGTH, 0, 0];
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      if (data > 0) {
        const part = piece.subarray(at, at + data);
        yield part;
        data -= part.length;
        at += part.length;
        if (data === 0) skip = CHECK_SUM;
      } else if (skip > 0) {
        const passed = Math.min(skip, piece.length - at);
        skip -= passed;
        at += passed;
      } else {
        head[have] = piece[at] ?? 0;
        [have, at] = [have + 1, at + 1];
        if (have < CHUNK_HEAD) continue;
        have = 0;
        const name = latin1Text(head.subarray(4));
        const length = view.getUint32(0);
        if (name === 'IDAT' && length > 0) data = length;
        else skip = name === 'IEND' ? Infinity : length + CHECK_SUM;
      }
    }
  }
}

/** Big-endian numbers of two bytes. */
function wordsOf(bytes: Uint8Array): Uint16Array {
  return Uint16Array.from(
    { length: bytes.length >> 1 },
    (_, at) => 256 * (bytes[2 * at] ?? 0) + (bytes[2 * at + 1] ?? 0),
  );
}

/** §11.2.3 and §11.3.2.1: red, green and blue, and an opacity for the first of them. */
function coloursOf(palette: Uint8Array, clear: Uint8Array | undefined): number[][] {
  return Array.from({ length: Math.floor(palette.length / 3) }, (_, at) => [
    ...palette.subarray(3 * at, 3 * at + 3),
    clear?.[at] ?? 255,
  ]);
}
