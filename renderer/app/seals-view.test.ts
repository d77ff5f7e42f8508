import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import type { SealLifeStore } from '../features/seal-life/seal-life-store.ts';
import { createSealsViewStore } from './seals-view.ts';

const LOSS: SealLifeStore['panel'] = { kind: 'loss', preset: null };
const REVIEW: PinResetStore['panel'] = { kind: 'review', number: 'R1' };
const NEW_PIN: PinResetStore['panel'] = { kind: 'newPin', number: 'R1' };

function setUp() {
  // The view follows panel and work alone.
  const sealLife = createStore<SealLifeStore>(
    (set) => ({ panel: null, busy: false, close: () => set({ panel: null }) }) as SealLifeStore,
  );
  const pinReset = createStore<PinResetStore>(
    (set) => ({ panel: null, busy: false, close: () => set({ panel: null }) }) as PinResetStore,
  );
  const store = createSealsViewStore([sealLife, pinReset]);
  return { sealLife, pinReset, store, view: () => store.getState().view };
}

describe('the view of the place for seals', () => {
  it('turns to a panel that opens, and back when it is cancelled', () => {
    const { sealLife, store, view } = setUp();
    store.getState().show('seals');
    sealLife.setState({ panel: LOSS });
    expect(view()).toBe('cases');
    sealLife.setState({ panel: null });
    expect(view()).toBe('seals');
  });

  it('stays where the case stands when the panel has done its work', () => {
    const { sealLife, view } = setUp();
    sealLife.setState({ panel: LOSS });
    sealLife.setState({ busy: true });
    sealLife.setState({ busy: false, panel: null });
    expect(view()).toBe('cases');
  });

  it('stays there too when a later step of the same case is put off', () => {
    const { pinReset, view } = setUp();
    pinReset.setState({ panel: REVIEW });
    pinReset.setState({ busy: true });
    pinReset.setState({ busy: false, panel: NEW_PIN });
    pinReset.setState({ panel: null });
    expect(view()).toBe('cases');
  });

  it('holds one panel: another closes it', () => {
    const { sealLife, pinReset, view } = setUp();
    sealLife.setState({ panel: LOSS });
    pinReset.setState({ panel: REVIEW });
    expect([sealLife.getState().panel, view()]).toEqual([null, 'cases']);
  });

  it('turns to a panel that opens in place of one that was left in another view', () => {
    const { sealLife, store, view } = setUp();
    sealLife.setState({ panel: LOSS });
    store.getState().show('seals');
    sealLife.setState({ panel: { kind: 'access' } });
    expect(view()).toBe('cases');
    sealLife.setState({ panel: null });
    expect(view()).toBe('seals');
  });

  it('leaves a person alone who has gone to another view meanwhile', () => {
    const { sealLife, store, view } = setUp();
    sealLife.setState({ panel: LOSS });
    store.getState().show('keys');
    sealLife.setState({ panel: null });
    expect(view()).toBe('keys');
  });
});
