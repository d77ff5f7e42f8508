import { describe, expect, it } from 'vitest';
import { formatBytes, formatDay, formatMillimetres, formatMinute, formatName } from './format.ts';

describe('dates', () => {
  it('are written for the eye, in local time', () => {
    const local = new Date(2026, 10, 21, 9, 41).toISOString();
    expect([formatDay(local), formatMinute(local)]).toEqual(['2026-11-21', '2026-11-21 09:41']);
  });

  it('stay as they are where they are none', () => {
    expect(formatDay('never')).toBe('never');
  });
});

describe('formatMillimetres', () => {
  it.each([
    [120, '120'],
    [99.96, '100'],
    [20.25, '20.3'],
  ])('writes %d as %s', (value, text) => expect(formatMillimetres(value)).toBe(text));
});

describe('formatName', () => {
  it.each([
    ['CN=某某公司,O=某某,C=CN', '某某公司'],
    ['C=CN,O=某某,CN=某某公司', '某某公司'],
    ['CN=A\\, B & Co.,C=CN', 'A, B & Co.'],
    ['O=只有单位,C=CN', 'O=只有单位,C=CN'],
  ])('of %s is %s', (name, text) => expect(formatName(name)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [210_000_000, '210'],
    [1_070_000_000, '1.1'],
  ])('of %d begins with %s', (bytes, text) =>
    expect(formatBytes(bytes, 'zh-CN')).toMatch(new RegExp(`^${text}\\D`)),
  );
});
