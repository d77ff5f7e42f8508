import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { BindingOffer, BindingsView } from '../../../electron/shared/model/platform-binding.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** How far a person is with adding a platform. */
type SetupStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'typing' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'confirming'; readonly offer: BindingOffer }
  | { readonly kind: 'added'; readonly name: string };

export interface SetupStore {
  readonly step: SetupStep;
  /** The reason why the last try failed. */
  readonly problem: AppError | null;
  /** What the person has typed, kept after a failure. */
  readonly address: string;
  /** True while main adds the platform. */
  readonly busy: boolean;
  readonly go: (step: 'none' | 'typing') => void;
  readonly type: (address: string) => void;
  /** Asks at the typed address which platform answers there. */
  readonly askAddress: () => Promise<void>;
  /** Has the person choose a settings file. */
  readonly chooseFile: () => Promise<void>;
  /** Adds the platform whose root's fingerprint the person has compared. */
  readonly add: (offer: BindingOffer) => Promise<void>;
}

/**
 * Makes the store for adding platforms.
 * @param added is told of the bindings as they are once a platform was added
 */
export function createSetupStore(
  platform: Pick<AppBridge['platform'], 'offer' | 'add'>,
  added: (view: BindingsView) => void,
): StoreApi<SetupStore> {
  return createStore<SetupStore>((set, get) => {
    const ask = async (request: Parameters<typeof platform.offer>[0]): Promise<void> => {
      const asking = { kind: 'asking' } as const;
      set({ step: asking, problem: null });
      const result = await platform.offer(request);
      // The person has given up meanwhile, or asks something else.
      if (get().step !== asking) return;
      if (!result.ok) return set({ step: { kind: 'typing' }, problem: result.error });
      const offer = result.value;
      set({ step: offer === null ? { kind: 'typing' } : { kind: 'confirming', offer } });
    };
    return {
      step: { kind: 'none' },
      problem: null,
      address: '',
      busy: false,
      go: (kind) => set({ step: { kind }, problem: null }),
      type: (address) => set({ address }),
      askAddress: () => ask({ kind: 'address', address: get().address }),
      chooseFile: () => ask({ kind: 'file' }),
      add: async ({ name, rootSm3 }) => {
        set({ busy: true, problem: null });
        const result = await platform.add({ rootSm3 });
        if (!result.ok) return set({ busy: false, step: { kind: 'typing' }, problem: result.error });
        set({ busy: false, step: { kind: 'added', name }, address: '' });
        added(result.value);
      },
    };
  });
}
