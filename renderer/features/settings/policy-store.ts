import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PolicyView } from '../../../electron/shared/model/policy-profile.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface PolicyStore {
  /** Null until main has answered. */
  readonly view: PolicyView | null;
  load(): Promise<void>;
}

/** The rules that hold for the seals of the platforms here. */
export function createPolicyStore(policy: AppBridge['policy']): StoreApi<PolicyStore> {
  return createStore<PolicyStore>((set) => ({
    view: null,
    load: async () => {
      const result = await policy.view();
      if (result.ok) set({ view: result.value });
    },
  }));
}
