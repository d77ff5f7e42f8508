import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type {
  HolderRecovery,
  RegisterAudit,
  RegisterCut,
  RegisterListing,
  RegisterRecovery,
  RegisterUploadState,
} from '../../../electron/shared/model/register.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import type { VoidWord } from './void-form.tsx';
import { NO_FILTER, periodOf, queryOf, type RegisterFilter, withOlder } from './register-entries.ts';

type RegisterBridge = AppBridge['register'];

export type AuditState =
  | { readonly step: 'none' }
  | { readonly step: 'checking' }
  | { readonly step: 'checked'; readonly audit: RegisterAudit };

export type RecoveryState =
  | { readonly step: 'none' }
  | { readonly step: 'running' }
  | { readonly step: 'done'; readonly recovery: RegisterRecovery };

/** The last operation that succeeded, for the message. */
export type RegisterDone = 'exported' | 'proofSaved' | 'voided' | 'taken' | 'returned' | 'opened' | 'renewed';

/** A register of the holder at a platform, which may be one whose computer is lost. */
export interface LostRegister {
  readonly registerId: string;
  readonly size: number;
  /** ISO 8601 */
  readonly openedAt: string;
}

export type Handover = Parameters<RegisterBridge['recordTaking']>[0];

export interface RegisterStore {
  readonly filter: RegisterFilter;
  /** The number of entries that the list is to hold, if there are so many. */
  readonly shown: number;
  /** Null until main has answered. */
  readonly listing: RegisterListing | null;
  readonly audit: AuditState;
  readonly recovery: RecoveryState;
  readonly uploads: readonly RegisterUploadState[];
  /** Index of the entry whose details are shown. */
  readonly chosen: number | null;
  readonly done: RegisterDone | null;
  /** True while the sheet for the printer is shown. */
  readonly printing: boolean;
  readonly problem: AppError | null;
  /** The reason why the last operation with a key was not recorded; null if it was. */
  readonly unrecorded: AppError | null;
  /** What bars sealing because the register was cut or rewritten; null if nothing does. */
  readonly cut: RegisterCut | null;
  /** True once the person has closed the notice about it; the page of the register goes on to show it. */
  readonly cutRead: boolean;
  readonly load: () => Promise<void>;
  /** Adds older entries to the list. */
  readonly more: () => Promise<void>;
  readonly setFilter: (change: Partial<RegisterFilter>) => Promise<void>;
  readonly choose: (index: number | null) => void;
  readonly verify: () => Promise<void>;
  /** Brings back what the platforms hold. */
  readonly recover: () => Promise<void>;
  /** Null until a platform did not know the register here; then the holder's registers, none before a key has asked. */
  readonly lost: readonly LostRegister[] | null;
  /** Brings a lost register back by its holder's key. */
  readonly recoverByKey: (key: Parameters<RegisterBridge['recoverByKey']>[0]) => Promise<void>;
  /** Lets a register that was cut go on under another id. */
  readonly renew: (reason: string) => Promise<boolean>;
  readonly exportCsv: (withNames: boolean) => Promise<void>;
  /** Exports the office's sheet of the uses between the days of the filter. */
  readonly exportSheet: () => Promise<void>;
  readonly print: () => Promise<void>;
  readonly saveProof: (index: number) => Promise<void>;
  /** @returns true if it was recorded */
  readonly recordVoid: (sm3: string, word: VoidWord) => Promise<boolean>;
  /** True if the chosen entry is to open with the form that records its file as void, until that has opened. */
  readonly startsVoiding: boolean;
  /** Shows the entry of a file that was sealed by mistake (盖错了), with that form. */
  readonly showMistake: (sm3: string) => Promise<void>;
  /** The form has opened. */
  readonly startedVoiding: () => void;
  readonly handOver: (way: 'taken' | 'returned', handover: Handover) => Promise<boolean>;
  /** True while a key opens the register at a platform. */
  readonly opening: boolean;
  readonly openAt: (key: Parameters<RegisterBridge['open']>[0]) => Promise<boolean>;
  readonly dismissUnrecorded: () => void;
  readonly dismissCut: () => void;
}

/** The number of entries of a page, and the most that are listed at once or printed. */
const PAGE = 200;
const MOST = 2000;

/** Tells whether a platform waits for a holder's key to open the register, or to bind its new key. */
export function waitsForKey(problem: AppError | null): boolean {
  return problem?.code === 'REGISTER_NOT_OPEN' || problem?.code === 'REGISTER_KEY_REFUSED';
}

/** Reads the registers in a refusal that asks which one is meant: id, number of entries and time, a line each. */
function lostIn({ code, details }: AppError): readonly LostRegister[] {
  const registers = details?.['registers'];
  if (code !== 'REGISTER_TO_CHOOSE' || typeof registers !== 'string') return [];
  return registers.split('\n').map((line) => {
    const [registerId = '', size, openedAt = ''] = line.split(' ');
    return { registerId, size: Number(size), openedAt };
  });
}

