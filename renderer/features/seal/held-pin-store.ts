import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeldPin } from '../../../electron/shared/model/pin-rules.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface HeldPinStore {
  /** The key that seals without its PIN, and until when; main says when that ends. */
  readonly held: HeldPin | null;
  /** Has the key ask for its PIN again from now on. */
  drop(): void;
}

export function createHeldPinStore(pin: AppBridge['pin']): StoreApi<HeldPinStore> {
  const store = createStore<HeldPinStore>(() => ({ held: null, drop: () => void pin.drop() }));
  pin.held((held) => store.setState({ held }));
  return store;
}
