import { describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { ownEngine } from '../../core/sm/own-engine.ts';
import { beginHash } from './begin-hash.ts';

const engine = ownEngine();
const content = Uint8Array.from({ length: 9_000_000 }, (_, at) => (at * 7 + (at >> 11)) & 0xff);

/** Lets the hash go on for so many pieces. */
function pausedAfter(pieces: number) {
  let left = pieces;
  let reached = (): void => undefined;
  const pause = new Promise<void>((resolve) => (reached = resolve));
  const turn = (): Promise<void> => {
    left -= 1;
    if (left > 0) return Promise.resolve();
    reached();
    return new Promise(() => undefined);
  };
  return { turn, pause };
}

describe('a hash that is begun', () => {
  it('has taken the beginning of the file up to any place, or nothing', async () => {
    const { turn, pause } = pausedAfter(30);
    const begun = beginHash(memorySource(content), { engine, turn });
    expect(begun.upTo(content.length)).toBeNull();
    await pause;
    const reached = 30 * 256 * 1024;
    expect(begun.upTo(1_000_000)).toBeNull();
    for (const [place, expected] of [
      [5_000_000, 4 * 1024 * 1024],
      [reached - 1, 4 * 1024 * 1024],
      [reached, reached],
      [content.length, reached],
    ] as const) {
      const found = begun.upTo(place);
      expect(found?.length).toBe(expected);
      found?.hasher.update(content.subarray(expected, place));
      expect(toHex(found?.hasher.digest() ?? new Uint8Array())).toBe(
        toHex(engine.sm3(content.subarray(0, place))),
      );
    }
  });

  it('reads no more once it is ended, and says nothing when reading fails', async () => {
    let reads = 0;
    const source = memorySource(content);
    const counted = {
      ...source,
      readInto: (offset: number, target: Uint8Array) => {
        reads += 1;
        if (offset > 1_000_000) throw new Error('gone');
        return source.readInto(offset, target);
      },
    };
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const ended = beginHash(counted, { engine, turn });
    ended.end();
    await turn();
    await turn();
    expect(reads).toBe(1);
    const failing = beginHash(counted, { engine, turn });
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(failing.upTo(content.length)?.length).toBe(4 * 256 * 1024);
  });
});
