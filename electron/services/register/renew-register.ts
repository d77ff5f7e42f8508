import { CodedError } from '../../shared/errors.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { newEntry, recordEntry, type RecordingPorts } from './record-entry.ts';
import { replaceRegisterId } from './register-identity.ts';

interface RenewingPorts extends RecordingPorts {
  readonly records: RecordStore;
  readonly random: RandomBytes;
}

/**
 * Gives the register a new id with its platforms, and puts the reason on record. This is for a register that does not
 * continue what was confirmed of it, because an older backup was rightly restored, or because entries are lost for good:
 * what heads of the former id say no longer bars it. The platforms keep their entries under the former id, and all
 * entries are sent again. Fails with the codes of the store.
 */
export function renewIdentity(reason: string, ports: RenewingPorts): Promise<Result<RegisteredEntry>> {
  return resultOf(async () => {
    const { records, random, clock, history } = ports;
    const ids = [await history.registerId(), ...(await history.unexplainedIds())];
    let registered: RegisteredEntry | undefined;
    for (const reference of ids) {
      const entry = { ...newEntry('registerRenewed', success(null), clock), purpose: reason, reference };
      registered = unwrap(await recordEntry(entry, ports));
    }
    await replaceRegisterId(records, random);
    history.forget();
    if (registered === undefined) throw new CodedError('STORE_DAMAGED', 'the register has no id');
    return registered;
  });
}
