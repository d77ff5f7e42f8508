import { z } from 'zod';
import { toHex } from '../../core/bytes/hex.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RecordStore } from '../records/records.ts';
import type { RandomBytes } from '../ports/clock.ts';

const KIND = 'register';
const ID = 'identity';
/** 128 bits: nobody guesses another's register. */
const LENGTH = 16;

const schema = z.strictObject({ registerId: z.string().regex(/^[0-9a-f]{32}$/) });

/**
 * Under which id platforms know this register; made at its first use, and kept with the entries, so that a backup
 * has it too. Rejects with the codes of the store.
 */
export async function registerIdOf(records: RecordStore, random: RandomBytes): Promise<string> {
  const known = await read(records);
  if (known !== null) return known;
  // Another process may do the same at this moment: the first one's stays.
  await records.add(KIND, ID, newIdentity(random));
  const made = await read(records);
  if (made === null) throw new CodedError('STORE_DAMAGED', 'the id of the register is not kept');
  return made;
}

/** Gives the register another id. Rejects with the codes of the store. */
export const replaceRegisterId = (records: RecordStore, random: RandomBytes): Promise<void> =>
  records.put(KIND, ID, newIdentity(random));

const newIdentity = (random: RandomBytes): string => JSON.stringify({ registerId: toHex(random(LENGTH)) });

async function read(records: RecordStore): Promise<string | null> {
  const json = await records.get(KIND, ID);
  if (json === null) return null;
  const parsed = schema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not the id of a register');
  return parsed.data.registerId;
}
