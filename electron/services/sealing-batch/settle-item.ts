import type { RegisterStore } from '../register/register-store.ts';
import { firstWhere } from '../register/find-entries.ts';
import type { KeptItem } from './batch-journal.ts';
import type { BatchOrder } from './batch-order.ts';

export interface SettlingItemPorts {
  /** Uses that the ended process could not record are in the register by now. */
  readonly register: Pick<RegisterStore, 'find'>;
  /** Returns the SM3 of the file at a path, hexadecimal; null when no file can be read there. */
  readonly sm3Of: (path: string) => Promise<string | null>;
}

/**
 * Decides what became of a document at whose sealing the process ended. It is sealed when the register knows the very
 * file that lies at its output. If the register knows of a sealing whose file is not there, nobody seals the document
 * again unasked. Else it waits as before. Rejects with the codes of the store.
 */
export async function settleItem(
  item: KeptItem,
  { seals }: Pick<BatchOrder, 'seals'>,
  { register, sm3Of }: SettlingItemPorts,
): Promise<KeptItem> {
  const { sm3, outputPath, fromEntry } = item;
  if (item.state !== 'begun' || sm3 === null || outputPath === null) return item;
  const made = await sm3Of(outputPath);
  const since = { acts: ['seal'], result: 'done', from: fromEntry } as const;
  // The first seal is on the document as it was, and the last one makes the output.
  const [first, last] = [seals[0]?.esId, seals.at(-1)?.esId];
  if (made !== null) {
    const making = await firstWhere({ ...since, esId: last, sm3After: made }, 'oldest', register);
    if (making !== null) return { ...item, state: 'sealed', sm3After: made, signedAt: making.entry.time };
  }
  const begun = await firstWhere({ ...since, esId: first, sm3Before: sm3 }, 'oldest', register);
  if (begun !== null) return { ...item, state: 'failed', code: 'BATCH_OUTPUT_MISSING' };
  return { ...item, state: 'waiting', outputPath: null };
}
