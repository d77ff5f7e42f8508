import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type {
  OfferedMakerList,
  OfferedTrustList,
  TrustListsView,
} from '../../../electron/shared/model/trust-lists.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** What the person is doing with the lists. */
type TrustListStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'confirming'; readonly offer: OfferedTrustList }
  | { readonly kind: 'confirmingMakers'; readonly offer: OfferedMakerList }
  | { readonly kind: 'removing'; readonly id: string }
  /** A list was taken over. */
  | { readonly kind: 'taken'; readonly source: string };

export interface TrustListStore {
  /** Null until main has answered. */
  readonly view: TrustListsView | null;
  readonly problem: AppError | null;
  readonly step: TrustListStep;
  readonly busy: boolean;
  readonly load: () => Promise<void>;
  /** Lets the person choose a file. The next list of a confirmed signer is taken over at once. */
  readonly choose: () => Promise<void>;
  /** Looks at a list that lies ready. */
  readonly consider: (file: string) => Promise<void>;
  /** Takes over the list that is being confirmed, by the fingerprint that the person has compared. */
  readonly confirm: () => Promise<void>;
  readonly go: (step: TrustListStep) => void;
  readonly remove: (id: string) => Promise<void>;
}

/** Makes the store of the lists of trust and makers. */
export function createTrustListStore(trust: AppBridge['trust']): StoreApi<TrustListStore> {
  return createStore<TrustListStore>((set, get) => {
    const begin = (): void => set({ busy: true, problem: null });
    const fail = (problem: AppError): void => set({ busy: false, problem, step: { kind: 'none' } });
    const takeOver = async (source: string, fingerprint: string | null): Promise<void> => {
      const taken = await trust.accept({ fingerprint });
      if (!taken.ok) return fail(taken.error);
      set({ busy: false, view: taken.value, step: { kind: 'taken', source } });
    };
    const offered = async (read: Result<OfferedTrustList | OfferedMakerList | null>): Promise<void> => {
      if (!read.ok) return fail(read.error);
      const offer = read.value;
      if (offer === null) return set({ busy: false });
      if ('kind' in offer) return set({ busy: false, step: { kind: 'confirmingMakers', offer } });
      if (offer.step !== 'new') return takeOver(offer.source, null);
      set({ busy: false, step: { kind: 'confirming', offer } });
    };
    return {
      view: null,
      problem: null,
      step: { kind: 'none' },
      busy: false,
      load: async () => {
        const view = await trust.lists();
        set(view.ok ? { view: view.value } : { problem: view.error });
      },
      choose: async () => {
        begin();
        await offered(await trust.choose());
      },
      consider: async (file) => {
        begin();
        await offered(await trust.consider({ file }));
      },
      confirm: async () => {
        const { step } = get();
        if (step.kind === 'confirming') {
          begin();
          await takeOver(step.offer.source, step.offer.signer.sm3);
        } else if (step.kind === 'confirmingMakers') {
          begin();
          await takeOver(step.offer.signer, step.offer.sm3);
        }
      },
      go: (step) => set({ step, problem: null }),
      remove: async (id) => {
        begin();
        const removed = await trust.remove({ id });
        if (!removed.ok) return fail(removed.error);
        set({ busy: false, view: removed.value, step: { kind: 'none' } });
      },
    };
  });
}
