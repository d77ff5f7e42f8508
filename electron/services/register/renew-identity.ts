import type { RegisteredEntry } from '../../shared/model/register-entry.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { newEntry } from './new-entry.ts';
import { recordUse, type RecordingPorts } from './record-use.ts';
import { replaceRegisterId, registerIdOf } from './register-identity.ts';

export interface RenewingPorts extends RecordingPorts {
  readonly records: RecordStore;
  readonly random: RandomBytes;
}

/**
 * Gives the register another id with its platforms, for one that was rightly restored from an older backup and no
 * longer follows from what they have countersigned. They keep what they have under the former id; all entries are
 * sent anew, with the one that says why. Fails with the codes of the store.
 */
export function renewIdentity(reason: string, ports: RenewingPorts): Promise<Result<RegisteredEntry>> {
  return resultOf(async () => {
    const { records, random, clock } = ports;
    const former = await registerIdOf(records, random);
    const entry = {
      ...newEntry('registerRenewed', success(null), clock),
      purpose: reason,
      reference: former,
    };
    const registered = unwrap(await recordUse(entry, ports));
    await replaceRegisterId(records, random);
    return registered;
  });
}
