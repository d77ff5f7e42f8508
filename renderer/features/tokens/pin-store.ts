import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { PinLife } from '../../../electron/shared/model/pin-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token-info.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** A new PIN by the present one, or by the unlock code (SO PIN). */
export type PinJob = 'change' | 'unblock';

interface Subject {
  readonly job: PinJob;
  /** Serial number of the token. */
  readonly serial: string;
}

export type PinStoreState =
  | { readonly step: 'idle' }
  | ({ readonly step: 'asking'; readonly problem: AppError | null } & Subject)
  | ({ readonly step: 'working' } & Subject)
  | ({ readonly step: 'done' } & Subject);

/** What the person typed: the PIN or code that opens the token, and the PIN that it shall have. */
export interface PinSecrets {
  readonly present: Uint8Array;
  readonly wanted: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

export interface PinStore {
  /** Null until main has answered. */
  readonly life: PinLife | null;
  readonly state: PinStoreState;
  load(): Promise<void>;
  begin(job: PinJob, serial: string): void;
  /** Hands both PINs over and zeroes them. */
  submit(secrets: PinSecrets): Promise<void>;
  close(): void;
  /** The keys as they are now: a form for one that is gone closes. */
  follow(tokens: readonly TokenInfo[]): void;
}

/** Changing and unblocking PINs, one token at a time. */
export function createPinStore(pin: AppBridge['pin']): StoreApi<PinStore> {
  return createStore<PinStore>((set, get) => ({
    life: null,
    state: { step: 'idle' },
    load: async () => {
      const result = await pin.life();
      if (result.ok) set({ life: result.value });
    },
    begin: (job, serial) => set({ state: { step: 'asking', job, serial, problem: null } }),
    submit: async (secrets) => {
      const { state } = get();
      if (state.step !== 'asking') return zero(secrets);
      const { job, serial } = state;
      set({ state: { step: 'working', job, serial } });
      const asked = ask(pin, job, serial, secrets);
      zero(secrets);
      const result = await asked;
      if (result.ok) set({ life: result.value, state: { step: 'done', job, serial } });
      else set({ state: { step: 'asking', job, serial, problem: result.error } });
    },
    close: () => set(({ state }) => (state.step === 'working' ? {} : { state: { step: 'idle' } })),
    follow: (tokens) => {
      const { state, close, load } = get();
      if (state.step !== 'idle' && tokens.every(({ serial }) => serial !== state.serial)) close();
      void load();
    },
  }));
}

function ask(pin: AppBridge['pin'], job: PinJob, tokenSerial: string, secrets: PinSecrets) {
  const { present, wanted: newPin, lastTryConfirmed } = secrets;
  return job === 'change'
    ? pin.change({ tokenSerial, pin: present, newPin, lastTryConfirmed })
    : pin.unblock({ tokenSerial, soPin: present, newPin, lastTryConfirmed });
}

function zero({ present, wanted }: PinSecrets): void {
  present.fill(0);
  wanted.fill(0);
}
