import type { AuditTrust } from '../../core/register/audit-heads.ts';
import { auditRegister } from '../../core/register/audit-register.ts';
import type {
  RegisterAudit,
  RegisterAct,
  RegisteredEntry,
  RegisterEntry,
  RegisterListing,
  TakenToken,
} from '../../shared/model/register.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import type { RegisterHistory } from './register-history.ts';
import {
  entryOrNull,
  keptCountersignatures,
  type RegisterStore,
  type StoredEntry,
} from './register-store.ts';

/** The number of entries that one call to the store returns. */
const PAGE = 1000;

/** Lists the entries that match a query, newest first. Fails with the codes of the store. */
export function listRegister(query: RegisterQuery, store: RegisterStore): Promise<Result<RegisterListing>> {
  return resultOf(async () => {
    const stored = await readStored(store);
    const read = stored.map((kept) => ({ index: kept.index, entry: entryOrNull(kept) }));
    const entries = read.filter(isReadable);
    return {
      size: stored.length,
      entries: entries.filter(({ entry }) => matches(entry, query)).reverse(),
      unreadable: read.filter(({ entry }) => entry === null).map(({ index }) => index),
      voided: entries.flatMap(({ entry }) => entry.voids ?? []),
      taken: takenTokens(entries.map(({ entry }) => entry)),
    };
  });
}

/** Returns every readable entry, oldest first. Rejects with the codes of the store. */
export async function readAll(store: RegisterStore): Promise<readonly RegisteredEntry[]> {
  const stored = await readStored(store);
  return stored.map((kept) => ({ index: kept.index, entry: entryOrNull(kept) })).filter(isReadable);
}

/**
 * Checks the whole register, entry by entry, and against every checkpoint, countersignature and head that is kept
 * anywhere. Fails with the codes of the store.
 */
export function auditStore(
  {
    register,
    records,
    history,
  }: {
    readonly register: RegisterStore;
    readonly records: RecordStore;
    readonly history: Pick<RegisterHistory, 'outside'>;
  },
  judge: AuditTrust,
): Promise<Result<RegisterAudit>> {
  return resultOf(async () => {
    const { countersignatures, ...outside } = await history.outside(judge.engine);
    const kept = (await keptCountersignatures(records)).map(({ statement }) => statement);
    const inStore = new Set(kept.map(({ payload }) => payload));
    return auditRegister(
      {
        ...outside,
        entries: await readStored(register),
        leaves: await register.leafHashes(0),
        checkpoints: await register.checkpoints(),
        countersignatures: [...kept, ...countersignatures.filter(({ payload }) => !inStore.has(payload))],
      },
      judge,
    );
  });
}

async function readStored(store: RegisterStore): Promise<readonly StoredEntry[]> {
  const pages: StoredEntry[] = [];
  for (let from = 0; ;) {
    const page = await store.entries({ from, count: PAGE });
    pages.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return pages;
    from = last.index + 1;
  }
}

function isReadable(read: { readonly entry: RegisteredEntry['entry'] | null }): read is RegisteredEntry {
  return read.entry !== null;
}

/** The entries to show. An absent condition does not narrow the list. */
interface RegisterQuery {
  /** Part of a name, a purpose, a person, a serial or a hash, in any case. */
  readonly search?: string | undefined;
  /** The first and the last moment, ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly esId?: string | undefined;
  readonly act?: RegisterAct | undefined;
  readonly result?: 'done' | 'refused' | undefined;
}

function matches(entry: RegisterEntry, query: RegisterQuery): boolean {
  const { search = '', from, to, esId, act, result } = query;
  const at = Date.parse(entry.time);
  return (
    (from === undefined || at >= Date.parse(from)) &&
    (to === undefined || at <= Date.parse(to)) &&
    (esId === undefined || entry.seal?.esId === esId) &&
    (act === undefined || entry.act === act) &&
    (result === undefined || (entry.result === 'done') === (result === 'done')) &&
    searched(entry).includes(search.trim().toLowerCase())
  );
}

function searched(entry: RegisterEntry): string {
  const { document, seal, certificate, people } = entry;
  const parts = [document?.name, document?.sm3Before, document?.sm3After, seal?.name, seal?.esId];
  const whose = [certificate?.subject, certificate?.serial, entry.tokenSerial];
  const why = [
    entry.purpose,
    entry.counterpart,
    people.applicant,
    people.approver,
    people.keeper,
    people.user,
  ];
  const numbers = [entry.approval, entry.reference, entry.voids, entry.result];
  return [...parts, ...whose, ...why, ...numbers].join('\n').toLowerCase();
}

/**
 * Returns the shared tokens that somebody has taken and not brought back.
 * @param entries oldest first
 */
export function takenTokens(entries: readonly RegisterEntry[]): readonly TakenToken[] {
  const taken = new Map<string, TakenToken>();
  for (const { act, time, tokenSerial, people } of entries) {
    if (tokenSerial === null) continue;
    if (act === 'tokenTaken') taken.set(tokenSerial, { tokenSerial, user: people.user ?? '', since: time });
    if (act === 'tokenReturned') taken.delete(tokenSerial);
  }
  return [...taken.values()];
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

/** Finds a sealed or signed file by its SM3. Returns null when no entry made it. */
export function findSealedFile(entries: readonly RegisteredEntry[], sm3: string): SealedFileRecord | null {
  const made = entries.find(({ entry }) => entry.act !== 'voided' && entry.document?.sm3After === sm3);
  const document = made?.entry.document;
  if (made === undefined || document === undefined || document === null) return null;
  const { name, page, pages } = document;
  const voided = entries.some(({ entry }) => entry.voids === sm3);
  return { index: made.index, name, seal: made.entry.seal, page, pages, voided };
}
