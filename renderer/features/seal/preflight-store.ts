import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import {
  codesThatRefuse,
  type Preflight,
  type PreflightRow,
} from '../../../electron/shared/model/preflight.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { isSameSeal, type SealKey } from './places/place-rows.ts';

/** What is to be examined: an open document, and the seals that are to be used on it. */
export interface PreflightSubject {
  readonly documentId: string;
  /** Each once, in their order. */
  readonly seals: readonly SealKey[];
  /** Number of the approval that the use rests on; null for none. */
  readonly approvalId: string | null;
}

export type PreflightState =
  | { readonly step: 'none' }
  | { readonly step: 'examining' }
  | { readonly step: 'examined'; readonly preflight: Preflight }
  | { readonly step: 'failed'; readonly error: AppError };

export interface PreflightStore {
  readonly state: PreflightState;
  readonly subject: PreflightSubject | null;
  /** True once the person has said yes to every red finding that is shown. */
  readonly isAccepted: boolean;
  /** Examines a subject, unless it was examined last; null forgets the last one. */
  readonly examine: (subject: PreflightSubject | null) => Promise<void>;
  /** Examines the same again: the key, the lists or the rules may have changed. */
  readonly again: () => Promise<void>;
  readonly accept: (isAccepted: boolean) => void;
}

/** Makes the store of the examination before sealing (盖章前体检). */
export function createPreflightStore(seal: Pick<AppBridge['seal'], 'examine'>): StoreApi<PreflightStore> {
  return createStore<PreflightStore>((set, get) => {
    const run = async (subject: PreflightSubject): Promise<void> => {
      set({ subject, state: { step: 'examining' }, isAccepted: false });
      const result = await seal.examine(subject);
      if (get().subject !== subject) return;
      set({
        state: result.ok
          ? { step: 'examined', preflight: result.value }
          : { step: 'failed', error: result.error },
      });
    };
    return {
      state: { step: 'none' },
      subject: null,
      isAccepted: false,
      examine: async (subject) => {
        if (subject === null) return set({ subject: null, state: { step: 'none' }, isAccepted: false });
        if (!isSame(subject, get().subject)) await run(subject);
      },
      again: async () => {
        const { subject } = get();
        if (subject !== null) await run({ ...subject });
      },
      accept: (isAccepted) => set({ isAccepted }),
    };
  });
}

function isSame(first: PreflightSubject, second: PreflightSubject | null): boolean {
  if (first.documentId !== second?.documentId || first.approvalId !== second.approvalId) return false;
  const [some, others] = [first.seals, second.seals];
  return some.length === others.length && some.every((seal, at) => isSameSeal(others[at] ?? null, seal));
}

/** Returns the codes that the person has said yes to; none before. */
export function acceptedCodes({ state, isAccepted }: PreflightStore): readonly string[] {
  return isAccepted && state.step === 'examined' ? state.preflight.toAccept : [];
}

/**
 * Tells whether sealing would be refused, so that no PIN is asked for: a yes is still wanted, or no yes helps. What the rules
 * refuse goes on record when it is tried, and what is wrong with a key is said where its PIN is typed.
 */
export function barsSealing({ state, isAccepted }: PreflightStore): boolean {
  if (state.step !== 'examined') return false;
  const { rows, toAccept } = state.preflight;
  return (toAccept.length > 0 && !isAccepted) || rows.some(isRefusal);
}

function isRefusal({ part, error, findings }: PreflightRow): boolean {
  const isFinal = part === 'document' || part === 'approval';
  return (isFinal && error !== null) || codesThatRefuse(findings).length > 0;
}
