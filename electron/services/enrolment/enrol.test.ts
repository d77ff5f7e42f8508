import { describe, expect, it } from 'vitest';
import type { PinState, TokenSnapshot } from '../../shared/model/token.ts';
import { chooseTokenToEnrol } from './enrol.ts';

const FREE: PinState = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

function token(serial: string, changes: Partial<TokenSnapshot> = {}): TokenSnapshot {
  return {
    module: '/module.so',
    kind: 'pkcs11',
    slot: 0,
    label: 'token',
    serial,
    manufacturer: 'maker',
    initialised: true,
    pin: FREE,
    soPin: FREE,
    certificates: [],
    data: [],
    ...changes,
  };
}

const used = { id: Uint8Array.of(1), label: '签名', der: Uint8Array.of(0x30, 0) };
const choose = (tokens: readonly TokenSnapshot[], serial?: string, confirmed = false) => {
  const result = chooseTokenToEnrol(tokens, serial, confirmed);
  return result.ok ? result.value.serial : result.error.code;
};

describe('The choice of the token to enrol', () => {
  it('takes the token that was named, the only token, or the only empty token', () => {
    expect(choose([token('A'), token('B')], 'B')).toBe('B');
    expect(choose([token('A', { certificates: [used] })])).toBe('A');
    expect(choose([token('A', { certificates: [used] }), token('B')])).toBe('B');
  });

  it('fails instead of guessing', () => {
    expect(choose([])).toBe('TOKEN_NOT_FOUND');
    expect(choose([token('A')], 'B')).toBe('TOKEN_NOT_FOUND');
    expect(choose([token('A', { initialised: false })])).toBe('TOKEN_NOT_INITIALISED');
    expect(choose([token('A'), token('B')])).toBe('TOKEN_AMBIGUOUS');
  });

  it('sends no PIN to a locked token, and uses the last try only after a confirmation', () => {
    const last = token('A', { pin: { ...FREE, triesLeft: 1, finalTry: true } });
    expect(choose([token('A', { pin: { ...FREE, locked: true } })], 'A', true)).toBe('PIN_LOCKED');
    expect([choose([last]), choose([last], 'A', true)]).toEqual(['PIN_LAST_TRY', 'A']);
  });
});
