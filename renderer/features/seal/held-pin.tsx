import { type ReactNode, useEffect, useState } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { HeldPin } from '../../../electron/shared/model/pin-rules.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';

const TICK_MS = 1000;

/** Shows how long the key still seals without its PIN, with a button that ends it at once. */
export function HeldPinLine({ store }: { readonly store: StoreApi<HeldPinStore> }): ReactNode {
  const { held, drop } = useStore(store);
  return held === null ? null : <Countdown held={held} onDrop={drop} />;
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
  /** Makes the key ask for its PIN again from now on. */
  readonly drop: () => void;
}

export function createHeldPinStore(pin: AppBridge['pin']): StoreApi<HeldPinStore> {
  const store = createStore<HeldPinStore>(() => ({ held: null, drop: () => void pin.drop() }));
  pin.held((held) => store.setState({ held }));
  return store;
}
