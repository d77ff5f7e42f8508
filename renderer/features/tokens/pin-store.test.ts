import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { PinLife } from '../../../electron/shared/model/pin-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token-info.ts';
import { DEFAULT_PIN_POLICY } from '../../../electron/shared/pin/pin-policy.ts';
import { failure, success, type Result } from '../../../electron/shared/result.ts';
import { createPinStore } from './pin-store.ts';

const LIFE: PinLife = {
  policy: DEFAULT_PIN_POLICY,
  changedAt: { T1: '2026-11-22T03:00:00.000Z' },
  byApplication: {},
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function setUp(answer: Result<PinLife> = success(LIFE)) {
  const asked: string[] = [];
  const text = (pin: Uint8Array): string => new TextDecoder().decode(pin);
  const { client } = createStandIn(contract, {
    pin: {
      life: () => success(LIFE),
      change: ({ tokenSerial, pin, newPin, lastTryConfirmed }) => {
        asked.push(`change ${tokenSerial} ${text(pin)} ${text(newPin)} ${lastTryConfirmed}`);
        return answer;
      },
      unblock: ({ tokenSerial, soPin, newPin, lastTryConfirmed }) => {
        asked.push(`unblock ${tokenSerial} ${text(soPin)} ${text(newPin)} ${lastTryConfirmed}`);
        return answer;
      },
    },
  });
  const store = createPinStore(client.pin);
  const submit = async (lastTryConfirmed = false) => {
    const secrets = { present: bytes('123456'), wanted: bytes('Seal#2468'), lastTryConfirmed };
    await store.getState().submit(secrets);
    return [...secrets.present, ...secrets.wanted].every((byte) => byte === 0);
  };
  return { store, asked, submit };
}

const token = (serial: string, locked = false): TokenInfo =>
  ({ serial, pin: { locked }, soPin: { locked: false } }) as TokenInfo;

describe('the life of a PIN in the window', () => {
  it('changes a PIN, zeroes what was typed and learns when', async () => {
    const { store, asked, submit } = setUp();
    store.getState().begin('change', 'T1');
    expect(await submit()).toBe(true);
    expect(asked).toEqual(['change T1 123456 Seal#2468 false']);
    expect(store.getState()).toMatchObject({
      life: LIFE,
      state: { step: 'done', job: 'change', serial: 'T1' },
    });
    store.getState().close();
    expect(store.getState().state).toEqual({ step: 'idle' });
  });

  it('unblocks with the code, and hands on that the last try was confirmed', async () => {
    const { store, asked, submit } = setUp();
    store.getState().begin('unblock', 'T1');
    await submit(true);
    expect(asked).toEqual(['unblock T1 123456 Seal#2468 true']);
  });

  it('asks again after a refusal, once each time', async () => {
    const { store, asked, submit } = setUp(failure({ code: 'PIN_WRONG' }));
    store.getState().begin('change', 'T1');
    expect(await submit()).toBe(true);
    expect(store.getState().state).toEqual({
      step: 'asking',
      job: 'change',
      serial: 'T1',
      problem: { code: 'PIN_WRONG' },
    });
    expect(asked).toHaveLength(1);
  });

  it('sends nothing where nothing was asked for, and zeroes it all the same', async () => {
    const { asked, submit } = setUp();
    expect(await submit()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('closes where the PIN that it asks for is locked, so that it does not come back after a reset', async () => {
    const { store, submit } = setUp(failure({ code: 'PIN_LOCKED' }));
    store.getState().begin('change', 'T1');
    const submitted = submit();
    store.getState().follow([token('T1', true)]);
    await submitted;
    expect(store.getState().state).toEqual({ step: 'idle' });
    store.getState().begin('unblock', 'T1');
    store.getState().follow([token('T1', true)]);
    expect(store.getState().state.step).toBe('asking');
  });

  it('closes with the key that it is for, and not with another', async () => {
    const { store } = setUp();
    store.getState().begin('change', 'T1');
    store.getState().follow([token('T1')]);
    expect(store.getState().state.step).toBe('asking');
    store.getState().follow([token('T2')]);
    expect(store.getState().state.step).toBe('idle');
  });
});
