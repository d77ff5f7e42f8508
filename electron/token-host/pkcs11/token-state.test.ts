import { describe, expect, it } from 'vitest';
import { pinStateOf, securityOfficerPinStateOf } from './token-state.ts';

const COUNT_LOW = 0x10000;
const FINAL_TRY = 0x20000;
const LOCKED = 0x40000;
const TO_BE_CHANGED = 0x80000;
const INITIALIZED = 0x8;

const FREE = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: false,
  mustChange: false,
};

describe('pinStateOf', () => {
  it.each([
    ['nothing', 0, FREE],
    ['a count that is low', COUNT_LOW, { ...FREE, countLow: true }],
    ['the last try', COUNT_LOW | FINAL_TRY, { ...FREE, triesLeft: 1, countLow: true, finalTry: true }],
    ['a lock', COUNT_LOW | LOCKED, { ...FREE, triesLeft: 0, countLow: true, locked: true }],
    ['a lock and the last try', FINAL_TRY | LOCKED, { ...FREE, triesLeft: 0, locked: true }],
    ['an initial PIN', INITIALIZED | TO_BE_CHANGED, { ...FREE, isSet: true, mustChange: true }],
  ])('reports %s, and no number beyond those of PKCS#11', (_what, flags, state) => {
    expect(pinStateOf(flags)).toEqual(state);
  });
});

describe('securityOfficerPinStateOf', () => {
  it('reads the flags four bits higher, and assumes that the PIN is set', () => {
    expect(securityOfficerPinStateOf(LOCKED << 4)).toEqual({
      ...FREE,
      triesLeft: 0,
      locked: true,
      isSet: true,
    });
    expect(securityOfficerPinStateOf(LOCKED)).toEqual({ ...FREE, isSet: true });
  });
});
