import type { WorkMeter } from '../work-meter.ts';

/** Gives random access to bytes that may be far larger than memory, such as a file behind a descriptor. */
export interface ByteSource {
  /** The length in bytes. */
  readonly size: number;
  /** Counts the syntax that readers find in the bytes; absent if nobody counts. */
  readonly meter?: WorkMeter | undefined;
  /** The password that its holder gave for an encrypted document, in UTF-8. Treat it as a PIN: whoever made it zeroes it. */
  readonly password?: Uint8Array | undefined;
  /** Whether {@link keptWhole} has all bytes, so that a view of any length costs nothing. */
  readonly isKept?: boolean | undefined;
  /**
   * Returns the bytes [offset, offset + length), fewer only at the end of the source. The array belongs to
   * the caller: the source never writes to it again.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * Returns the same bytes as `read`, for somebody who only reads them: they may be those that the source keeps. Absent
   * where nothing is kept.
   */
  view?(offset: number, length: number): Uint8Array;
  /**
   * Fills `target` with the bytes from `offset` on. Passes over large files use one buffer again and again,
   * because fresh arrays of outside memory would pile up faster than they are collected.
   * @returns the number of bytes read; fewer than the target's length only at the end of the source
   */
  readInto(offset: number, target: Uint8Array): number;
}

/** Takes bytes that are appended, such as a file being written. */
export interface ByteSink {
  write(bytes: Uint8Array): void;
}

/** Makes a source over bytes in memory. */
export function memorySource(bytes: Uint8Array, meter?: WorkMeter): ByteSource {
  return {
    size: bytes.length,
    meter,
    read: (offset, length) => bytes.slice(offset, offset + length),
    view: (offset, length) => bytes.subarray(offset, offset + length),
    readInto: (offset, target) => {
      const part = bytes.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
  };
}

/** Returns bytes of a source to somebody who only reads them, without a copy where the source keeps them. */
export function viewOf(source: ByteSource, offset: number, length: number): Uint8Array {
  return source.view === undefined ? source.read(offset, length) : source.view(offset, length);
}

/** Makes a source over the first bytes of another, as if the rest did not exist. */
export function limitedSource(source: ByteSource, size: number): ByteSource {
  const room = (offset: number): number => Math.max(0, size - offset);
  return {
    size,
    meter: source.meter,
    password: source.password,
    isKept: source.isKept,
    read: (offset, length) => source.read(offset, Math.min(length, room(offset))),
    view: (offset, length) => viewOf(source, offset, Math.min(length, room(offset))),
    readInto: (offset, target) => source.readInto(offset, target.subarray(0, room(offset))),
  };
}

/** Makes a source over another with bytes behind it. */
export function extendedSource(source: ByteSource, tail: Uint8Array): ByteSource {
  const readInto = (offset: number, target: Uint8Array): number => {
    const room = Math.max(0, source.size - offset);
    const done = room === 0 ? 0 : source.readInto(offset, target.subarray(0, room));
    const start = offset + done - source.size;
    if (start < 0) return done;
    const part = tail.subarray(start, start + target.length - done);
    target.set(part, done);
    return done + part.length;
  };
  return {
    size: source.size + tail.length,
    meter: source.meter,
    password: source.password,
    readInto,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, source.size + tail.length - offset)));
      return bytes.subarray(0, readInto(offset, bytes));
    },
  };
}

const PIECE_LENGTH = 256 * 1024;

/**
 * Reads the bytes [start, end) piece by piece and ends early if the source does. Every piece is the same
 * memory and is good until the next one is asked for.
 */
export function* piecesOf(source: ByteSource, start: number, end: number): Generator<Uint8Array> {
  const isKept = source.isKept === true;
  const buffer = new Uint8Array(isKept ? 0 : Math.max(0, Math.min(PIECE_LENGTH, end - start)));
  for (let offset = start; offset < end;) {
    const length = Math.min(PIECE_LENGTH, end - offset);
    const piece = isKept
      ? viewOf(source, offset, length)
      : filled(buffer.subarray(0, length), source, offset);
    if (piece.length === 0) return;
    yield piece;
    offset += piece.length;
  }
}

function filled(target: Uint8Array, source: ByteSource, offset: number): Uint8Array {
  return target.subarray(0, source.readInto(offset, target));
}

const NOTHING: Uint8Array = new Uint8Array(0);
const BLOCK_LENGTH = 16_384;
const BLOCK_LIMIT = 256;

/**
 * Makes a source that keeps the blocks read last (4 MiB at most), so that neighbouring objects cost one read
 * of a file. Ranges longer than a block go straight to the source and are not kept.
 */
