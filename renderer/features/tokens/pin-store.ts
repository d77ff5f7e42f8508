import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { PinLife } from '../../../electron/shared/model/pin-rules.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';

/** A new PIN by the present one, or by the unlock code (SO PIN). */
export type PinJob = 'change' | 'unblock';

interface Subject {
  readonly job: PinJob;
  /** Serial number of the token. */
  readonly serial: string;
}

type PinStoreState =
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
  /** The keys as they are now: a form for one that is gone or locked closes. */
  follow(tokens: readonly TokenInfo[]): void;
}

/** Changing and unblocking PINs, one token at a time. */
export function createPinStore(pin: AppBridge['pin']): StoreApi<PinStore> {
  let latest: readonly TokenInfo[] = [];
  const isOver = (job: PinJob, serial: string): boolean => {
    const token = latest.find((each) => each.serial === serial);
    return token !== undefined && isHopeless(job, token);
  };
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
      else if (isOver(job, serial)) set({ state: { step: 'idle' } });
      else set({ state: { step: 'asking', job, serial, problem: result.error } });
    },
    close: () => set(({ state }) => (state.step === 'working' ? {} : { state: { step: 'idle' } })),
    follow: (tokens) => {
      latest = tokens;
      const { state, close, load } = get();
      if (state.step !== 'idle') {
        const { job, serial } = state;
        if (tokens.every((token) => token.serial !== serial) || isOver(job, serial)) close();
      }
      void load();
    },
  }));
}

/** What would open the key is locked: a form that asks for it has no use any more. */
export function isHopeless(job: PinJob, { pin, soPin }: TokenInfo): boolean {
  return job === 'change' ? pin.locked : soPin.locked;
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

const DAY_MS = 86_400_000;

/**
 * For how many days a PIN has not been changed, where that is longer than the policy wants; null where it is not,
 * or where no change is known.
 * @param nowMs milliseconds since 1970
 */
export function overdueDays(life: PinLife | null, serial: string, nowMs: number): number | null {
  const at = life?.changedAt[serial];
  const limit = life?.policy.changeAfterDays ?? null;
  if (at === undefined || limit === null) return null;
  const days = Math.floor((nowMs - Date.parse(at)) / DAY_MS);
  return days >= limit ? days : null;
}
