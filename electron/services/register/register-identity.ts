import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';

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

/** Returns the id, or null when there is none or it cannot be read. Rejects with the codes of the store. */
export async function knownRegisterId(records: RecordStore): Promise<string | null> {
  const json = await records.get(KIND, ID);
  const parsed = schema.safeParse(json === null ? null : JSON.parse(json));
  return parsed.success ? parsed.data.registerId : null;
}

/** Gives the register another id. Rejects with the codes of the store. */
export const replaceRegisterId = (records: RecordStore, random: RandomBytes): Promise<void> =>
  records.put(KIND, ID, newIdentity(random));

/** Gives the register the id of one that goes on here. Rejects with the codes of the store. */
export async function keepRegisterId(records: RecordStore, registerId: string): Promise<void> {
  if ((await knownRegisterId(records)) === registerId) return;
  await records.put(KIND, ID, JSON.stringify(schema.parse({ registerId })));
}

const newIdentity = (random: RandomBytes): string => JSON.stringify({ registerId: toHex(random(LENGTH)) });

async function read(records: RecordStore): Promise<string | null> {
  const json = await records.get(KIND, ID);
  if (json === null) return null;
  const parsed = schema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not the id of a register');
  return parsed.data.registerId;
}
