import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import { isAwaited, type TokenHostEnd, type TokenView } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** A driver whose process has ended, however often. */
export interface EndedHost extends TokenHostEnd {
  readonly count: number;
  /** ISO 8601, of the last end. */
  readonly lastAt: string;
}

export interface TokenStore {
  /** Null until it is known whether there are keys. */
  readonly view: TokenView | null;
  /** Drivers whose process ended since the start, the latest last. They stand in the driver check. */
  readonly endedHosts: readonly EndedHost[];
  /** The key for which another driver could not be chosen last, and the reason. */
  readonly driverProblem: { readonly tokenSerial: string; readonly error: AppError } | null;
  /** Uses one of the drivers that show a key; null leaves the decision to the rule. */
  readonly chooseDriver: (tokenSerial: string, module: string | null) => Promise<void>;
}

/**
 * Makes the store of the keys as main last saw them; it follows main's events from the start.
 * @param now gives milliseconds since 1970
 */
export function createTokenStore(
  tokens: AppBridge['tokens'],
  now: () => number = Date.now,
): StoreApi<TokenStore> {
  const store = createStore<TokenStore>((set) => ({
    view: null,
    endedHosts: [],
    driverProblem: null,
    chooseDriver: async (tokenSerial, module) => {
      const result = await tokens.useDriver({ tokenSerial, module });
      set(
        result.ok
          ? { view: result.value, driverProblem: null }
          : { driverProblem: { tokenSerial, error: result.error } },
      );
    },
  }));
  tokens.changed((view) => store.setState(({ view: former }) => ({ view: knownView(view, former) })));
  tokens.hostEnded((end) => {
    const isSame = (each: TokenHostEnd): boolean => each.module === end.module && each.cause === end.cause;
    store.setState(({ endedHosts }) => {
      const count = (endedHosts.find(isSame)?.count ?? 0) + 1;
      const lastAt = new Date(now()).toISOString();
      return { endedHosts: [...endedHosts.filter((each) => !isSame(each)), { ...end, count, lastAt }] };
    });
  });
  void tokens.list().then((result) => {
    if (result.ok) store.setState(({ view: former }) => ({ view: knownView(result.value, former) }));
  });
  return store;
}

/**
 * Returns the view once it tells something: one without keys tells nothing while a driver has yet to answer for the
 * first time, and it may show the key that is looked for.
 */
function knownView(view: TokenView, former: TokenView | null): TokenView | null {
  const looking = view.failures.some(({ error }) => isAwaited(error));
  return former === null && view.tokens.length === 0 && looking ? null : view;
}
