import type { RegisterMark } from '../../shared/model/verification-report.ts';
import type { RegisteredEntry, RegisterEntry, TakenToken } from '../../shared/model/register.ts';
import {
  entryOrNull,
  type EntryConditions,
  type FoundIn,
  PACKED_LENGTH,
  type RegisterStore,
  type StoredEntry,
} from './register-store.ts';

/** The number of entries that one call to the store returns. */
const PAGE = 500;

/** The entries to find, and the places in the register to look at. */
export type EntryQuery = Omit<FoundIn, 'order' | 'count'>;

/**
 * Yields the entries that meet a query, page by page. The store only tells where to look: each entry is judged by its own
 * bytes. Unreadable ones are left out. Rejects with the codes of the store.
 * @param onAltered is told of each entry on the way whose bytes do not fit its hash
 */
export async function* entriesWhere(
  query: EntryQuery,
  order: 'newest' | 'oldest',
  store: Pick<RegisterStore, 'find'>,
  onAltered: (index: number) => void = () => undefined,
): AsyncGenerator<RegisteredEntry> {
  let { from, before } = query;
  for (;;) {
    const page = await store.find({ ...query, from, before, order, count: PAGE });
    for (const stored of page) {
      if (stored.altered === true) onAltered(stored.index);
      const entry = entryOrNull(stored);
      if (entry !== null && meets(entry, query)) yield { index: stored.index, entry };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    if (order === 'newest') before = last.index;
    else from = last.index + 1;
  }
}

/**
 * Yields every entry that can be read, the newest first, in memory that does not grow with the register. Rejects with the
 * codes of the store.
 */
export async function* everyEntry(
  store: Pick<RegisterStore, 'size' | 'pack'>,
): AsyncGenerator<RegisteredEntry> {
  const memory = new SharedArrayBuffer(PACKED_LENGTH);
  const packed = new Uint8Array(memory);
  for (let before = await store.size(); ;) {
    const entries = await store.pack(before, memory);
    for (const { index, from, to, altered } of entries) {
      const entry = entryOrNull({ bytes: packed.subarray(from, to), altered });
      if (entry !== null) yield { index, entry };
    }
    const last = entries.at(-1);
    if (last === undefined) return;
    before = last.index;
  }
}

/** Returns the first entry that meets a query, or null. Rejects with the codes of the store. */
export async function firstWhere(
  query: EntryQuery,
  order: 'newest' | 'oldest',
  store: Pick<RegisterStore, 'find'>,
): Promise<RegisteredEntry | null> {
  for await (const found of entriesWhere(query, order, store)) return found;
  return null;
}

/** Returns the latest time among the entries that meet a query, ISO 8601, or null. Rejects with the codes of the store. */
export async function latestTime(query: EntryQuery, store: RegisterStore): Promise<string | null> {
  const read = await store.find({ ...query, order: 'latest', count: PAGE });
  const times = read.flatMap((stored) => {
    const entry = entryOrNull(stored);
    return entry !== null && meets(entry, query) ? Date.parse(entry.time) : [];
  });
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** Tells whether the bytes of an entry say what a query asks for. Times count to the millisecond here. */
export function meets(entry: RegisterEntry, query: EntryConditions): boolean {
  const { acts, result, esId, tokenSerial, approval, sm3Before, sm3After, voids, since, until } = query;
  const at = Date.parse(entry.time);
  return (
    (acts === undefined || acts.includes(entry.act)) &&
    (result === undefined || (entry.result === 'done') === (result === 'done')) &&
    (esId === undefined || entry.seal?.esId === esId) &&
    (tokenSerial === undefined || entry.tokenSerial === tokenSerial) &&
    (approval === undefined || entry.approval === approval) &&
    (sm3Before === undefined || entry.document?.sm3Before === sm3Before) &&
    (sm3After === undefined || entry.document?.sm3After === sm3After) &&
    (voids === undefined || (entry.voids !== null && voids.includes(entry.voids))) &&
    (since === undefined || at >= Date.parse(since)) &&
    (until === undefined || at <= Date.parse(until))
  );
}

/** Returns the entries that can be read, in their order. */
export function readable(stored: readonly StoredEntry[]): readonly RegisteredEntry[] {
  return stored.flatMap((kept) => {
    const entry = entryOrNull(kept);
    return entry === null ? [] : [{ index: kept.index, entry }];
  });
}

/** The register's facts about a file that came out of sealing or signing. */
interface SealedFileRecord {
  /** Of the entry, from 0. */
  readonly index: number;
  readonly name: string;
  readonly seal: RegisterEntry['seal'];
  readonly page: number | null;
  readonly pages: number | null;
  readonly voided: boolean;
}

/**
 * Finds a sealed or signed file by its SM3. Returns null when no entry made it. Rejects with the codes of the store.
 * @param sm3 hexadecimal
 */
export async function findSealedFile(sm3: string, store: RegisterStore): Promise<SealedFileRecord | null> {
  for await (const { index, entry } of entriesWhere({ sm3After: sm3 }, 'oldest', store)) {
    if (entry.act === 'voided' || entry.document === null) continue;
    const { name, page, pages } = entry.document;
    const voided = (await firstWhere({ voids: [sm3] }, 'oldest', store)) !== null;
    return { index, name, seal: entry.seal, page, pages, voided };
  }
  return null;
}

/**
 * Returns what the register has on a file: whether the enterprise has declared it void (作废). Rejects with the codes of
 * the store.
 * @param sm3 hexadecimal; null for any file at all
 */
export async function registerMarks(
  sm3: string | null,
  store: Pick<RegisterStore, 'find'>,
): Promise<readonly RegisterMark[]> {
  const voids = sm3 === null ? undefined : [sm3];
  const found = await firstWhere({ acts: ['voided'], result: 'done', voids }, 'oldest', store);
  return found === null ? [] : [{ kind: 'voided', at: found.entry.time, reason: found.entry.purpose }];
}

/** Returns the shared tokens that somebody has taken and not brought back. Rejects with the codes of the store. */
export async function takenTokens(
  store: Pick<RegisterStore, 'newestOfEach'>,
): Promise<readonly TakenToken[]> {
  return readable(await store.newestOfEach('handover')).flatMap(({ entry }) => takenBy(entry) ?? []);
}

/** Returns who has a shared token now, or null when it is with its keeper. Rejects with the codes of the store. */
export async function holderOf(tokenSerial: string, store: RegisterStore): Promise<TakenToken | null> {
  const last = await firstWhere({ tokenSerial, acts: HANDOVERS }, 'newest', store);
  return last && takenBy(last.entry);
}

/** The acts by which a shared token changes hands (领用, 归还). */
export const HANDOVERS = ['tokenTaken', 'tokenReturned'] as const;

function takenBy({ act, time, tokenSerial, people }: RegisterEntry): TakenToken | null {
  if (act !== 'tokenTaken' || tokenSerial === null) return null;
  return { tokenSerial, user: people.user ?? '', since: time };
}
