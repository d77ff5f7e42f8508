import { describe, expect, it } from 'vitest';

import { CodedError } from '../shared/errors.ts';
import { dayOf, instantOf, particularsOf, pinSourceOf, targetOf } from './arguments.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
  }
  return 'no error';
}

describe('arguments', () => {
  it('place a seal on the last page unless told otherwise', () => {
    expect(targetOf({ at: '120,200.5' })).toEqual({ kind: 'place', page: 'last', xMm: 120, yMm: 200.5 });
    expect(targetOf({ at: ' 1 , 2 ', page: '3' })).toEqual({ kind: 'place', page: 2, xMm: 1, yMm: 2 });
    expect(targetOf({ field: 'Buyer' })).toEqual({ kind: 'field', name: 'Buyer' });
  });

  it.each([
    ['no place', {}],
    ['two places', { at: '1,2', field: 'A' }],
    ['a page for a field', { field: 'A', page: '1' }],
    ['one number', { at: '12' }],
    ['three numbers', { at: '1,2,3' }],
    ['words', { at: 'left,top' }],
    ['infinity', { at: 'Infinity,1' }],
    ['page zero', { at: '1,2', page: '0' }],
    ['page minus one', { at: '1,2', page: '-1' }],
  ])('are refused with %s', (_, options) => {
    expect(codeOf(() => targetOf(options))).toBe('USAGE');
  });

  it('name one source of the PIN', () => {
    expect(pinSourceOf({ pinEnv: 'P' })).toEqual({ kind: 'env', name: 'P' });
    expect(pinSourceOf({ pinStdin: true })).toEqual({ kind: 'stdin' });
    expect(pinSourceOf({})).toEqual({ kind: 'ask' });
    expect(codeOf(() => pinSourceOf({ pinEnv: 'P', pinStdin: true }))).toBe('USAGE');
  });

  it('take a time with its zone only', () => {
    expect(instantOf('--at', '2026-12-01T08:00:00+08:00')).toBe('2026-12-01T00:00:00.000Z');
    expect(codeOf(() => instantOf('--at', '2026-12-01'))).toBe('USAGE');
    expect(codeOf(() => instantOf('--at', '2026-13-01T00:00:00Z'))).toBe('USAGE');
  });
});

describe('a day', () => {
  it('begins and ends by the calendar of this computer', () => {
    expect([dayOf('--from', '2026-12-01', 'start'), dayOf('--to', '2026-12-01', 'end')]).toEqual([
      new Date(2026, 11, 1).toISOString(),
      new Date(2026, 11, 1, 23, 59, 59, 999).toISOString(),
    ]);
  });

  it('may be a moment with its zone', () => {
    expect(dayOf('--from', '2026-12-01T08:00:00+08:00', 'start')).toBe('2026-12-01T00:00:00.000Z');
  });

  it.each(['', 'today', '2026-13-01', '2026-12', '2026-12-01T08:00:00', '01/12/2026'])(
    'is not %j',
    (text) => {
      expect(() => dayOf('--from', text, 'start')).toThrow(expect.objectContaining({ code: 'USAGE' }));
    },
  );
});

describe('what the register keeps of a use', () => {
  it('is empty when nothing was said, and has a longest length', () => {
    expect(particularsOf({ keeper: '李四' })).toEqual({
      purpose: '',
      counterpart: '',
      applicant: '',
      approver: '',
      keeper: '李四',
    });
    expect(() => particularsOf({ purpose: 'x'.repeat(201) })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });
});
