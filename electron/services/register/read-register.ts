import type { AuditTrust } from '../../core/register/audit-heads.ts';
import { auditRegister } from '../../core/register/audit-register.ts';
import { decodeEntry } from '../../core/register/entry-bytes.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterAudit } from '../../shared/model/register-audit.ts';
import type { RegisteredEntry, RegisterListing } from '../../shared/model/register-entry.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import { keptCountersignatures } from './countersignatures.ts';
import type { RegisterStore, StoredEntry } from './ports.ts';
import { matches, type RegisterQuery } from './register-query.ts';
import { takenTokens } from './taken-tokens.ts';

/** How many entries one question to the store brings. */
const PAGE = 1000;

/** The entries that a query asks for, newest first. Fails with the codes of the store. */
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

/** Every entry that can be read, oldest first. Rejects with the codes of the store. */
export async function readAll(store: RegisterStore): Promise<readonly RegisteredEntry[]> {
  const stored = await readStored(store);
  return stored.map((kept) => ({ index: kept.index, entry: entryOrNull(kept) })).filter(isReadable);
}

/**
 * Checks the whole register, entry by entry and against its checkpoints and countersignatures. Fails with the
 * codes of the store.
 */
export function auditStore(
  { register, records }: { readonly register: RegisterStore; readonly records: RecordStore },
  judge: AuditTrust,
): Promise<Result<RegisterAudit>> {
  return resultOf(async () => {
    const kept = {
      entries: await readStored(register),
      leaves: await register.leafHashes(0),
      checkpoints: await register.checkpoints(),
      countersignatures: (await keptCountersignatures(records)).map(({ statement }) => statement),
    };
    return auditRegister(kept, judge);
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

function entryOrNull({ bytes }: StoredEntry): RegisteredEntry['entry'] | null {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function isReadable(read: { readonly entry: RegisteredEntry['entry'] | null }): read is RegisteredEntry {
  return read.entry !== null;
}
