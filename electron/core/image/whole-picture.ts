import { latin1Text } from '../bytes/encodings.ts';
import { crc32 } from '../bytes/crc32.ts';
import { viewOfBytes } from '../bytes/byte-arrays.ts';
import { imageFormat } from './image-format.ts';
import { isBare, JPEG_MARKER } from './jpeg.ts';

/**
 * Watches the bytes of a picture pass, for whoever hands it on as it is packed: viewers draw what they can of a file that ends
 * early or was damaged, each in its own way, or nothing.
 */
export interface WholenessCheck {
  /** Takes the next bytes of the file, which are not kept. */
  update(piece: Uint8Array): void;
  /**
   * Tells whether the file has its end, and fits its check sums if it has any. Those of a PNG are over its samples as they are
   * packed, and a JPEG has none: so nothing is unpacked for this.
   */
  isWhole(): boolean;
}

/** Returns the check for a picture by its first bytes; null for a kind that tells nothing of its end. */
export function wholenessCheck(head: Uint8Array): WholenessCheck | null {
  switch (imageFormat(head)) {
    case 'jpeg':
      return new JpegEnd();
    case 'png':
      return new PngEnd();
    default:
      return null;
  }
}

/** Gathers a few bytes that several pieces may hold, and passes over others. */
abstract class Walk {
  #skip: number;
  #have = 0;
  readonly head: Uint8Array;

  constructor(skip: number, headLength: number) {
    this.#skip = skip;
    this.head = new Uint8Array(headLength);
  }

  update(piece: Uint8Array): void {
    for (let at = 0; at < piece.length;) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, piece.length - at);
        this.passed(piece.subarray(at, at + passed));
        this.#skip -= passed;
        at += passed;
      } else {
        this.head[this.#have] = piece[at] ?? 0;
        this.#have += 1;
        at += 1;
        if (this.#have < this.head.length) continue;
        [this.#skip, this.#have] = this.gathered();
      }
    }
  }

  /** Returns how many bytes follow that are passed over, and how many of the gathered ones stay. */
  protected abstract gathered(): readonly [skip: number, kept: number];

  protected passed(_part: Uint8Array): void {
    // Most walks look at no more than what they gather.
  }
}

/** ITU-T T.81 table B.1. */
const SOI_LENGTH = 2;
const END_OF_IMAGE = 0xd9;

/**
 * Finds EOI behind the first scan (§B.1.1.3): among coded data FF is followed by 00 or a restart alone. Pictures within the
 * segments before it, which have ends of their own, are passed over.
 */
class JpegEnd extends Walk implements WholenessCheck {
  #isInScan = false;
  #endsInFf = false;
  #hasEnd = false;

  constructor() {
    super(SOI_LENGTH, 4);
  }

  isWhole(): boolean {
    return this.#hasEnd;
  }

  protected override gathered(): readonly [number, number] {
    const [ff = 0, marker = 0, high = 0, low = 0] = this.head;
    if (ff !== 0xff) return [Infinity, 0];
    if (marker === 0xff || isBare(marker)) {
      const dropped = marker === 0xff ? 1 : 2;
      this.head.copyWithin(0, dropped);
      return [0, 4 - dropped];
    }
    if (marker === JPEG_MARKER.startOfScan) {
      this.#isInScan = true;
      return [Infinity, 0];
    }
    return [Math.max(0, 256 * high + low - 2), 0];
  }

  protected override passed(part: Uint8Array): void {
    if (!this.#isInScan || this.#hasEnd) return;
    if (this.#endsInFf && part[0] === END_OF_IMAGE) this.#hasEnd = true;
    for (let at = part.indexOf(0xff); at >= 0 && !this.#hasEnd; at = part.indexOf(0xff, at + 1)) {
      this.#hasEnd = part[at + 1] === END_OF_IMAGE;
    }
    this.#endsInFf = part.at(-1) === 0xff;
  }
}

/** ISO/IEC 15948 §5.2 and §5.3. */
const SIGNATURE_LENGTH = 8;
const CHUNK_HEAD = 8;
const SUM_LENGTH = 4;

/** Compares the check sum of each critical chunk (§5.3), up to IEND. */
class PngEnd extends Walk implements WholenessCheck {
  #sum: number | null = null;
  /** Bytes of data and check sum of the chunk that are still to come. */
  #left = 0;
  readonly #stored = new Uint8Array(SUM_LENGTH);
  #isEnd = false;
  #isWhole = false;
  #isDamaged = false;

  constructor() {
    super(SIGNATURE_LENGTH, CHUNK_HEAD);
  }

  isWhole(): boolean {
    return this.#isWhole && !this.#isDamaged;
  }

  protected override gathered(): readonly [number, number] {
    const type = this.head.subarray(4);
    const name = latin1Text(type);
    this.#isEnd = name === 'IEND';
    // A capital begins the name of a chunk without which the picture cannot be shown (§5.4).
    this.#sum = /^[A-Z]/.test(name) ? crc32(type) : null;
    this.#left = viewOfBytes(this.head).getUint32(0) + SUM_LENGTH;
    return [this.#left, 0];
  }

  protected override passed(part: Uint8Array): void {
    if (this.#left === 0) return;
    const data = part.subarray(0, Math.max(0, this.#left - SUM_LENGTH));
    if (this.#sum !== null) this.#sum = crc32(data, this.#sum);
    for (let at = data.length; at < part.length; at += 1) {
      this.#stored[SUM_LENGTH - (this.#left - at)] = part[at] ?? 0;
    }
    this.#left -= part.length;
    if (this.#left > 0 || this.#isWhole) return;
    const stored = viewOfBytes(this.#stored).getUint32(0);
    this.#isDamaged ||= this.#sum !== null && stored !== this.#sum;
    this.#isWhole = this.#isEnd;
  }
}
