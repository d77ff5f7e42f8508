import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { OpenedAuditView, PackageCheck } from '../../../electron/shared/model/audit-view.ts';
import type { RegisterListing } from '../../../electron/shared/model/register.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { NO_FILTER, queryOf, type RegisterFilter, withOlder } from './register-entries.ts';

export interface AuditStore {
  /** Whether the place of the register shows the audit. */
  readonly isShown: boolean;
  /** What is audited; null before a source was opened. */
  readonly audited: OpenedAuditView | null;
  readonly listing: RegisterListing | null;
  readonly filter: RegisterFilter;
  /** Index of the entry whose details are shown. */
  readonly chosen: number | null;
  /** The evidence package that was checked last; null for none. */
  readonly checked: PackageCheck | null;
  readonly working: boolean;
  readonly problem: AppError | null;
  readonly show: () => void;
  /** Lets the person pick a source, and opens it in place of the one before. */
  readonly open: (kind: 'folder' | 'file') => Promise<void>;
  readonly setFilter: (change: Partial<RegisterFilter>) => Promise<void>;
  readonly choose: (index: number | null) => void;
  /** Adds older entries to the list. */
  readonly more: () => Promise<void>;
  /** Lets the person pick an evidence package, and repeats its verdict. */
  readonly recheck: () => Promise<void>;
  readonly closePackage: () => void;
  /** Ends the audit; what was read is deleted. */
  readonly leave: () => Promise<void>;
}

const NOTHING = {
  ...{ audited: null, listing: null, filter: NO_FILTER, chosen: null, checked: null },
  ...{ working: false, problem: null },
} as const;

/** Makes the store of the audit of another register (只读审计), which has no way to change anything. */
export function createAuditStore(audit: AppBridge['audit']): StoreApi<AuditStore> {
  return createStore<AuditStore>((set, get) => {
    const list = async (): Promise<void> => {
      const { filter, audited } = get();
      const result = await audit.list(queryOf(filter));
      // The answer belongs to a former query, or to another register.
      if (get().filter !== filter || get().audited !== audited) return;
      set(result.ok ? { listing: result.value } : { problem: result.error });
    };
    return {
      isShown: false,
      ...NOTHING,
      show: () => set({ isShown: true }),
      open: async (kind) => {
        set({ working: true, problem: null, checked: null });
        const result = await audit.open({ kind });
        set({ working: false });
        // The person has left meanwhile: nothing stays of what was read.
        if (!get().isShown) return void (await audit.close());
        if (!result.ok) return set({ problem: result.error });
        if (result.value === null) return;
        set({ ...NOTHING, audited: result.value });
        await list();
      },
      setFilter: async (change) => {
        set({ filter: { ...get().filter, ...change }, chosen: null });
        await list();
      },
      choose: (chosen) => set({ chosen }),
      more: async () => {
        const { filter, listing } = get();
        if (listing === null || listing.next === null) return;
        const result = await audit.list({ ...queryOf(filter), before: listing.next });
        if (get().listing !== listing) return;
        if (!result.ok) return set({ problem: result.error });
        set({ listing: withOlder(listing, result.value) });
      },
      recheck: async () => {
        set({ working: true, problem: null });
        const result = await audit.recheck();
        set({ working: false });
        if (!result.ok) set({ problem: result.error });
        else if (result.value !== null) set({ checked: result.value });
      },
      closePackage: () => set({ checked: null }),
      leave: async () => {
        set({ isShown: false, ...NOTHING });
        await audit.close();
      },
    };
  });
}
