import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { DriverReport, ModuleReport } from '../../../electron/shared/model/driver-report.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export type DriverState =
  | { readonly step: 'none' }
  /** The former report stays in sight while a new one is made. */
  | { readonly step: 'checking'; readonly report: DriverReport | null }
  | { readonly step: 'checked'; readonly report: DriverReport }
  | { readonly step: 'failed'; readonly error: AppError };

export interface DriverStore {
  readonly state: DriverState;
  /** The result of the test of the module that the person picked last. */
  readonly picked: ModuleReport | null;
  readonly saved: boolean;
  /** The reason why picking or saving failed. */
  readonly problem: AppError | null;
  readonly diagnose: () => Promise<void>;
  readonly pick: () => Promise<void>;
  readonly save: () => Promise<void>;
}

/** Makes the store of the driver check. The system's dialogs choose paths; none passes through here. */
export function createDriverStore(drivers: AppBridge['drivers']): StoreApi<DriverStore> {
  return createStore<DriverStore>((set, get) => ({
    state: { step: 'none' },
    picked: null,
    saved: false,
    problem: null,
    diagnose: async () => {
      const { state } = get();
      if (state.step === 'checking') return;
      set({
        state: { step: 'checking', report: state.step === 'checked' ? state.report : null },
        saved: false,
      });
      const result = await drivers.diagnose();
      set({
        state: result.ok
          ? { step: 'checked', report: result.value }
          : { step: 'failed', error: result.error },
      });
    },
    pick: async () => {
      set({ problem: null });
      const result = await drivers.pickModule();
      if (!result.ok) return set({ problem: result.error });
      if (result.value === null) return;
      set({ picked: result.value });
      await get().diagnose();
    },
    save: async () => {
      set({ problem: null });
      const result = await drivers.saveReport();
      set(result.ok ? { saved: result.value } : { problem: result.error });
    },
  }));
}
