import { describe, expect, it } from 'vitest';
import { put } from './fake-library.fixture.ts';
import { SAR, SkfError } from './skf-error.ts';
import { variableBytes } from './variable-bytes.ts';

/** A library that has so many bytes to give. */
const giving =
  (length: number) =>
  (buffer: Uint8Array, size: Uint8Array): void => {
    put(size, length);
    if (buffer.length < length) throw new SkfError('SKF_Read', SAR.bufferTooSmall);
    buffer.fill(1, 0, length);
  };

describe('variableBytes', () => {
  it.each([0, 1, 8_192, 8_193, 500_000])('takes %i bytes, and no more', (length) => {
    expect(variableBytes(giving(length))).toEqual(new Uint8Array(length).fill(1));
  });

  it('gives up on a library that always wants more', () => {
    expect(() => variableBytes(giving(Number.MAX_SAFE_INTEGER))).toThrow(SkfError);
  });

  it('asks once where the library fails for another reason', () => {
    let calls = 0;
    const fail = (): never => {
      calls += 1;
      throw new SkfError('SKF_Read', SAR.deviceRemoved);
    };
    expect(() => variableBytes(fail)).toThrow('0x0A000023');
    expect(calls).toBe(1);
  });
});
