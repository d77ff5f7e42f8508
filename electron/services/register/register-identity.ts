import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { newEntry, recordEntry, type RecordingPorts } from './record-entry.ts';

const KIND = 'register';
const ID = 'identity';
/** 128 bits, so that nobody guesses the id of another register. */
const LENGTH = 16;

const schema = z.strictObject({ registerId: z.string().regex(/^[0-9a-f]{32}$/) });

/**
 * Returns the id under which platforms know this register. It is made at its first use and kept with the entries, so
 * that a backup contains it too. Rejects with the codes of the store.
 */
export async function registerIdOf(records: RecordStore, random: RandomBytes): Promise<string> {
  const known = await read(records);
  if (known !== null) return known;
  // Another process may do the same at this moment: the id that was added first stays.
  await records.add(KIND, ID, newIdentity(random));
  const made = await read(records);
  if (made === null) throw new CodedError('STORE_DAMAGED', 'the id of the register is not kept');
  return made;
}

/** Gives the register another id. Rejects with the codes of the store. */
const replaceRegisterId = (records: RecordStore, random: RandomBytes): Promise<void> =>
  records.put(KIND, ID, newIdentity(random));

const newIdentity = (random: RandomBytes): string => JSON.stringify({ registerId: toHex(random(LENGTH)) });

async function read(records: RecordStore): Promise<string | null> {
  const json = await records.get(KIND, ID);
  if (json === null) return null;
  const parsed = schema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not the id of a register');
  return parsed.data.registerId;
}

interface RenewingPorts extends RecordingPorts {
  readonly records: RecordStore;
  readonly random: RandomBytes;
}

/**
 * Gives the register a new id with its platforms. This is for a register that was rightly restored from an older backup
 * and no longer continues what they have countersigned. The platforms keep their entries under the former id, and all
 * entries are sent again, with one that states the reason. Fails with the codes of the store.
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
    const registered = unwrap(await recordEntry(entry, ports));
    await replaceRegisterId(records, random);
    return registered;
  });
}
