import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type {
  OfferedSystem,
  OfficeCallFile,
  OfficesView,
} from '../../../electron/shared/model/office-system.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

type OfficesBridge = AppBridge['offices'];

/** What a person says who registers the certificate that was picked. */
export type OfficeRegistrationWish = Parameters<OfficesBridge['register']>[0];

export interface OfficesStore {
  /** Null until main has answered. */
  readonly view: OfficesView | null;
  /** The certificate that was picked and is being registered; null while the list is shown. */
  readonly offered: OfferedSystem | null;
  readonly working: boolean;
  /** Whether office systems are being met: the folder is looked into, or the address asked. */
  readonly exchanging: boolean;
  readonly problem: AppError | null;
  /** The names of the files that were written for an office system; null before. */
  readonly given: readonly string[] | null;
  readonly load: () => Promise<void>;
  readonly pick: () => Promise<void>;
  readonly drop: () => void;
  /** Submits the PIN and zeroes it. */
  readonly register: (wish: OfficeRegistrationWish) => Promise<void>;
  readonly withdraw: (fingerprint: string, reason: string) => Promise<void>;
  readonly chooseFolder: () => Promise<void>;
  readonly leaveFolder: () => Promise<void>;
  /** The names of the files that were picked for the address and not set yet. */
  readonly picked: Readonly<Partial<Record<OfficeCallFile, string>>>;
  readonly pickCallFile: (kind: OfficeCallFile) => Promise<void>;
  /** Sets the address, and asks it at once. @returns false if it cannot be used */
  readonly setCall: (url: string, byAuthoritiesOfSystem: boolean) => Promise<boolean>;
  readonly leaveCall: () => Promise<void>;
  readonly exchangeNow: () => Promise<void>;
  /** Writes sealed files and results of an approval into a folder. */
  readonly giveBack: (id: string) => Promise<void>;
}

/** Makes the store of office systems. */
export function createOfficesStore(bridge: OfficesBridge): StoreApi<OfficesStore> {
  const store = createStore<OfficesStore>((set, get) => {
    const run = async <T>(work: Promise<Result<T>>, done: (value: T) => void): Promise<void> => {
      set({ working: true, problem: null, given: null });
      const outcome = await work;
      set({ working: false });
      if (!outcome.ok) return set({ problem: outcome.error });
      done(outcome.value);
    };
    const exchange = async (
      work: Promise<Result<OfficesView>>,
      done: (view: OfficesView) => void,
    ): Promise<void> => {
      set({ exchanging: true });
      await run(work, done);
      set({ exchanging: false });
    };
    const show = (view: OfficesView | null): void => {
      if (view !== null) set({ view });
    };
    return {
      ...{ view: null, offered: null, working: false, exchanging: false, problem: null, given: null },
      picked: {},
      load: () => run(bridge.view(), show),
      pick: () => run(bridge.chooseCertificate(), (offered) => set({ offered })),
      drop: () => set({ offered: null, problem: null }),
      register: (wish) => {
        const asked = bridge.register(wish);
        wish.pin.fill(0);
        return run(asked, (view) => set({ view, offered: null }));
      },
      withdraw: (fingerprint, reason) => run(bridge.withdraw({ fingerprint, reason }), show),
      chooseFolder: () => run(bridge.chooseFolder(), show),
      leaveFolder: () => run(bridge.leaveFolder(), show),
      pickCallFile: (kind) =>
        run(bridge.chooseCallFile({ kind }), (name) => {
          if (name !== null) set({ picked: { ...get().picked, [kind]: name } });
        }),
      setCall: async (url, byAuthoritiesOfSystem) => {
        await exchange(bridge.setCall({ url, byAuthoritiesOfSystem }), (view) => set({ view, picked: {} }));
        return get().problem === null;
      },
      leaveCall: () => run(bridge.leaveCall(), (view) => set({ view, picked: {} })),
      exchangeNow: () => exchange(bridge.exchangeNow(), show),
      giveBack: (id) => run(bridge.giveBack({ id }), (given) => set({ given })),
    };
  });
  bridge.changed((view) => store.setState({ view }));
  return store;
}
