import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { toHex, utf8Bytes } from '../../bytes/encodings.ts';
import { CodedError } from '../../../shared/errors.ts';
import { inflated } from './inflate.ts';
import { unpackEntry } from './unpack-entry.ts';
import type { ZipEntry } from './zip-entry.ts';

/** Returns what data unpack to, in hexadecimal, or the reason for which they are refused. */
function outcome(pieces: Iterable<Uint8Array>): string {
  const parts: Uint8Array[] = [];
  try {
    for (const piece of pieces) parts.push(piece.slice());
  } catch (error) {
    if (error instanceof CodedError) return String(error.details?.['reason']);
    throw error;
  }
  return toHex(concatBytes(...parts));
}

/** What zlib makes of the data; null if it refuses them, or stops before their end. */
function byZlib(packed: Uint8Array): Uint8Array | null {
  try {
    // The types do not know that the option changes what is returned.
    const { buffer, engine } = inflateRawSync(packed, { info: true }) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}

/** Cuts bytes into pieces that stand in one memory, as those of a file do. */
function* cut(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  const memory = new Uint8Array(length);
  for (let at = 0; at < bytes.length; at += length) {
    const part = bytes.subarray(at, at + length);
    memory.set(part);
    yield memory.subarray(0, part.length);
  }
}

const TEXT = utf8Bytes('<ofd:TextObject ID="1"/><ofd:TextObject ID="2"/>');

/** An entry of deflate data, whose header says a size and the check sum of {@link TEXT}. */
const entryOf = (packed: Uint8Array, size: number): ZipEntry => ({
  name: 'part',
  rawName: utf8Bytes('part'),
  nameTolerances: [],
  isFolder: false,
  start: 0,
  end: packed.length,
  dataStart: 0,
  compressedSize: packed.length,
  size,
  crc32: crc32(TEXT),
  method: 8,
  record: { start: packed.length, end: packed.length },
});

describe('inflated', () => {
  it('unpacks what other programs pack, and refuses what they refuse, however the data are cut', () => {
    const cases = fc.record({
      // Long texts take several steps to unpack.
      text: fc.array(fc.constantFrom(97, 98, 99, 200), { maxLength: 300 }),
      repeats: fc.constantFrom(1, 1, 1, 2_000),
      level: fc.integer({ min: 0, max: 9 }),
      strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_FIXED),
      flips: fc.array(fc.nat(4_000), { maxLength: 3 }),
      piece: fc.integer({ min: 1, max: 700 }),
    });
    fc.assert(
      fc.property(cases, ({ text, repeats, level, strategy, flips, piece }) => {
        const long = concatBytes(...Array.from({ length: repeats }, () => Uint8Array.from(text)));
        const packed = Uint8Array.from(deflateRawSync(long, { level, strategy }));
        for (const bit of flips) {
          const at = Math.floor(bit / 8) % packed.length;
          packed[at] = (packed[at] ?? 0) ^ (1 << (bit % 8));
        }
        const expected = byZlib(packed);
        const found = outcome(inflated(cut(packed, piece), expected?.length ?? long.length, 'part'));
        if (expected === null) expect(['deflate', 'bytes-behind-data']).toContain(found);
        else expect(found === toHex(expected)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a stored block whose lengths differ', Uint8Array.of(1, 2, 0, 0, 0, 65, 66), 2, 'deflate'],
    ['a block of no kind', Uint8Array.of(7), 0, 'deflate'],
    ['a distance before the beginning', Uint8Array.of(0x4b, 0x04, 0x22, 0), 4, 'deflate'],
    ['nothing', new Uint8Array(0), 0, 'deflate'],
    ['data that end early', deflateRawSync(TEXT).subarray(0, -1), TEXT.length, 'deflate'],
    ['a byte behind the end', Uint8Array.of(...deflateRawSync(TEXT), 0), TEXT.length, 'bytes-behind-data'],
    ['fewer bytes than the directory says', deflateRawSync(TEXT), TEXT.length + 1, 'unpacked-size'],
    ['more bytes than it says', deflateRawSync(TEXT), TEXT.length - 1, 'unpacked-size'],
    ['another check sum', deflateRawSync(TEXT.toReversed()), TEXT.length, 'check-sum'],
  ])('refuses %s', (_what, packed, size, reason) => {
    expect(outcome(unpackEntry(memorySource(packed), entryOf(packed, size)))).toBe(reason);
  });

  it('unpacks an entry', () => {
    const packed = deflateRawSync(TEXT);
    expect(outcome(unpackEntry(memorySource(packed), entryOf(packed, TEXT.length)))).toBe(toHex(TEXT));
  });
});