/** Makes the store of the register, which follows the register as it grows. */
export function createRegisterStore(register: RegisterBridge): StoreApi<RegisterStore> {
  const store = createStore<RegisterStore>((set, get) => {
    /** Runs an operation that the person asked for; `done` is shown if it succeeds. */
    const perform = async (
      done: RegisterDone | null,
      work: () => Promise<Result<boolean | null>>,
    ): Promise<boolean> => {
      set({ done: null, problem: null });
      const result = await work();
      if (!result.ok) set({ problem: result.error });
      else if (result.value !== false) set({ done });
      return result.ok;
    };
    const look = async (): Promise<void> => {
      const cut = await register.cut();
      if (cut.ok) set({ cut: cut.value });
    };
    /** Shows what a recovery has brought back. @returns why it failed; null if it did not */
    const bringBack = async (
      recover: () => Promise<Result<RegisterRecovery | HolderRecovery>>,
    ): Promise<AppError | null> => {
      set({ recovery: { step: 'running' }, done: null, problem: null });
      const result = await recover();
      const unbound = result.ok && 'unbound' in result.value ? result.value.unbound : null;
      set(
        result.ok
          ? { recovery: { step: 'done', recovery: result.value }, audit: { step: 'none' }, problem: unbound }
          : { recovery: { step: 'none' }, problem: result.error },
      );
      await look();
      return result.ok ? null : result.error;
    };
    /** Lists the newest entries of the present filter. */
    const show = async (count: number): Promise<void> => {
      const { filter } = get();
      const result = await register.list({ ...queryOf(filter), count });
      // The answer belongs to a former query.
      if (get().filter !== filter) return;
      set(result.ok ? { listing: result.value } : { problem: result.error });
    };
    return {
      filter: NO_FILTER,
      shown: PAGE,
      listing: null,
      audit: { step: 'none' },
      recovery: { step: 'none' },
      lost: null,
      uploads: [],
      chosen: null,
      done: null,
      printing: false,
      problem: null,
      unrecorded: null,
      cut: null,
      cutRead: false,
      load: async () => {
        const [uploads] = await Promise.all([register.uploads(), show(Math.min(get().shown, MOST))]);
        if (uploads.ok) set({ uploads: uploads.value });
      },
      more: async () => {
        const { filter, listing } = get();
        if (listing === null || listing.next === null) return;
        const result = await register.list({ ...queryOf(filter), before: listing.next });
        // The list was loaded anew meanwhile.
        if (get().listing !== listing) return;
        if (!result.ok) return set({ problem: result.error });
        const longer = withOlder(listing, result.value);
        set({ listing: longer, shown: longer.entries.length });
      },
      setFilter: (change) => {
        set({ filter: { ...get().filter, ...change }, chosen: null, shown: PAGE });
        return get().load();
      },
      choose: (chosen) => set({ chosen, startsVoiding: false, done: null, problem: null }),
      verify: async () => {
        set({ audit: { step: 'checking' }, problem: null });
        const result = await register.verify();
        set(
          result.ok
            ? { audit: { step: 'checked', audit: result.value } }
            : { audit: { step: 'none' }, problem: result.error },
        );
      },
      recover: async () => {
        const problem = await bringBack(() => register.recover());
        if (problem !== null && waitsForKey(problem)) set({ lost: [] });
      },
      recoverByKey: async (key) => {
        const problem = await bringBack(() => register.recoverByKey(key));
        set({ lost: problem === null ? null : lostIn(problem) });
      },
      renew: async (reason) => {
        const isDone = await perform('renewed', () => register.renew({ reason }));
        await look();
        return isDone;
      },
      exportCsv: async (withNames) =>
        void (await perform('exported', () => register.exportCsv({ withNames }))),
      exportSheet: async () =>
        void (await perform('exported', () => register.exportSheet(periodOf(get().filter)))),
      print: async () => {
        await show(MOST);
        set({ printing: true });
        await perform(null, () => register.print());
        set({ printing: false });
      },
      saveProof: async (index) => void (await perform('proofSaved', () => register.saveProof({ index }))),
      recordVoid: (sm3, word) => perform('voided', () => register.recordVoid({ sm3, ...word })),
      startsVoiding: false,
      showMistake: async (sm3) => {
        await get().setFilter({ ...NO_FILTER, search: sm3 });
        const found = get().listing?.entries.find(({ entry }) => entry.document?.sm3After === sm3);
        set({ chosen: found?.index ?? null, startsVoiding: found !== undefined });
      },
      startedVoiding: () => set({ startsVoiding: false }),
      handOver: (way, handover) =>
        perform(way, () =>
          way === 'taken' ? register.recordTaking(handover) : register.recordReturn(handover),
        ),
      opening: false,
      openAt: async (key) => {
        set({ opening: true });
        const isDone = await perform('opened', () => register.open(key));
        set({ opening: false });
        return isDone;
      },
      dismissUnrecorded: () => set({ unrecorded: null }),
      dismissCut: () => set({ cutRead: true }),
    };
  });
  register.changed(() => {
    store.setState({ audit: { step: 'none' } });
    void store.getState().load();
  });
  const showCut = (cut: RegisterCut | null): void => {
    if (cut === null) store.setState({ cut, cutRead: false });
    else store.setState({ cut });
  };
  register.checked(showCut);
  // Main may have checked before this window could hear of it.
  void register.cut().then((known) => known.ok && showCut(known.value));
  register.unrecorded((unrecorded) => store.setState({ unrecorded }));
  register.uploaded((uploads) => store.setState({ uploads, audit: { step: 'none' } }));
  return store;
}
