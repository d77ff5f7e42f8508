import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { entryOrNull, type RegisterStore } from '../register/register-store.ts';
import type { UseRecords } from './situation.ts';

/** The number of entries that one call to the store returns. */
const PAGE = 1000;

/**
 * Reads the uses of seals from the register of this computer. An unreadable register yields null everywhere: keeping it
 * is a duty of its own, and no reason to bar a seal.
 */
export function registerUses(store: RegisterStore): UseRecords {
  return {
    lastUse: (esId) =>
      orNull(async () => {
        for (let to = await store.size(); to > 0; to -= PAGE) {
          const page = await pageOf(store, Math.max(0, to - PAGE), Math.min(PAGE, to));
          const used = page.filter((entry) => isUseOf(entry, esId)).map(({ time }) => time);
          if (used.length > 0) return latest(used);
        }
        return null;
      }),
    began: () => orNull(async () => (await pageOf(store, 0, 1))[0]?.time ?? null),
    latestSince: (size) =>
      orNull(async () => {
        const times: string[] = [];
        for (let from = size; from < (await store.size()); from += PAGE) {
          const page = await pageOf(store, from, PAGE);
          times.push(...page.filter(usedKey).map(({ time }) => time));
        }
        return times.length === 0 ? null : latest(times);
      }),
  };
}

/** A refused attempt says nothing of the time: the clock may have been the reason for it. */
function usedKey({ act, result }: RegisterEntry): boolean {
  return (act === 'seal' || act === 'sign') && result === 'done';
}

function isUseOf({ act, result, seal }: RegisterEntry, esId: string): boolean {
  return act === 'seal' && result === 'done' && seal?.esId === esId;
}

async function pageOf(store: RegisterStore, from: number, count: number): Promise<readonly RegisterEntry[]> {
  const stored = await store.entries({ from, count });
  return stored.flatMap((kept) => entryOrNull(kept) ?? []);
}

function latest(times: readonly string[]): string {
  return new Date(Math.max(...times.map((time) => Date.parse(time)))).toISOString();
}

async function orNull(read: () => Promise<string | null>): Promise<string | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
