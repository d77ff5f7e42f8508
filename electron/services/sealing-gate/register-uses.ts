import { CodedError } from '../../shared/errors.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { latestTime } from '../register/find-entries.ts';
import { entryOrNull, type RegisterStore } from '../register/register-store.ts';
import { isOnRecord } from './picture-confirmation.ts';
import type { UseRecords } from './situation.ts';

/**
 * Asks the register of this computer about uses of seals. An unreadable register yields null everywhere: keeping it
 * is a duty of its own, and no reason to bar a seal.
 */
export function registerUses(store: RegisterStore, engine: SmEngine): UseRecords {
  return {
    lastUse: (esId) => orNull(() => latestTime({ esId, acts: ['seal'], result: 'done' }, store)),
    began: () =>
      orNull(async () => {
        const [first] = await store.entries({ from: 0, count: 1 });
        return first === undefined ? null : (entryOrNull(first)?.time ?? null);
      }),
    isPictureConfirmed: (seal) => orNull(() => isOnRecord(seal, { register: store, engine })),
    // A refused attempt says nothing of the time: the clock may have been the reason for it.
    latestSince: (size) =>
      orNull(() => latestTime({ from: size, acts: ['seal', 'sign'], result: 'done' }, store)),
  };
}

async function orNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
