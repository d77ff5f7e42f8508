import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TokenHostEnd, TokenView } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface TokenStore {
  /** Null until the first look at the keys has ended. */
  readonly view: TokenView | null;
  /** Drivers whose process ended, until the person closes the notice; each is listed once. */
  readonly endedHosts: readonly TokenHostEnd[];
  readonly dismissEndedHost: (end: TokenHostEnd) => void;
}

/** Makes the store of the keys as main last saw them; it follows main's events from the start. */
export function createTokenStore(tokens: AppBridge['tokens']): StoreApi<TokenStore> {
  const store = createStore<TokenStore>((set) => ({
    view: null,
    endedHosts: [],
    dismissEndedHost: (end) =>
      set(({ endedHosts }) => ({ endedHosts: endedHosts.filter((each) => each !== end) })),
  }));
  tokens.changed((view) => store.setState({ view }));
  const told = new Set<string>();
  tokens.hostEnded((end) => {
    if (!told.has(end.module)) store.setState(({ endedHosts }) => ({ endedHosts: [...endedHosts, end] }));
    told.add(end.module);
  });
  void tokens.list().then((result) => {
    if (result.ok) store.setState({ view: result.value });
  });
  return store;
}