export function cachedSource(source: ByteSource, meter?: WorkMeter): ByteSource {
  if (source.isKept === true) return { ...source, meter };
  const blocks = new Map<number, Uint8Array>();
  let latest: readonly [index: number, block: Uint8Array] = [-1, NOTHING];
  const blockAt = (index: number): Uint8Array => {
    if (index === latest[0]) return latest[1];
    const known = blocks.get(index);
    const block = known ?? source.read(index * BLOCK_LENGTH, BLOCK_LENGTH);
    blocks.delete(index);
    blocks.set(index, block);
    latest = [index, block];
    if (blocks.size > BLOCK_LIMIT) forgetOldest(blocks);
    return block;
  };
  const read = (offset: number, length: number): Uint8Array =>
    length > BLOCK_LENGTH ? source.read(offset, length) : readThrough(blockAt, source.size, offset, length);
  return {
    size: source.size,
    meter,
    password: source.password,
    read,
    view: (offset, length) => {
      const from = offset % BLOCK_LENGTH;
      if (offset < 0 || offset >= source.size || from + length > BLOCK_LENGTH) return read(offset, length);
      return blockAt((offset - from) / BLOCK_LENGTH).subarray(from, from + length);
    },
    readInto: (offset, target) => source.readInto(offset, target),
  };
}

/**
 * Reads a file of no more bytes than {@link cachedSource} keeps, for somebody who goes over all of it several times, and returns
 * a source over them; a larger one is returned as it is.
 */
export function keptWhole(source: ByteSource): ByteSource {
  const { size, password } = source;
  if (size > BLOCK_LENGTH * BLOCK_LIMIT) return source;
  const bytes = source.read(0, size);
  // A document may name places before its beginning, which a subarray would count from its end.
  const view = (offset: number, length: number): Uint8Array =>
    offset < 0 ? NOTHING : bytes.subarray(offset, offset + Math.max(0, length));
  const readInto = (offset: number, target: Uint8Array): number => {
    const part = view(offset, target.length);
    target.set(part);
    return part.length;
  };
  return { size, password, isKept: true, view, readInto, read: (...place) => view(...place).slice() };
}

function readThrough(
  blockAt: (index: number) => Uint8Array,
  size: number,
  offset: number,
  length: number,
): Uint8Array {
  const end = Math.min(size, offset + length);
  if (offset < 0 || end <= offset) return new Uint8Array(0);
  const result = new Uint8Array(end - offset);
  for (let at = offset; at < end;) {
    const block = blockAt(Math.floor(at / BLOCK_LENGTH));
    const from = at % BLOCK_LENGTH;
    const part = block.subarray(from, Math.min(block.length, from + end - at));
    if (part.length === 0) return result.subarray(0, at - offset);
    result.set(part, at - offset);
    at += part.length;
  }
  return result;
}

function forgetOldest(blocks: Map<number, Uint8Array>): void {
  const oldest = blocks.keys().next();
  if (oldest.done !== true) blocks.delete(oldest.value);
}

/** Most objects of a document are shorter than the first window; windows that follow each other grow. */
const FIRST_WINDOW_LENGTH = 512;
/** No window of a {@link ByteReader} is longer. */
export const WINDOW_LENGTH = 4096;
/** The result of {@link ByteReader.peek} and {@link ByteReader.next} at the end of the bytes. */
export const END_OF_BYTES = -1;

/** A cursor over a source, which reads byte by byte through a small window and may jump anywhere. */
export class ByteReader {
  readonly source: ByteSource;
  /** The absolute offset of the next byte. */
  position: number;
  #window = NOTHING;
  #windowStart = 0;
  #windowLength = FIRST_WINDOW_LENGTH;

  constructor(source: ByteSource, position = 0) {
    this.source = source;
    this.position = position;
  }

  /** Returns the byte `ahead` of the cursor, or {@link END_OF_BYTES}. */
  peek(ahead = 0): number {
    const offset = this.position + ahead;
    const byte = this.#window[offset - this.#windowStart];
    return byte === undefined ? this.#load(offset) : byte;
  }

  /** Returns the byte under the cursor and moves on; {@link END_OF_BYTES} at the end. */
  next(): number {
    const byte = this.peek();
    if (byte !== END_OF_BYTES) this.position += 1;
    return byte;
  }

  /** The bytes that were read last; the byte under the cursor is among them once {@link peek} has told it. */
  get window(): Uint8Array {
    return this.#window;
  }

  /** Where the cursor stands in {@link window}. */
  get inWindow(): number {
    return this.position - this.#windowStart;
  }

  /**
   * Returns the bytes at hand from the cursor on, at least one unless the source ends. The cursor stays; a caller that
   * took bytes moves it.
   */
  atHand(): Uint8Array {
    if (this.peek() === END_OF_BYTES) return NOTHING;
    return this.#window.subarray(this.position - this.#windowStart);
  }

  #load(offset: number): number {
    if (offset < 0 || offset >= this.source.size) return END_OF_BYTES;
    const isNext = this.#window.length > 0 && offset === this.#windowStart + this.#window.length;
    this.#windowLength = isNext ? Math.min(WINDOW_LENGTH, 2 * this.#windowLength) : FIRST_WINDOW_LENGTH;
    const distance = Math.abs(offset - this.#windowStart);
    this.source.meter?.spend('syntaxBytes', Math.min(this.#windowLength, distance));
    this.#window = viewOf(this.source, offset, this.#windowLength);
    this.#windowStart = offset;
    return this.#window[0] ?? END_OF_BYTES;
  }
}
