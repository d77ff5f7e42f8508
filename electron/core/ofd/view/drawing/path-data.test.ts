import { describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../pdf/appearance/transform.ts';
import { pathOperators } from './path-data.ts';

const textOf = (data: string): string => pathOperators(data, IDENTITY).text;

/** The points of all operators, and the last numbers of each. */
function endsOf(data: string): readonly (readonly number[])[] {
  return textOf(data)
    .split('\n')
    .map((line) => line.split(' ').slice(0, -1).map(Number).slice(-2));
}

describe('pathOperators', () => {
  it('writes moves, lines, cubic curves and closings as they are', () => {
    expect(textOf('S 1 2 L 3 4 B 1 1 2 2 3 3 C')).toBe('1 2 m\n3 4 l\n1 1 2 2 3 3 c\nh');
    expect(textOf('M-1.5.5L+2e1-3')).toBe('-1.5 0.5 m\n20 -3 l');
    expect(textOf('M 0 0 L 1 1 2 2')).toBe('0 0 m\n1 1 l\n2 2 l');
  });

  it('begins at the origin, and behind a closing where the part before it began', () => {
    expect(textOf('L 1 0')).toBe('0 0 m\n1 0 l');
    expect(textOf('M 5 5 L 9 5 C L 5 9')).toBe('5 5 m\n9 5 l\nh\n5 5 m\n5 9 l');
  });

  it('raises a quadratic curve to a cubic one', () => {
    expect(textOf('M 0 0 Q 3 3 6 0')).toBe('0 0 m\n2 2 4 2 6 0 c');
  });

  it('moves each point by a matrix', () => {
    expect(pathOperators('M 1 1 L 2 1', [2, 0, 0, -2, 10, 10]).text).toBe('12 8 m\n14 8 l');
  });

  it('draws half a circle through its top or its bottom by the direction', () => {
    // From (0,0) to (2,0) around (1,0): clockwise, with y down, leads over (1,-1).
    const [, over, end] = endsOf('M 0 0 A 1 1 0 0 1 2 0');
    expect([over?.[0], over?.[1], end]).toEqual([1, -1, [2, 0]]);
    expect(endsOf('M 0 0 A 1 1 0 0 0 2 0')[1]).toEqual([1, 1]);
  });

  it('draws the longer arc where that is said, turns it, and lets short radii grow', () => {
    expect(endsOf('M 1 0 A 1 1 0 1 1 0 1')).toHaveLength(4);
    expect(endsOf('M 1 0 A 1 1 0 0 1 0 1')).toHaveLength(2);
    expect(endsOf('M 0 0 A 2 1 90 0 1 0 4')[1]).toEqual([1, 2]);
    expect(endsOf('M 0 0 A 0.5 0.5 0 0 1 2 0')[1]).toEqual([1, -1]);
    expect(textOf('M 0 0 A 0 1 0 0 1 2 0')).toBe('0 0 m\n2 0 l');
  });

  it('says when not all of it could be read, and keeps what could', () => {
    expect(pathOperators('M 0 0 L 1 1 L 2', IDENTITY)).toEqual({ text: '0 0 m\n1 1 l', isWhole: false });
    expect(pathOperators('M 0 0 X 5 L 1 1', IDENTITY).isWhole).toBe(false);
    expect(pathOperators('M 0 0 L 1 1 ;', IDENTITY).isWhole).toBe(false);
    expect(pathOperators('M 1e400 0', IDENTITY)).toEqual({ text: '', isWhole: false });
    expect(pathOperators('', IDENTITY)).toEqual({ text: '', isWhole: true });
  });
});
