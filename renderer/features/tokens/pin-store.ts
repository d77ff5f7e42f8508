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

/** The person's input: the PIN or code that opens the token, and its new PIN. */
export interface PinSecrets {
  readonly present: Uint8Array;
  readonly wanted: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

export interface PinStore {
  /** Null until main has answered. */
  readonly life: PinLife | null;
  readonly state: PinStoreState;
  readonly load: () => Promise<void>;
  readonly begin: (job: PinJob, serial: string) => void;
  /** Submits both PINs and zeroes them. */
  readonly submit: (secrets: PinSecrets) => Promise<void>;
  readonly close: () => void;
  /** Takes over the present keys: a form for one that is gone or locked closes. */
  readonly follow: (tokens: readonly TokenInfo[]) => void;
}

/** Makes the store that changes and unblocks PINs, one token at a time. */
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

/** Tells whether the PIN that a form asks for is locked, so that the form has no use. */
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
 * Returns the days since the last PIN change if they exceed the policy; null if they do not or no change is
 * known.
 * @param nowMs milliseconds since 1970
 */
export function overdueDays(life: PinLife | null, serial: string, nowMs: number): number | null {
  const at = life?.changedAt[serial];
  const limit = life?.policy.changeAfterDays ?? null;
  if (at === undefined || limit === null) return null;
  const days = Math.floor((nowMs - Date.parse(at)) / DAY_MS);
  return days >= limit ? days : null;
}
