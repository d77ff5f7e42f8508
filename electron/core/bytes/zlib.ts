import { type DeflateOptions, Inflate, Zlib } from 'fflate';

const HEADER_LENGTH = 2;
const PRESET_DICTIONARY = 0x20;
/** Deflate packs a thousand to one at best, so no part has more than four megabytes. */
const INPUT_STEP = 4096;

/**
 * Decompresses zlib data (RFC 1950) in small steps, so that `receive` can stop a bomb early by throwing. The check
 * sum at the end is not compared: some writers leave it out.
 * @param parts the data, in parts of any length
 * @param receive takes each decompressed part
 * @throws Error for a damaged header, damaged data or data that ends early, and whatever `receive` throws
 */
export function inflateInSteps(parts: Iterable<Uint8Array>, receive: (part: Uint8Array) => void): void {
  for (const part of inflatedParts(parts)) receive(part);
}

/**
 * Decompresses as {@link inflateInSteps} does, as far as its parts are asked for.
 * @param parts each is good until the next one is asked for
 */
export function* inflatedParts(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const decoder = new Inflate((part) => ready.push(part));
  const push = (part: Uint8Array, isLast: boolean): readonly Uint8Array[] => {
    decoder.push(part, isLast);
    const done = ready;
    ready = [];
    return done;
  };
  const header: number[] = [];
  let pending: Uint8Array | undefined;
  for (const part of parts) {
    const missing = HEADER_LENGTH - header.length;
    header.push(...part.subarray(0, missing));
    for (let at = missing; at < part.length; at += INPUT_STEP) {
      if (pending === undefined) expectZlibHeader(header);
      else yield* push(pending, false);
      pending = part.subarray(at, at + INPUT_STEP);
    }
    // Only what ends the data is pushed as the last, so a step waits for the next part, which may come in the same memory.
    pending = pending?.slice();
  }
  if (pending === undefined) throw new Error('zlib data ends early');
  yield* push(pending, true);
}

/**
 * Compresses to zlib data as far as it is asked for. @param parts each is good until the next one is asked for
 * @param level from 0 to 9
 */
export function* zlibParts(
  parts: Iterable<Uint8Array>,
  level: NonNullable<DeflateOptions['level']>,
): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const encoder = new Zlib({ level }, (part) => ready.push(part));
  for (const part of parts) {
    encoder.push(part);
    yield* ready;
    ready = [];
  }
  encoder.push(new Uint8Array(0), true);
  yield* ready;
}

/** RFC 1950 §2.2: method 8, a check over both bytes, no preset dictionary. */
function expectZlibHeader([method = 0, flags = 0]: readonly number[]): void {
  const isValid =
    (method & 15) === 8 && (method * 256 + flags) % 31 === 0 && (flags & PRESET_DICTIONARY) === 0;
  if (!isValid) throw new Error('damaged zlib header');
}
