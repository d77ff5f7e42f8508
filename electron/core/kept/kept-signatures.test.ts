import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../sm/load-engine.ts';
import { withKeptSignatures } from './kept-signatures.ts';

const engine = await loadSmEngine();
const digest = new Uint8Array(32).fill(3);
const privateKey = new Uint8Array(32).fill(5);
const publicKey = engine.publicKeyOf(privateKey);
const signature = engine.signDigest(digest, privateKey, (length) => new Uint8Array(length).fill(9));

describe('an engine that keeps checked signatures', () => {
  it('checks a signature once, whether it holds or not', () => {
    const asked: boolean[] = [];
    const keeping = withKeptSignatures({
      ...engine,
      verifyDigest: (...parts) => {
        const holds = engine.verifyDigest(...parts);
        asked.push(holds);
        return holds;
      },
    });
    const other = new Uint8Array(32).fill(4);
    const answers = [digest, other, digest, other].map((each) =>
      keeping.verifyDigest(each, signature.slice(), publicKey.slice()),
    );
    expect([answers, asked]).toEqual([
      [true, false, true, false],
      [true, false],
    ]);
  });

  it('answers as the engine does, for any change of digest, value and key, in any order', () => {
    const keeping = withKeptSignatures(engine);
    const parts = [digest, signature, publicKey];
    const change = fc.record({
      part: fc.nat(2),
      at: fc.nat(31),
      bits: fc.integer({ min: 0, max: 3 }),
      length: fc.constantFrom(0, 0, 0, -1, 1),
    });
    const changed = (part: Uint8Array, at: number, bits: number, length: number): Uint8Array => {
      const bytes = new Uint8Array(part.length + length);
      bytes.set(part.subarray(0, bytes.length));
      bytes[at] = (bytes[at] ?? 0) ^ bits;
      return bytes;
    };
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        for (const { part, at, bits, length } of changes) {
          const [first, second, third] = parts.map((each, index) =>
            index === part ? changed(each, at, bits, length) : each,
          );
          if (first === undefined || second === undefined || third === undefined) throw new Error('parts');
          expect(keeping.verifyDigest(first, second, third)).toBe(engine.verifyDigest(first, second, third));
        }
      }),
      { numRuns: 30 },
    );
  });
});
