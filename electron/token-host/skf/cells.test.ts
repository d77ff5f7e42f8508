import { describe, expect, it } from 'vitest';
import { beforeNull, cell, handleIn, namesIn, nullEnded, numberIn, textOf, variableBytes } from './cells.ts';
import { put } from './fake-library.fixture.ts';
import { SAR, SkfError } from './skf-library.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('cells', () => {
  it('hold a number of any width', () => {
    const wide = cell();
    new DataView(wide.buffer).setBigUint64(0, 0x0a000024n, true);
    expect(numberIn(wide)).toBe(0x0a000024);
    expect(numberIn(cell(7))).toBe(7);
  });

  it('hold a handle as wide as a pointer', () => {
    expect(handleIn(Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1))).toBe(0x0102030405060708n);
  });
});

describe('names', () => {
  it.each<[string, string, readonly string[]]>([
    ['two', 'one\0two\0\0', ['one', 'two']],
    ['none', '\0', []],
    ['none at all', '', []],
    ['no end', 'one\0two', ['one', 'two']],
    ['more after the end', 'one\0\0two\0', ['one']],
  ])('are read from a list of %s', (_case, list, names) => {
    expect(namesIn(bytes(list)).map(textOf)).toEqual(names);
  });

  it('are read in UTF-8 and in GBK', () => {
    expect(textOf(bytes('印章'))).toBe('印章');
    expect(textOf(Uint8Array.of(0xd3, 0xa1, 0xd5, 0xc2))).toBe('印章');
  });

  it('end with NUL, in fields that may have none', () => {
    expect(nullEnded(bytes('a'))).toEqual(Uint8Array.of(0x61, 0));
    expect(beforeNull(bytes('ab\0cd'))).toEqual(bytes('ab'));
    expect(beforeNull(bytes('abcd'))).toEqual(bytes('abcd'));
  });
});

/** A library with this many bytes to return. */
const giving =
  (length: number) =>
  (buffer: Uint8Array, size: Uint8Array): void => {
    put(size, length);
    if (buffer.length < length) throw new SkfError('SKF_Read', SAR.bufferTooSmall);
    buffer.fill(1, 0, length);
  };

describe('variableBytes', () => {
  it.each([0, 1, 8_192, 8_193, 500_000])('returns exactly %i bytes', (length) => {
    expect(variableBytes(giving(length))).toEqual(new Uint8Array(length).fill(1));
  });

  it('gives up on a library that always demands more room', () => {
    expect(() => variableBytes(giving(Number.MAX_SAFE_INTEGER))).toThrow(SkfError);
  });

  it('asks once when the library fails for another reason', () => {
    let calls = 0;
    const fail = (): never => {
      calls += 1;
      throw new SkfError('SKF_Read', SAR.deviceRemoved);
    };
    expect(() => variableBytes(fail)).toThrow('0x0A000023');
    expect(calls).toBe(1);
  });
});
