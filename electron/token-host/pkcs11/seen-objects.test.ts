import { describe, expect, it } from 'vitest';
import { SEEN_FOR_MS, SeenObjects } from './seen-objects.ts';
import { pinStateOf, type TokenState } from './token-state.ts';

const STATE: TokenState = {
  slot: Buffer.alloc(8),
  slotNumber: 2,
  label: 'Token',
  serial: 'S1',
  manufacturer: 'Maker',
  firmware: '1.0',
  initialised: true,
  pin: pinStateOf(0),
  securityOfficerPin: pinStateOf(0),
};

/** Counts how often the token is read, under a clock of the test. */
function counted() {
  let now = 0;
  let reads = 0;
  const seen = new SeenObjects(() => now);
  const read = () => {
    reads += 1;
    return { certificates: [], data: [] };
  };
  return {
    seen,
    wait: (durationMs: number) => (now += durationMs),
    look: (state: TokenState = STATE) => (seen.of(state, read), reads),
  };
}

describe('SeenObjects', () => {
  it('reads an unchanged token only once in a while', () => {
    const { look, wait } = counted();
    expect([look(), look()]).toEqual([1, 1]);
    wait(SEEN_FOR_MS - 1);
    expect(look()).toBe(1);
    wait(1);
    expect([look(), look()]).toEqual([2, 2]);
  });

  it.each([
    ['another token in the slot', { serial: 'S2' }],
    ['another label', { label: 'New' }],
    ['a wrong PIN since', { pin: pinStateOf(0x10000) }],
  ])('reads again with %s', (_what, change) => {
    const { look } = counted();
    look();
    expect(look({ ...STATE, ...change })).toBe(2);
  });

  it('reads a token again after removal and return, and after the host may have changed it', () => {
    const { seen, look } = counted();
    look();
    seen.keepOnly([1, 2]);
    expect(look()).toBe(1);
    seen.keepOnly([1]);
    expect(look()).toBe(2);
    seen.forget();
    expect(look()).toBe(3);
  });
});
