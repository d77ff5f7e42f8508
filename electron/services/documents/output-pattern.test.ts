import { describe, expect, it } from 'vitest';
import { documentEnding, expectPattern, outputStem } from './output-pattern.ts';

const at = new Date(2026, 10, 27, 16, 5);
const named = (pattern: string, inputPath = '/合同/采购.合同.pdf'): string =>
  outputStem(pattern, { inputPath, number: 7, at });

describe('Names of outputs', () => {
  it.each([
    ['{name}_已盖章_{date}', '采购.合同_已盖章_20261127'],
    ['{number}-{name}', '007-采购.合同'],
    ['{date}{time} {name}', '202611271605 采购.合同'],
  ])('come from the pattern %s', (pattern, stem) => {
    expect(() => expectPattern(pattern)).not.toThrow();
    expect(named(pattern)).toBe(stem);
  });

  it.each([
    '',
    '  ',
    'a/{name}',
    '..\\{name}',
    '{file}',
    '{name',
    'name}',
    '{name}:',
    '{name}.',
    'nul',
    'x'.repeat(201),
  ])('come from no pattern such as %j', (pattern) => {
    expect(() => expectPattern(pattern)).toThrow('not a pattern of file names');
  });

  it.each([
    ['/a/合同.ofd', '.ofd'],
    ['/a/合同.OFD', '.ofd'],
    ['/a/合同.PDF', '.pdf'],
    ['/a/合同', '.pdf'],
  ])('end as their document does: %s', (path, ending) => {
    expect(documentEnding(path)).toBe(ending);
  });

  it('are such as every system allows', () => {
    expect(named('{name}', 'C:\\a\\x?y.pdf')).toBe('x_y');
    expect(named('{name}', '/a/con.pdf')).toBe('_con');
    expect(named('{name}', '/a/合同..pdf')).toBe('合同_');
    const long = named('{name}_已盖章', `/${'合'.repeat(200)}.pdf`);
    expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(230);
    expect(long.endsWith('_已盖章')).toBe(true);
  });
});
