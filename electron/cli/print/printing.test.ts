import { afterEach, describe, expect, it, vi } from 'vitest';
import { printEach, printLine } from './printing.ts';

const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const aside = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

afterEach(() => {
  vi.clearAllMocks();
});

const said = (stream: typeof out): string => stream.mock.calls.map(([text]) => text).join('');

describe('A list', () => {
  const print = (name: string): void => printLine(`- ${name}`);
  const none = '没有 none';

  it('is printed item by item, for a program as one JSON value a line', () => {
    printEach(['a', 'b'], { json: undefined, print, none });
    expect(said(out)).toBe('- a\n- b\n');
    vi.clearAllMocks();
    printEach(['a', 'b'], { json: true, print, none });
    expect(said(out)).toBe('"a"\n"b"\n');
    expect(said(aside)).toBe('');
  });

  it('is printed by the items alone, whatever else their printer takes', () => {
    const printOr = (name: string, json?: true): void => (json ? printLine('json') : print(name));
    printEach(['a', 'b', 'c'], { json: undefined, print: printOr, none });
    expect(said(out)).toBe('- a\n- b\n- c\n');
  });

  it('without items is said to be empty, beside the answer and to a person alone', () => {
    printEach([], { json: undefined, print, none });
    expect(said(aside)).toBe('没有 none\n');
    vi.clearAllMocks();
    printEach([], { json: true, print, none });
    expect(said(aside) + said(out)).toBe('');
  });
});
