import { describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import type { PinState, TokenInfo } from '../../shared/model/token.ts';
import { DEFAULT_PIN_POLICY } from '../../shared/model/pin-rules.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { changePin, type PinLifePorts, unblockPin } from './pin-life.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const FREE: PinState = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};
const LAST: PinState = { ...FREE, triesLeft: 1, countLow: true, finalTry: true };
const LOCKED: PinState = { ...FREE, triesLeft: 0, locked: true };

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function tokenWith(pin: PinState, soPin: PinState = FREE): TokenInfo {
  return {
    module: '/module.so',
    kind: 'pkcs11',
    slot: 0,
    label: 'token',
    serial: 'T1',
    manufacturer: 'maker',
    state: 'ready',
    pin,
    soPin,
    certificates: [],
    seals: [],
  };
}

/** Records the calls to the token and the notes in the history. */
function outside(answer: Result<null> = success(null)) {
  const calls: string[] = [];
  const text = (pin: Uint8Array): string => new TextDecoder().decode(pin);
  const ports: PinLifePorts = {
    tokens: {
      changePin: ({ serial, pin, newPin }) => {
        calls.push(`change ${serial} ${text(pin)} ${text(newPin)}`);
        return Promise.resolve(answer);
      },
      unblockPin: ({ serial, soPin, newPin }) => {
        calls.push(`unblock ${serial} ${text(soPin)} ${text(newPin)}`);
        return Promise.resolve(answer);
      },
    },
    policy: DEFAULT_PIN_POLICY,
    history: {
      lastChange: () => null,
      note: ({ serial }, at) => {
        calls.push(`note ${serial} ${at.toISOString()}`);
        return Promise.resolve();
      },
    },
    clock: { now: () => NOW },
  };
  return { ports, calls };
}

const change = (state: PinState, newPin: string, lastTryConfirmed = false, answer?: Result<null>) => {
  const { ports, calls } = outside(answer);
  const request = { pin: bytes('123456'), newPin: bytes(newPin), lastTryConfirmed };
  return changePin(tokenWith(state), request, ports).then((result) => ({ result, calls }));
};

const unblock = (soState: PinState, newPin: string, lastTryConfirmed = false, answer?: Result<null>) => {
  const { ports, calls } = outside(answer);
  const request = { soPin: bytes('Officer-77'), newPin: bytes(newPin), lastTryConfirmed };
  return unblockPin(tokenWith(LOCKED, soState), request, ports).then((result) => ({ result, calls }));
};

const refused = (error: AppError) => ({ result: failure(error), calls: [] });

describe('changePin', () => {
  it('changes the PIN and notes the time', async () => {
    expect(await change(FREE, 'Seal#2468')).toEqual({
      result: success(null),
      calls: ['change T1 123456 Seal#2468', 'note T1 2026-11-22T03:00:00.000Z'],
    });
  });

  it('sends no PIN when the new one is weak or equals the old one', async () => {
    const weak = (rules: string) => refused({ code: 'PIN_TOO_WEAK', details: { rules } });
    expect(await change(FREE, '111111')).toEqual(weak('classes repeats'));
    expect(await change(FREE, '123456')).toEqual(weak('classes sequence different'));
  });

  it('uses the last try only after a confirmation, and sends nothing to a locked token', async () => {
    expect(await change(LAST, 'Seal#2468')).toEqual(refused({ code: 'PIN_LAST_TRY' }));
    expect((await change(LAST, 'Seal#2468', true)).result).toEqual(success(null));
    const counted = { ...FREE, triesLeft: 1 };
    expect((await change(counted, 'Seal#2468')).result).toMatchObject({ error: { code: 'PIN_LAST_TRY' } });
    expect(await change(LOCKED, 'Seal#2468', true)).toEqual(refused({ code: 'PIN_LOCKED' }));
  });

  it('asks once and notes nothing when the token refuses', async () => {
    const wrong = failure({ code: 'PIN_WRONG' as const });
    expect(await change(FREE, 'Seal#2468', false, wrong)).toEqual({
      result: wrong,
      calls: ['change T1 123456 Seal#2468'],
    });
  });
});

describe('unblockPin', () => {
  it('sets the new PIN of a locked token and notes the time', async () => {
    expect(await unblock(FREE, 'Seal#2468')).toEqual({
      result: success(null),
      calls: ['unblock T1 Officer-77 Seal#2468', 'note T1 2026-11-22T03:00:00.000Z'],
    });
  });

  it('guards the SO PIN like the user PIN and names it in the error', async () => {
    expect(await unblock(LAST, 'Seal#2468')).toMatchObject(refused({ code: 'PIN_LAST_TRY' }));
    expect(await unblock(LOCKED, 'Seal#2468', true)).toMatchObject(refused({ code: 'SO_PIN_LOCKED' }));
    const wrong = failure({ code: 'PIN_WRONG' as const, details: { role: 'securityOfficer' } });
    expect((await unblock(FREE, 'Seal#2468', false, wrong)).result).toEqual(
      failure({ code: 'SO_PIN_WRONG', details: { role: 'securityOfficer' } }),
    );
    const locked = failure({ code: 'PIN_LOCKED' as const });
    expect((await unblock(FREE, 'Seal#2468', false, locked)).result).toEqual(
      failure({ code: 'SO_PIN_LOCKED' }),
    );
  });

  it('accepts neither a weak PIN nor the SO PIN as the new PIN', async () => {
    expect(await unblock(FREE, 'Officer-77')).toEqual(
      refused({ code: 'PIN_TOO_WEAK', details: { rules: 'different' } }),
    );
    expect((await unblock(FREE, 'abcdef')).calls).toEqual([]);
  });
});
