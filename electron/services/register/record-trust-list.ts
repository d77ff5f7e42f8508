import { success } from '../../shared/result.ts';
import type { Recorder } from './acts-on-record.ts';
import { newEntry } from './record-entry.ts';
import type { TrustListAct } from '../trust-lists/trust-list-store.ts';

/**
 * Writes down in the register whose word counts from now on, or no more: the list, the fingerprint that the person has
 * confirmed, and whose it is.
 */
export function recordTrustList(
  { act, list, signer, fingerprint }: TrustListAct,
  recorder: Recorder,
): Promise<void> {
  return recorder.keep({
    ...newEntry(act, success(null), recorder.clock),
    ...{ purpose: list, counterpart: signer, reference: fingerprint },
  });
}
