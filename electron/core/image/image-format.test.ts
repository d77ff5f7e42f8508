import { describe, expect, it } from 'vitest';
import { LARGEST_SCAN, scanKindOf } from './image-format.ts';

describe('scanKindOf', () => {
  it.each([
    ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
    ['jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    [null, [0x47, 0x49, 0x46, 0x38]],
    [null, [0x89, 0x50, 0x4e, 0x47]],
    [null, []],
  ])('gives %s for %j', (kind, bytes) => {
    expect(scanKindOf(Uint8Array.from(bytes))).toBe(kind);
  });

  it('takes no file that is larger than a scan', () => {
    const scan = new Uint8Array(LARGEST_SCAN + 1);
    scan.set([0xff, 0xd8, 0xff]);
    expect(scanKindOf(scan)).toBeNull();
    expect(scanKindOf(scan.subarray(1).fill(0))).toBeNull();
    scan.set([0xff, 0xd8, 0xff], 1);
    expect(scanKindOf(scan.subarray(1))).toBe('jpeg');
  });
});
