import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JSON_BUDGET } from '../budgets.ts';
import { readJson } from './json.ts';

describe('readJson', () => {
  it('reads what JSON.parse reads, within the budget', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 12 }), (text) => {
        expect(readJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('counts no marks inside texts', () => {
    const text = JSON.stringify({ a: `${'[{,"\\'.repeat(JSON_BUDGET.depth + 1)}`, b: '\\"' });
    expect(readJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['arrays in arrays', '['.repeat(100_000)],
    ['objects in objects', '{"a":'.repeat(100_000)],
    ['one level too many', `${'['.repeat(JSON_BUDGET.depth + 1)}${']'.repeat(JSON_BUDGET.depth + 1)}`],
    ['millions of values', `[${'0,'.repeat(JSON_BUDGET.marks)}0]`],
  ])('refuses %s before it makes a value', (_, text) => {
    expect(() => readJson(text)).toThrow(new SyntaxError('beyond the budget for JSON'));
  });
});
