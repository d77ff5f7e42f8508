import { describe, expect, it } from 'vitest';
import { readTokenHead, tokenHeadBytes, tokenHeadLabel, tokenHeadText } from './kept-head.ts';

const HEAD = {
  ...{ registerId: '7'.repeat(32), origin: 'aabb', size: 100_000, root: 'ab'.repeat(32) },
  ...{ time: '2026-11-28T08:00:00.000Z', signer: 'cd'.repeat(32) },
  fingerprint: 'ef'.repeat(32),
};

describe('A head on a token', () => {
  it('reads back as it was written, in 512 bytes under a label that SKF takes', () => {
    const bytes = tokenHeadBytes(tokenHeadText(HEAD), new Uint8Array(64).fill(9));
    expect(bytes).toHaveLength(512);
    expect(readTokenHead(bytes)).toEqual({ ...HEAD, signature: '09'.repeat(64) });
    expect(tokenHeadLabel(HEAD.registerId).length).toBeLessThan(32);
  });

  it('of the version without a fingerprint is read too', () => {
    const earlier = { ...HEAD, fingerprint: null };
    const bytes = tokenHeadBytes(tokenHeadText(earlier), new Uint8Array(64).fill(9));
    expect(readTokenHead(bytes)).toEqual({ ...earlier, signature: '09'.repeat(64) });
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['another heading', (bytes) => bytes.fill(0x78, 0, 4)],
    ['a cut end', (bytes) => bytes.subarray(0, 360)],
    ['no UTF-8', (bytes) => bytes.fill(0xff, 0, 4)],
    ['more than fits', () => new Uint8Array(513)],
    ['nothing', () => new Uint8Array()],
  ])('is not read from %s', (_what, change) => {
    const bytes = tokenHeadBytes(tokenHeadText(HEAD), new Uint8Array(64).fill(9));
    expect(readTokenHead(change(bytes))).toBeNull();
  });
});
