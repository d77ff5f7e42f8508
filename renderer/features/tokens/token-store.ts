import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TokenView } from '../../../electron/shared/model/token-view.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface TokenStore {
  /** Null until the first look at the keys has ended. */
  readonly view: TokenView | null;
  /** True after the host of the drivers crashed and was restarted, until the person has read it. */
  readonly hostRestarted: boolean;
  dismissRestart(): void;
}

/** The keys as main last saw them. It follows main's events from the first moment. */
export function createTokenStore(tokens: AppBridge['tokens']): StoreApi<TokenStore> {
  const store = createStore<TokenStore>((set) => ({
    view: null,
    hostRestarted: false,
    dismissRestart: () => set({ hostRestarted: false }),
  }));
  tokens.changed((view) => store.setState({ view }));
  tokens.hostRestarted(() => store.setState({ hostRestarted: true }));
  void tokens.list().then((result) => {
    if (result.ok) store.setState({ view: result.value });
  });
  return store;
}
