import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import type { SealLifeStore } from '../features/seal-life/seal-life-store.ts';

/** The views of the place for seals: USB Key 与口令, 印章, 办理. */
export const SEALS_VIEWS = ['keys', 'seals', 'cases'] as const;
export type SealsView = (typeof SEALS_VIEWS)[number];

export interface SealsViewStore {
  readonly view: SealsView;
  /** The view that a cancelled panel returns to. */
  readonly from: SealsView;
  readonly show: (view: SealsView) => void;
}

interface Followed {
  readonly sealLife: StoreApi<SealLifeStore>;
  readonly pinReset: StoreApi<PinResetStore>;
}

/** A panel of either store, so far as it matters for the view. */
interface PanelState {
  readonly panel: unknown;
  readonly busy: boolean;
}

/**
 * Makes the store of the view that is in front. A panel that opens comes to the front under 办理, and closes the one
 * of the other store; a cancelled one returns to where it was opened, a finished one leaves its case in sight.
 */
export function createSealsViewStore({ sealLife, pinReset }: Followed): StoreApi<SealsViewStore> {
  const store = createStore<SealsViewStore>((set) => ({
    view: 'keys',
    from: 'keys',
    show: (view) => set({ view }),
  }));
  const follow = (now: PanelState, former: PanelState, closeOther: () => void): void => {
    const { view, from } = store.getState();
    if (now.panel !== null && former.panel === null) {
      closeOther();
      store.setState({ view: 'cases', from: view });
    } else if (now.panel === null && former.panel !== null) {
      // A panel cannot be cancelled while it works, so the end of its work has closed it.
      if (view === 'cases' && !former.busy) store.setState({ view: from });
    } else if (now.panel !== former.panel && former.busy) {
      store.setState({ from: 'cases' });
    }
  };
  sealLife.subscribe((now, former) => follow(now, former, () => pinReset.getState().close()));
  pinReset.subscribe((now, former) => follow(now, former, () => sealLife.getState().close()));
  return store;
}
