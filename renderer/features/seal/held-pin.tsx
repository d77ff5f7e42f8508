import { type ReactNode, useEffect, useState } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { HeldPin } from '../../../electron/shared/model/pin-rules.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';

const TICK_MS = 1000;

/** Shows how long the key still seals without its PIN, with a button that ends it at once. */
export function HeldPinLine({ store }: { readonly store: StoreApi<HeldPinStore> }): ReactNode {
  const { held, hasEnded, drop, read } = useStore(store);
  const texts = useTexts().seal;
  if (held !== null) return <Countdown held={held} onDrop={drop} />;
  if (!hasEnded) return null;
  return (
    <span className="held-pin" role="status" data-testid="held-pin-ended">
      <span>{texts.heldPinEnded}</span>
      <button type="button" onClick={read}>
        {texts.heldPinRead}
      </button>
    </span>
  );
}

function Countdown({ held, onDrop }: { readonly held: HeldPin; readonly onDrop: () => void }): ReactNode {
  const texts = useTexts().seal;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  return (
    <span className="held-pin" data-testid="held-pin">
      <span>{texts.heldPin(clockText(held.until - now))}</span>
      <button type="button" onClick={onDrop}>
        {texts.dropPin}
      </button>
    </span>
  );
}

/** Writes minutes and seconds, such as 4:32. */
function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export interface HeldPinStore {
  /** The key that seals without its PIN, and until when; main sends the end. */
  readonly held: HeldPin | null;
  /** True once it asks again before its time, by no wish of the person: another key was used, or it failed. */
  readonly hasEnded: boolean;
  /** Makes the key ask for its PIN again from now on. */
  readonly drop: () => void;
  /** The person has read that it has ended. */
  readonly read: () => void;
}

/** @param inBatch tells whether many documents are being sealed: their batch ends its own login, and says itself what stops it */
export function createHeldPinStore(pin: AppBridge['pin'], inBatch: () => boolean): StoreApi<HeldPinStore> {
  let isDropped = false;
  const store = createStore<HeldPinStore>((set) => ({
    held: null,
    hasEnded: false,
    drop: () => {
      isDropped = true;
      void pin.drop();
    },
    read: () => set({ hasEnded: false }),
  }));
  pin.held((held) => {
    const former = store.getState().held;
    const isEarly = former !== null && Date.now() < former.until - TICK_MS;
    store.setState({ held, hasEnded: held === null && isEarly && !isDropped && !inBatch() });
    isDropped = false;
  });
  return store;
}
