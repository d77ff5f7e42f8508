import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countFor } from '../../../e2e/fixtures/thoroughness.ts';
import { toHex } from '../bytes/encodings.ts';
import type { SmPrimitives } from './engine.ts';
import { libraryEngine } from './library-engine.ts';
import { ownEngine } from './own-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'sm3-lengths-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const openssl = (names: readonly string[]): string[] =>
  execFileSync('openssl', ['dgst', '-sm3', '-r', ...names], { cwd: folder, encoding: 'latin1' })
    .trim()
    .split('\n')
    .map((line) => line.slice(0, 64));

/** Bytes without a period that a block or a piece could have. */
const CONTENT = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 167 + (at >> 8) * 59 + 3) & 0xff);

/** Around every border of a block, and around the memory that our own engine takes at once (65,536). */
const LENGTHS = [
  ...Array.from({ length: 330 }, (_, length) => length),
  ...[1024, 4096, 65_536, 131_072].flatMap((border) =>
    [-65, -64, -57, -56, -55, -1, 0, 1, 63, 64].map((by) => border + by),
  ),
  ...Array.from({ length: 40 }, (_, index) => (index * 48_611 + 331) % CONTENT.length),
];

const ENGINES: readonly (readonly [string, SmPrimitives])[] = [
  ['our own engine', ownEngine()],
  ['the engine of libraries', libraryEngine],
];

const expected = openssl(
  LENGTHS.map((length) => {
    writeFileSync(join(folder, String(length)), CONTENT.subarray(0, length));
    return String(length);
  }),
);

describe.each(ENGINES)('SM3 by %s', (_name, engine) => {
  it('is that of openssl at every length around the borders of blocks', () => {
    expect(LENGTHS.map((length) => toHex(engine.sm3(CONTENT.subarray(0, length))))).toEqual(expected);
  });

  it('is the same in pieces of any length, and from snapshots on the way', async () => {
    const hashes = LENGTHS.map(async (length, index) => {
      const hasher = await engine.createSm3();
      const cut = (length * ((index % 7) + 1)) >> 3;
      const step = [1, 13, 64, 65, 1000][index % 5] ?? 1;
      for (let at = 0; at < Math.min(cut, 400); at += step)
        hasher.update(CONTENT.subarray(at, Math.min(at + step, cut, 400)));
      hasher.update(CONTENT.subarray(Math.min(cut, 400), cut));
      const ending = hasher.snapshot();
      hasher.update(CONTENT.subarray(cut, length));
      return [toHex(ending(CONTENT.subarray(cut, length))), toHex(hasher.digest())];
    });
    expect(await Promise.all(hashes)).toEqual(expected.map((hash) => [hash, hash]));
  });
});

/** 2^32 bits, and 2^32 bytes: the length is counted in 64 bits. The first takes seconds, the others take minutes. */
const LARGE: readonly (readonly [string, number, SmPrimitives])[] = [
  ['2^32 bits', 2 ** 29, ownEngine()],
  ['4 GiB', 2 ** 32, ownEngine()],
  ['2^32 bits by the engine of libraries', 2 ** 29, libraryEngine],
  ['4 GiB by the engine of libraries', 2 ** 32, libraryEngine],
];

it.each(LARGE.slice(0, countFor(1, LARGE.length)))(
  'SM3 counts beyond %s',
  async (_name, border, engine) => {
    const length = border + 65;
    const file = openSync(join(folder, 'large'), 'w');
    // A file of nothing but zeros takes no room on the disk.
    ftruncateSync(file, length);
    closeSync(file);
    const hasher = await engine.createSm3();
    const zeros = new Uint8Array(1 << 20);
    for (let left = length; left > 0; left -= zeros.length)
      hasher.update(zeros.subarray(0, Math.min(left, zeros.length)));
    expect([toHex(hasher.digest())]).toEqual(openssl(['large']));
  },
  600_000,
);
