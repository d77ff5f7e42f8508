import { describe, expect, it } from 'vitest';
import { pinStateOf } from './token-state.ts';

const COUNT_LOW = 0x10000;
const FINAL_TRY = 0x20000;
const LOCKED = 0x40000;

describe('pinStateOf', () => {
  it.each([
    ['nothing', 0, { triesLeft: null, countLow: false, finalTry: false, locked: false }],
    ['a count that is low', COUNT_LOW, { triesLeft: null, countLow: true, finalTry: false, locked: false }],
    ['the last try', COUNT_LOW | FINAL_TRY, { triesLeft: 1, countLow: true, finalTry: true, locked: false }],
    ['a lock', COUNT_LOW | LOCKED, { triesLeft: 0, countLow: true, finalTry: false, locked: true }],
    [
      'a lock and the last try',
      FINAL_TRY | LOCKED,
      { triesLeft: 0, countLow: false, finalTry: false, locked: true },
    ],
  ])('tells %s, and no number that PKCS#11 does not give', (_what, flags, state) => {
    expect(pinStateOf(flags)).toEqual(state);
  });
});
