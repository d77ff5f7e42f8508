import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { CompletedHandover, HandoverView } from '../../../electron/shared/model/post-handover.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';

type Bridge = AppBridge['handover'];

export interface HandoverStore {
  /** The handover that is under way; null if there is none, or main has not answered yet. */
  readonly view: HandoverView | null;
  /** The panel that is open: who hands over to whom, or what is done and what is left. */
  readonly panel: 'begin' | 'guide' | null;
  /** Why a key is left as it is, by its serial number; kept while the panel is closed. */
  readonly remarks: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly problem: AppError | null;
  /** The handover that was just completed, until another panel opens. */
  readonly completed: CompletedHandover | null;
  readonly load: () => Promise<void>;
  /** Opens the handover that is under way, or the form that begins one. */
  readonly open: () => void;
  readonly close: () => void;
  readonly setRemark: (serial: string, remark: string) => void;
  readonly begin: (start: Parameters<Bridge['begin']>[0]) => Promise<void>;
  /** Records that a key which somebody had taken is back. */
  readonly recordReturn: (tokenSerial: string, user: string) => Promise<void>;
  readonly complete: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** Makes the store of the handover of a post (岗位交接), one at a time. */
export function createHandoverStore(
  bridge: Bridge,
  register: Pick<AppBridge['register'], 'recordReturn'>,
): StoreApi<HandoverStore> {
  return createStore<HandoverStore>((set, get) => {
    /** Runs one operation; the panel shows the reason if it fails. */
    const act = async <T>(
      asked: Promise<Result<T>>,
      next: (value: T) => Partial<HandoverStore>,
    ): Promise<void> => {
      set({ busy: true, problem: null });
      const result = await asked;
      set(result.ok ? { busy: false, ...next(result.value) } : { busy: false, problem: result.error });
    };
    return {
      view: null,
      panel: null,
      remarks: {},
      busy: false,
      problem: null,
      completed: null,
      load: async () => {
        const result = await bridge.view();
        set(result.ok ? { view: result.value } : { problem: result.error });
      },
      open: () =>
        set(({ view }) => ({ panel: view === null ? 'begin' : 'guide', problem: null, completed: null })),
      close: () => set(({ busy }) => (busy ? {} : { panel: null, problem: null })),
      setRemark: (serial, remark) => set(({ remarks }) => ({ remarks: { ...remarks, [serial]: remark } })),
      begin: (start) => act(bridge.begin(start), (view) => ({ view, panel: 'guide', remarks: {} })),
      recordReturn: async (tokenSerial, user) => {
        await act(register.recordReturn({ tokenSerial, user, purpose: '' }), () => ({}));
        await get().load();
      },
      complete: () =>
        act(bridge.complete({ remarks: get().remarks }), (completed) =>
          completed === null ? {} : { completed, view: null, panel: null, remarks: {} },
        ),
      drop: () => act(bridge.drop(), () => ({ view: null, panel: null, remarks: {} })),
    };
  });
}
