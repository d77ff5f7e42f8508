import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TokenSignature } from '../services/ports/tokens.ts';
import { type HeldPin, HOLD_PIN_MS } from '../shared/model/pin-rules.ts';
import { failure, type Result, success } from '../shared/result.ts';
import { tokenInfo } from '../services/tokens/fixtures/token-info.ts';
import { HeldPinSession } from './held-pin-session.ts';

const START = Date.parse('2026-11-22T00:00:00Z');
const request = {
  module: '/module.so',
  serial: 'T1',
  certificate: new Uint8Array(),
  digest: new Uint8Array(32),
};
const PIN = Uint8Array.of(49);
const HELD: Result<TokenSignature> = success({ value: new Uint8Array(64), profile: null, held: true });

let answer: () => Promise<Result<TokenSignature>>;
let calls: string[];
let told: (HeldPin | null)[];
let held: HeldPinSession;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  answer = () => Promise.resolve(HELD);
  calls = [];
  told = [];
  held = new HeldPinSession({
    tokens: {
      list: () => Promise.reject(new Error('not asked for')),
      signDigest: ({ holdMs, pin }) => {
        calls.push(`${pin === null ? 'held' : 'pin'} ${holdMs ?? 0}`);
        return answer();
      },
      dropLogin: async () => {
        calls.push('drop');
        return success(null);
      },
    },
    clock: { now: () => new Date() },
    changed: (now) => told.push(now),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const until = { tokenSerial: 'T1', until: START + HOLD_PIN_MS };
const hold = () => held.forSealing(true).signDigest({ ...request, pin: PIN });
const signHeld = (serial = 'T1') => held.forSealing(false).signDigest({ ...request, serial, pin: null });
const REQUIRED = failure({ code: 'PIN_REQUIRED' });

describe('HeldPinSession', () => {
  it('begins only when the person wants it and the key keeps its login', async () => {
    await held.forSealing(false).signDigest({ ...request, pin: PIN });
    answer = () => Promise.resolve(success({ value: new Uint8Array(64), profile: null, held: false }));
    await hold();
    expect([calls, told]).toEqual([['pin 0', `pin ${HOLD_PIN_MS}`], []]);
  });

  it('serves further signatures of its key and of no other', async () => {
    await hold();
    expect(await signHeld()).toEqual(HELD);
    expect(await signHeld('T2')).toEqual(REQUIRED);
    expect([calls, told]).toEqual([[`pin ${HOLD_PIN_MS}`, 'held 0'], [until]]);
  });

  it('that serves the seals of one act is told to nobody, neither its begin nor its end', async () => {
    const act = held.forOneAct();
    expect(await act.signDigest({ ...request, pin: PIN })).toEqual(HELD);
    expect(await act.signDigest({ ...request, pin: null })).toEqual(HELD);
    await held.drop();
    expect([calls, told, await signHeld()]).toEqual([[`pin ${HOLD_PIN_MS}`, 'held 0', 'drop'], [], REQUIRED]);
  });

  it('stays while the key of another module signs with its own PIN', async () => {
    await hold();
    const other = { ...request, module: '/other.so', serial: 'T2', pin: PIN };
    await held.forSealing(false).signDigest(other);
    expect(await signHeld()).toEqual(HELD);
    expect([calls, told]).toEqual([[`pin ${HOLD_PIN_MS}`, 'pin 0', 'held 0'], [until]]);
  });

  it('is held for longer by each seal of a batch', async () => {
    const keys = held.forBatch();
    await keys.signDigest({ ...request, pin: PIN });
    vi.advanceTimersByTime(HOLD_PIN_MS - 1);
    expect(await keys.signDigest({ ...request, pin: null })).toEqual(HELD);
    vi.advanceTimersByTime(HOLD_PIN_MS - 1);
    held.follow({ tokens: [{ ...tokenInfo('T1', []), module: '/module.so' }], failures: [] });
    expect([held.holds('T1'), held.holds('T2')]).toEqual([true, false]);
    vi.advanceTimersByTime(1);
    expect([held.holds('T1'), calls.at(-1), told.at(-1)]).toEqual([false, 'drop', null]);
  });

  it.each<[string, () => unknown, string[]]>([
    ['the time is over', () => vi.advanceTimersByTime(HOLD_PIN_MS), ['drop']],
    ['somebody drops it', () => held.drop(), ['drop']],
    ['the key is gone', () => held.follow({ tokens: [], failures: [] }), ['drop']],
    [
      'another driver serves the key',
      () => held.follow({ tokens: [tokenInfo('T1', [])], failures: [] }),
      ['drop'],
    ],
    ['its host ended', () => held.hostEnded('/module.so'), []],
    [
      'a PIN is given again',
      () => held.forSealing(false).signDigest({ ...request, pin: PIN }),
      ['drop', 'pin 0'],
    ],
  ])('ends when %s', async (_what, end, after) => {
    await hold();
    await end();
    expect(await signHeld()).toEqual(REQUIRED);
    expect([calls.slice(1), told]).toEqual([after, [until, null]]);
  });

  it('ends with the first signature that fails', async () => {
    await hold();
    answer = () => Promise.resolve(failure({ code: 'TOKEN_FAILURE' }));
    await signHeld();
    expect([calls.at(-1), told.at(-1)]).toEqual(['drop', null]);
  });

  it('does not begin when its end came while the key was signing', async () => {
    answer = async () => {
      await held.drop();
      return HELD;
    };
    await hold();
    expect([calls.at(-1), told]).toEqual(['drop', []]);
  });
});
