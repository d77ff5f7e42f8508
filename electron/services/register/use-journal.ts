import { base64 } from '@scure/base';
import { z } from 'zod';
import { toHex } from '../../core/bytes/hex.ts';
import { decodeEntry, encodeEntry } from '../../core/register/entry-bytes.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register-entry.ts';
import type { RecordStore } from '../records/records.ts';
import type { RandomBytes } from '../ports/clock.ts';

/** A use of a key that was begun. */
export interface BegunUse {
  readonly id: string;
  /** What is put on record where nothing more becomes known of it. */
  readonly entry: RegisterEntry;
  /** Where its file was to lie; nothing lay there when it was begun. */
  readonly outputPath: string;
  /** Entries of the register at that time. */
  readonly size: number;
  readonly processId: number;
}

/**
 * Notes uses before the key is used, so that a process that is killed between a seal and its entry leaves the use
 * on record all the same. What fails here fails where the entry is kept, and is said there.
 */
export interface UseJournal {
  /** @returns for `close`; null where it could not be noted */
  open(entry: RegisterEntry, outputPath: string): Promise<string | null>;
  close(id: string): Promise<void>;
}

export interface JournalPorts {
  readonly records: RecordStore;
  readonly size: () => Promise<number>;
  readonly random: RandomBytes;
  readonly processId: number;
}

const KIND = 'register-begun';
const ID_LENGTH = 16;

const schema = z.strictObject({
  entry: z.string(),
  outputPath: z.string(),
  size: z.int().min(0),
  processId: z.int(),
});

export function useJournal({ records, size, random, processId }: JournalPorts): UseJournal {
  return {
    open: (entry, outputPath) =>
      orNull(async () => {
        const id = toHex(random(ID_LENGTH));
        const begun = { entry: base64.encode(encodeEntry(entry)), outputPath, size: await size(), processId };
        await records.put(KIND, id, JSON.stringify(begun));
        return id;
      }),
    close: async (id) => void (await orNull(() => records.remove(KIND, id))),
  };
}

/** Uses that were begun and not closed; what cannot be read is left out. Rejects with the codes of the store. */
export async function begunUses(records: RecordStore): Promise<readonly BegunUse[]> {
  return (await records.list(KIND)).flatMap(({ id, json }) => {
    const parsed = schema.safeParse(JSON.parse(json));
    if (!parsed.success) return [];
    return [{ ...parsed.data, id, entry: decodeEntry(base64.decode(parsed.data.entry)) }];
  });
}

/** Rejects with the codes of the store. */
export const forgetUse = ({ id }: BegunUse, records: RecordStore): Promise<void> => records.remove(KIND, id);

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
