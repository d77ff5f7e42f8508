import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { DEFAULT_PIN_POLICY, type PinLife } from '../../../electron/shared/model/pin-rules.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { createPinStore, overdueDays } from './pin-store.ts';

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

describe('createPinStore', () => {
  it('The store changes a PIN, zeroes the input and learns the time of the change', async () => {
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

  it('The store unblocks with the code and passes on that the last try was confirmed', async () => {
    const { store, asked, submit } = setUp();
    store.getState().begin('unblock', 'T1');
    await submit(true);
    expect(asked).toEqual(['unblock T1 123456 Seal#2468 true']);
  });

  it('A refusal leads to another question, once each time', async () => {
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

  it('A PIN that was not asked for is not sent but zeroed', async () => {
    const { asked, submit } = setUp();
    expect(await submit()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('A form closes once the PIN that it asks for is locked, so that it does not return after a reset', async () => {
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

  it('A form closes when its own key is removed, not when another is', () => {
    const { store } = setUp();
    store.getState().begin('change', 'T1');
    store.getState().follow([token('T1')]);
    expect(store.getState().state.step).toBe('asking');
    store.getState().follow([token('T2')]);
    expect(store.getState().state.step).toBe('idle');
  });
});

const NOW = Date.parse('2026-11-22T03:00:00Z');
const life = {
  policy: DEFAULT_PIN_POLICY,
  changedAt: { A: '2026-05-26T03:00:00Z', B: '2026-05-27T03:00:00Z' },
  byApplication: {},
};

describe('overdueDays', () => {
  it('The reminder starts on the day that the policy names', () => {
    expect(overdueDays(life, 'A', NOW)).toBe(180);
    expect(overdueDays(life, 'B', NOW)).toBeNull();
  });

  it('There is no reminder without a known change or without a limit', () => {
    const relaxed = { ...life, policy: { ...DEFAULT_PIN_POLICY, changeAfterDays: null } };
    expect([
      overdueDays(life, 'C', NOW),
      overdueDays(null, 'A', NOW),
      overdueDays(relaxed, 'A', NOW),
    ]).toEqual([null, null, null]);
  });
});
