import { jsonOrNull } from '../../core/bytes/encodings.ts';
import { decodeEntry, encodeEntry } from '../../core/register/entry-bytes.ts';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { ExportedFindings } from '../../shared/model/audit-view.ts';
import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';
import type { FoundIn, RegisterStore, StoredEntry } from '../register/register-store.ts';

const row = z.strictObject({ index: z.int().min(0), entry: z.record(z.string(), z.unknown()) });

/** The numbers of missing entries that are named. */
const MOST_NAMED = 20;

/** An entry with its bytes as a register has them. */
type ExportedEntry = RegisteredEntry & Pick<StoredEntry, 'bytes'>;

/** A register that was exported as JSON (`register export`), with its entries in their order. */
export interface ExportedRegister {
  readonly entries: readonly ExportedEntry[];
  readonly findings: ExportedFindings;
}

/**
 * Reads an exported register. It carries no signature, so that only gaps and repetitions can be seen in it.
 * @throws CodedError AUDIT_SOURCE_UNKNOWN for any other file, also for one with an entry that does not fit
 */
export function readExportedRegister(bytes: Uint8Array): ExportedRegister {
  const rows = z.array(row).safeParse(jsonOrNull(bytes));
  if (!rows.success) throw new CodedError('AUDIT_SOURCE_UNKNOWN', 'no exported register');
  const entries = rows.data
    .map(({ index, entry }) => ({ index, ...entryIn(entry) }))
    .toSorted((one, other) => one.index - other.index);
  return { entries, findings: findingsIn(entries) };
}

/** Checks an entry by writing and reading its bytes as the register does. */
function entryIn(entry: Record<string, unknown>): Pick<ExportedEntry, 'entry' | 'bytes'> {
  try {
    // What does not fit the model is refused by the writer.
    const bytes = encodeEntry(entry as unknown as RegisterEntry);
    return { entry: decodeEntry(bytes), bytes };
  } catch (error) {
    if (error instanceof CodedError) throw new CodedError('AUDIT_SOURCE_UNKNOWN', 'an entry does not fit');
    throw error;
  }
}

function findingsIn(entries: readonly RegisteredEntry[]): ExportedFindings {
  const known = new Set(entries.map(({ index }) => index));
  const [first, last] = [entries[0]?.index ?? 0, entries.at(-1)?.index ?? -1];
  const missing: number[] = [];
  const missingCount = last - first + 1 - known.size;
  for (let index = first; missingCount > 0 && index <= last && missing.length < MOST_NAMED; index += 1) {
    if (!known.has(index)) missing.push(index + 1);
  }
  return { size: entries.length, missing, missingCount, repeats: known.size < entries.length };
}

/** The questions of a register's list, answered from exported entries: all lie in memory already. */
export function exportedLookup({
  entries,
}: ExportedRegister): Pick<RegisterStore, 'find' | 'size' | 'noEntries' | 'newestOfEach'> {
  const stored = entries.map(({ index, bytes }): StoredEntry => ({
    index,
    bytes,
    leafHash: new Uint8Array(),
  }));
  return {
    find: async ({ from = 0, before = Infinity, order, count }: FoundIn) => {
      const within = stored.filter(({ index }) => index >= from && index < before);
      return (order === 'oldest' ? within : within.toReversed()).slice(0, count);
    },
    size: async () => entries.length,
    noEntries: async () => [],
    // Who has a shared token now cannot be told from an export.
    newestOfEach: async () => [],
  };
}
