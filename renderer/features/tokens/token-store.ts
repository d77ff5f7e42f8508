import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TokenHostEnd } from '../../../electron/shared/model/token-host-end.ts';
import type { TokenView } from '../../../electron/shared/model/token-view.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface TokenStore {
  /** Null until the first look at the keys has ended. */
  readonly view: TokenView | null;
  /** A driver's process that ended, until the person has read it; told once a driver. */
  readonly endedHost: TokenHostEnd | null;
  dismissEndedHost(): void;
}

/** The keys as main last saw them. It follows main's events from the first moment. */
export function createTokenStore(tokens: AppBridge['tokens']): StoreApi<TokenStore> {
  const store = createStore<TokenStore>((set) => ({
    view: null,
    endedHost: null,
    dismissEndedHost: () => set({ endedHost: null }),
  }));
  tokens.changed((view) => store.setState({ view }));
  const told = new Set<string>();
  tokens.hostEnded((endedHost) => {
    if (!told.has(endedHost.module)) store.setState({ endedHost });
    told.add(endedHost.module);
  });
  void tokens.list().then((result) => {
    if (result.ok) store.setState({ view: result.value });
  });
  return store;
}
