import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { BindingOffer, BindingsView } from '../../../electron/shared/model/platform-binding.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** What the person is doing with one platform. */
type BindingStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' | 'unbinding' | 'removing'; readonly platform: string };

export interface BindingStore {
  /** Null until main has answered. */
  readonly view: BindingsView | null;
  /** The reason why the bindings are not known, or why the last act failed. */
  readonly problem: AppError | null;
  readonly step: BindingStep;
  /** True while main carries an act out. */
  readonly busy: boolean;
  /** True once the person has closed the notice about platforms to bind. */
  readonly noticeRead: boolean;
  readonly load: () => Promise<void>;
  readonly go: (step: BindingStep) => void;
  /** Binds what the person has seen: if the settings have changed since, main refuses. */
  readonly bind: (offer: BindingOffer) => Promise<void>;
  readonly unbind: (platform: string, reason: string) => Promise<void>;
  /** Takes a platform out of the settings, and ends its binding. */
  readonly remove: (platform: string, reason: string) => Promise<void>;
  /** Takes over what main has answered after a platform was added. */
  readonly show: (view: BindingsView) => void;
  readonly readNotice: () => void;
}

/** Makes the store of the bindings. It looks again after each synchronisation, so that changed files are seen. */
export function createBindingStore(platform: AppBridge['platform']): StoreApi<BindingStore> {
  const store = createStore<BindingStore>((set, get) => {
    const perform = async (act: () => Promise<Result<BindingsView>>): Promise<void> => {
      set({ busy: true, problem: null });
      const result = await act();
      if (result.ok) return set({ busy: false, view: result.value, step: { kind: 'none' } });
      // What the person saw may have changed: show it as it is now.
      await get().load();
      set({ busy: false, problem: result.error, step: { kind: 'none' } });
    };
    return {
      view: null,
      problem: null,
      step: { kind: 'none' },
      busy: false,
      noticeRead: false,
      load: async () => {
        const result = await platform.bindings();
        if (!result.ok) return set({ view: null, problem: result.error });
        // The reason why the last act failed stays; the reason why nothing was known does not.
        set(({ view, problem }) => ({ view: result.value, problem: view === null ? null : problem }));
      },
      go: (step) => set({ step, problem: null }),
      bind: ({ platform: id, digest }) => perform(() => platform.bind({ platform: id, digest })),
      unbind: (id, reason) => perform(() => platform.unbind({ platform: id, reason })),
      remove: (id, reason) => perform(() => platform.remove({ platform: id, reason })),
      show: (view) => set({ view, problem: null }),
      readNotice: () => set({ noticeRead: true }),
    };
  });
  platform.changed(() => {
    const { busy, step } = store.getState();
    // What a person is just comparing stays as it is; main refuses it if it has changed.
    if (!busy && step.kind === 'none') void store.getState().load();
  });
  void store.getState().load();
  return store;
}
