import type { RegisterStore } from '../register/register-store.ts';
import { entriesWhere } from '../register/find-entries.ts';
import type { KeptItem } from './batch-journal.ts';

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
  esId: string,
  { register, sm3Of }: SettlingItemPorts,
): Promise<KeptItem> {
  const { sm3, outputPath, fromEntry } = item;
  if (item.state !== 'begun' || sm3 === null || outputPath === null) return item;
  const made = await sm3Of(outputPath);
  const sealings = { acts: ['seal'], result: 'done', esId, sm3Before: sm3, from: fromEntry } as const;
  let isOnRecord = false;
  for await (const { entry } of entriesWhere(sealings, 'oldest', register)) {
    isOnRecord = true;
    if (made !== null && entry.document?.sm3After === made) {
      return { ...item, state: 'sealed', sm3After: made, signedAt: entry.time };
    }
  }
  if (isOnRecord) return { ...item, state: 'failed', code: 'BATCH_OUTPUT_MISSING' };
  return { ...item, state: 'waiting', outputPath: null };
}
