import { describe, expect, it } from 'vitest';
import { areaLines, pageLines, snapped } from './snap.ts';

const SIZE = { widthMm: 40, heightMm: 40 };
const LINES = [
  ...pageLines({ widthMm: 210, heightMm: 297 }),
  ...areaLines({ xMm: 100, yMm: 200, widthMm: 30, heightMm: 10 }),
];
const at = (xMm: number, yMm: number, reachMm = 2): readonly [number, number, number] => {
  const found = snapped({ xMm, yMm }, SIZE, LINES, reachMm);
  return [found.xMm, found.yMm, found.lines.length];
};

describe('lining up', () => {
  it('takes the centre of the page, its margins, and the sides and centre of what is there', () => {
    expect(at(104, 147.5)).toEqual([105, 148.5, 2]);
    expect(at(46, 60)).toEqual([45, 60, 1]);
    expect(at(119, 229)).toEqual([120, 230, 2]);
    expect(at(116, 206)).toEqual([115, 205, 2]);
  });

  it('leaves a seal alone that is near no line', () => {
    expect(at(70, 80)).toEqual([70, 80, 0]);
    expect(at(104, 147.5, 0.1)).toEqual([104, 147.5, 0]);
  });
});
