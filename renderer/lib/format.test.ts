import { describe, expect, it } from 'vitest';
import { formatBytes, formatDay, formatMillimetres, formatMinute, formatName } from './format.ts';

describe('formatDay and formatMinute', () => {
  it('Dates are written in local time', () => {
    const local = new Date(2026, 10, 21, 9, 41).toISOString();
    expect([formatDay(local), formatMinute(local)]).toEqual(['2026-11-21', '2026-11-21 09:41']);
  });

  it('Text that is no date stays unchanged', () => {
    expect(formatDay('never')).toBe('never');
  });
});

describe('formatMillimetres', () => {
  it.each([
    [120, '120'],
    [99.96, '100'],
    [20.25, '20.3'],
  ])('The length %d reads %s', (value, text) => expect(formatMillimetres(value)).toBe(text));
});

describe('formatName', () => {
  it.each([
    ['CN=某某公司,O=某某,C=CN', '某某公司'],
    ['C=CN,O=某某,CN=某某公司', '某某公司'],
    ['CN=A\\, B & Co.,C=CN', 'A, B & Co.'],
    ['O=只有单位,C=CN', 'O=只有单位,C=CN'],
  ])('The name of %s is %s', (name, text) => expect(formatName(name)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [210_000_000, '210'],
    [1_070_000_000, '1.1'],
  ])('The size %d begins with %s', (bytes, text) =>
    expect(formatBytes(bytes, 'zh-CN')).toMatch(new RegExp(`^${text}\\D`)),
  );
});
