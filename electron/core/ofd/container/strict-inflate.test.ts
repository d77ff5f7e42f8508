import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8Bytes } from '../../bytes/encodings.ts';
import { CodedError } from '../../../shared/errors.ts';
import { strictInflate } from './strict-inflate.ts';

function outcome(packed: Uint8Array, size: number): string {
  try {
    return toHex(strictInflate(packed, size, 'part'));
  } catch (error) {
    if (error instanceof CodedError) return String(error.details?.['reason']);
    throw error;
  }
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

const TEXT = utf8Bytes('<ofd:TextObject ID="1"/><ofd:TextObject ID="2"/>');

describe('strictInflate', () => {
  it('unpacks what other programs pack, and refuses what they refuse', () => {
    const cases = fc.record({
      text: fc.array(fc.constantFrom(97, 98, 99, 200), { maxLength: 300 }),
      level: fc.integer({ min: 0, max: 9 }),
      strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_FIXED),
      flips: fc.array(fc.nat(4_000), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(cases, ({ text, level, strategy, flips }) => {
        const packed = Uint8Array.from(deflateRawSync(Uint8Array.from(text), { level, strategy }));
        for (const bit of flips) {
          const at = Math.floor(bit / 8) % packed.length;
          packed[at] = (packed[at] ?? 0) ^ (1 << (bit % 8));
        }
        const expected = byZlib(packed);
        const found = outcome(packed, expected?.length ?? text.length);
        if (expected === null) expect(['deflate', 'unpacked-size', 'bytes-behind-data']).toContain(found);
        else expect(found).toBe(toHex(expected));
      }),
      { numRuns: 500 },
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
  ])('refuses %s', (_what, packed, size, reason) => {
    expect(outcome(packed, size)).toBe(reason);
  });
});
