import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HandoverStore } from '../features/handover/handover-store.ts';
import type { PinStore } from '../features/tokens/pin-store.ts';

/** The views of the place for seals: USB Key 与口令, 印章, 办理. */
export const SEALS_VIEWS = ['keys', 'seals', 'cases'] as const;
export type SealsView = (typeof SEALS_VIEWS)[number];

export interface SealsViewStore {
  readonly view: SealsView;
  /** The view that a cancelled panel returns to. */
  readonly from: SealsView;
  readonly show: (view: SealsView) => void;
}

/** A store with panels, so far as they matter for the view. */
interface PanelState {
  /** The panel that is open; null if none is. */
  readonly panel: unknown;
  readonly busy: boolean;
  readonly close: () => void;
}

/**
 * Makes the store of the view that is in front. A panel that opens, also in place of another one, comes to the front under 办理, and closes those of
 * the other stores; a cancelled one returns to where it was opened, a finished one leaves its case in sight.
 */
export function createSealsViewStore(
  stores: readonly Pick<StoreApi<PanelState>, 'getState' | 'subscribe'>[],
): StoreApi<SealsViewStore> {
  const store = createStore<SealsViewStore>((set) => ({
    view: 'keys',
    from: 'keys',
    show: (view) => set({ view }),
  }));
  for (const one of stores) {
    one.subscribe((now, former) => {
      const { view, from } = store.getState();
      if (now.panel !== null && former.panel === null) {
        for (const other of stores) if (other !== one) other.getState().close();
        store.setState({ view: 'cases', from: view });
      } else if (now.panel === null && former.panel !== null) {
        // A panel cannot be cancelled while it works, so the end of its work has closed it.
        if (view === 'cases' && !former.busy) store.setState({ view: from });
      } else if (now.panel !== former.panel && former.busy) {
        store.setState({ from: 'cases' });
      } else if (now.panel !== former.panel && view !== 'cases') {
        store.setState({ view: 'cases', from: view });
      }
    });
  }
  return store;
}

/** Brings a person back to the open handover once a PIN has been changed for it. */
export function returnToHandover(
  pin: StoreApi<PinStore>,
  handover: StoreApi<HandoverStore>,
  sealsView: StoreApi<SealsViewStore>,
): void {
  pin.subscribe(({ state, close }, former) => {
    if (state.step !== 'done' || former.state.step !== 'working') return;
    if (handover.getState().panel !== 'guide') return;
    close();
    sealsView.getState().show('cases');
  });
}
