import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { success } from '../../../electron/shared/result.ts';
import { createHeldPinStore } from './held-pin.tsx';

const HELD = { tokenSerial: 'T1', until: Date.now() + 300_000 };

function setUp(inBatch = false) {
  const { client, raise } = createStandIn(contract, { pin: { drop: () => success(null) } });
  const store = createHeldPinStore(client.pin, () => inBatch);
  raise.pin.held(HELD);
  return { store, held: raise.pin.held };
}

describe('a held PIN', () => {
  it('that ends before its time says so, until the person has read it or the next one is held', () => {
    const { store, held } = setUp();
    held(null);
    expect([store.getState().held, store.getState().hasEnded]).toEqual([null, true]);
    store.getState().read();
    expect(store.getState().hasEnded).toBe(false);
    held(HELD);
    held(null);
    held(HELD);
    expect(store.getState().hasEnded).toBe(false);
  });

  it('that serves a batch says nothing, for the batch ends it', () => {
    const { store, held } = setUp(true);
    held(null);
    expect(store.getState()).toMatchObject({ held: null, hasEnded: false });
  });

  it('that the person ends, or whose time is over, says nothing', () => {
    const { store, held } = setUp();
    store.getState().drop();
    held(null);
    expect(store.getState().hasEnded).toBe(false);
    held({ ...HELD, until: Date.now() - 1 });
    held(null);
    expect(store.getState().hasEnded).toBe(false);
  });
});
