import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { RegisterAudit } from '../../../electron/shared/model/register-audit.ts';
import type { RegisterAct, RegisterListing } from '../../../electron/shared/model/register-entry.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface RegisterFilter {
  readonly search: string;
  /** Days of the calendar here, YYYY-MM-DD; '' for any. */
  readonly from: string;
  readonly to: string;
  readonly act: RegisterAct | 'any';
  readonly result: 'any' | 'done' | 'refused';
}

const NO_FILTER: RegisterFilter = { search: '', from: '', to: '', act: 'any', result: 'any' };

export type AuditState =
  | { readonly step: 'none' }
  | { readonly step: 'checking' }
  | { readonly step: 'checked'; readonly audit: RegisterAudit };

export interface RegisterStore {
  readonly filter: RegisterFilter;
  /** Null until main has answered. */
  readonly listing: RegisterListing | null;
  readonly audit: AuditState;
  /** Index of the entry whose details are in sight. */
  readonly chosen: number | null;
  readonly exported: boolean;
  readonly problem: AppError | null;
  /** Why the last act with a key was not written down; null where it was. */
  readonly unrecorded: AppError | null;
  load(): Promise<void>;
  setFilter(change: Partial<RegisterFilter>): Promise<void>;
  choose(index: number | null): void;
  verify(): Promise<void>;
  exportCsv(): Promise<void>;
  dismissUnrecorded(): void;
}

type RegisterBridge = AppBridge['register'];

/** The register of seal uses as the window shows it; it follows the register as that grows. */
export function createRegisterStore(register: RegisterBridge): StoreApi<RegisterStore> {
  const store = createStore<RegisterStore>((set, get) => ({
    filter: NO_FILTER,
    listing: null,
    audit: { step: 'none' },
    chosen: null,
    exported: false,
    problem: null,
    unrecorded: null,
    load: async () => {
      const { filter } = get();
      const result = await register.list(queryOf(filter));
      // An answer to a former question comes too late.
      if (get().filter !== filter) return;
      set(result.ok ? { listing: result.value, problem: null } : { problem: result.error });
    },
    setFilter: (change) => {
      set({ filter: { ...get().filter, ...change }, chosen: null });
      return get().load();
    },
    choose: (chosen) => set({ chosen }),
    verify: async () => {
      set({ audit: { step: 'checking' }, problem: null });
      const result = await register.verify();
      set(
        result.ok
          ? { audit: { step: 'checked', audit: result.value } }
          : { audit: { step: 'none' }, problem: result.error },
      );
    },
    exportCsv: async () => {
      set({ exported: false, problem: null });
      const result = await register.exportCsv();
      set(result.ok ? { exported: result.value } : { problem: result.error });
    },
    dismissUnrecorded: () => set({ unrecorded: null }),
  }));
  register.changed(() => {
    store.setState({ audit: { step: 'none' }, exported: false });
    void store.getState().load();
  });
  register.unrecorded((unrecorded) => store.setState({ unrecorded }));
  return store;
}

function queryOf({ search, from, to, act, result }: RegisterFilter): Parameters<RegisterBridge['list']>[0] {
  return {
    search,
    ...momentOf('from', from, 'T00:00:00.000'),
    ...momentOf('to', to, 'T23:59:59.999'),
    ...(act === 'any' ? {} : { act }),
    ...(result === 'any' ? {} : { result }),
  };
}

/** A day that is not typed to its end yet does not narrow the list. */
function momentOf(name: 'from' | 'to', day: string, time: string): { readonly from?: string; to?: string } {
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? {} : { [name]: date.toISOString() };
}
