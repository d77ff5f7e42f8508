import type { Database } from 'better-sqlite3';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { leafHash, type Sm3 } from '../../core/register/merkle-tree.ts';
import type {
  EntryConditions,
  EntryLookup,
  FoundIn,
  StoredEntry,
} from '../../services/register/register-store.ts';
import type { Immediate } from '../../wire/methods.ts';
import {
  ENTRY_FACTS,
  ENTRY_INDEXES,
  IS_BINDING,
  IS_HANDOVER,
  IS_NO_JSON,
} from './migrations/0003-entry-lookup.ts';
import { FREQUENT_ACTS, IS_RARE_ACT, RARE_ACT_INDEXES } from './migrations/0004-large-registers.ts';

/** Part of a statement, with the values of its parameters. */
interface Part {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** The beginning of a time without its fraction, which some entries have and others have not: `2026-11-22T03:10:00`. */
const WHOLE_SECONDS = 19;

const { act, time, result, esId } = ENTRY_FACTS;

/** The facts that an entry is to have with exactly this value. */
const EXACT = ['esId', 'tokenSerial', 'approval', 'sm3Before', 'sm3After'] as const;

function partsOf(conditions: EntryConditions): Part[] {
  const { acts, since, until, result: ended, text, voids } = conditions;
  const parts: Part[] = EXACT.flatMap((name) => {
    const value = conditions[name];
    return value === undefined ? [] : [{ sql: `${ENTRY_FACTS[name]} = ?`, values: [value] }];
  });
  if (voids !== undefined) parts.push(oneOf(ENTRY_FACTS.voids, voids));
  // SQLite uses an index over some rows only for a question that says so; each fact above has an index that finds fewer.
  if (acts !== undefined && parts.length === 0 && acts.every(isRare)) {
    parts.push({ sql: IS_RARE_ACT, values: [] });
  }
  if (acts !== undefined) parts.push(oneOf(act, acts));
  if (ended !== undefined)
    parts.push({ sql: `${result} ${ended === 'done' ? '=' : '<>'} 'done'`, values: [] });
  if (since !== undefined) parts.push({ sql: `${time} >= ?`, values: [since.slice(0, WHOLE_SECONDS)] });
  if (until !== undefined) parts.push({ sql: `${time} < ?`, values: [`${until.slice(0, WHOLE_SECONDS)}~`] });
  if (text !== undefined) parts.push({ sql: 'instr(lower(CAST(bytes AS TEXT)), ?) > 0', values: [text] });
  return parts;
}

const isRare = (each: string): boolean => !FREQUENT_ACTS.includes(each);

const oneOf = (expression: string, values: readonly string[]): Part => ({
  sql: values.length === 1 ? `${expression} = ?` : `${expression} IN (${values.map(() => '?').join(', ')})`,
  values,
});

const ORDERS = {
  newest: 'entry_index DESC',
  oldest: 'entry_index',
  latest: `${time} DESC`,
} as const;

function statementOf({ from, before, order, count, ...conditions }: FoundIn): Part {
  const parts = partsOf(conditions);
  if (from !== undefined) parts.push({ sql: 'entry_index >= ?', values: [from] });
  if (before !== undefined) parts.push({ sql: 'entry_index < ?', values: [before] });
  const where = parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`;
  // The latest among the last entries are sought among these, not in the index over the times of all.
  const sought = order === 'latest' && from !== undefined ? `+${ORDERS.latest}` : ORDERS[order];
  return {
    // The inner query reads indexes alone, so that only the entries of the answer are read as a whole.
    sql: `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry WHERE entry_index IN
      (SELECT entry_index FROM register_entry ${where} ORDER BY ${sought} LIMIT ?) ORDER BY ${ORDERS[order]}`,
    values: [...parts.flatMap(({ values }) => values), count],
  };
}

const newest = (which: string, each: string): string =>
  `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry WHERE entry_index IN
    (SELECT max(entry_index) FROM register_entry WHERE ${which} GROUP BY ${each}) ORDER BY entry_index`;
const NEWEST = {
  sealUse: newest(`${esId} IS NOT NULL AND ${act} = 'seal'`, esId),
  handover: newest(IS_HANDOVER, ENTRY_FACTS.tokenSerial),
  binding: newest(IS_BINDING, ENTRY_FACTS.reference),
} as const;
const NO_JSON = `SELECT entry_index FROM register_entry WHERE ${IS_NO_JSON} ORDER BY entry_index`;

/** Returns the look-ups of a register in an open database. Its statements are made as they are asked for. */
export function entryLookups(database: Database, engine: Sm3): Immediate<EntryLookup> {
  const rows = ({ sql, values }: Part): StoredEntry[] =>
    database
      .prepare<unknown[], StoredEntry>(sql)
      .all(...values)
      .map((row) => hashed(row, engine));
  return {
    find: (query) => rows(statementOf(query)),
    newestOfEach: (kind) => rows({ sql: NEWEST[kind], values: [] }),
    noEntries: () => database.prepare<[], number>(NO_JSON).pluck().all(),
    lookupsAgree: () => database.pragma('integrity_check(1)', { simple: true }) === 'ok',
  };
}

/**
 * Copies a row to memory of its own, so that a message does not carry the pool that it lies in, and marks an entry whose
 * bytes do not fit the hash beside them.
 */
export function hashed({ index, bytes, leafHash: kept }: StoredEntry, engine: Sm3): StoredEntry {
  const entry = { index, bytes: Uint8Array.from(bytes), leafHash: Uint8Array.from(kept) };
  return equalBytes(leafHash(engine, bytes), entry.leafHash) ? entry : { ...entry, altered: true };
}

const INDEX_SQL = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?";

/**
 * Makes the indexes of the look-ups anew that are missing or were made over something else. An index that was made over
 * fewer entries would hide the others.
 */
export function mendLookups(database: Database): void {
  const made = database.prepare<[string], string>(INDEX_SQL).pluck();
  for (const [name, over] of Object.entries({ ...ENTRY_INDEXES, ...RARE_ACT_INDEXES })) {
    const sql = `CREATE INDEX ${name} ON ${over}`;
    if (made.get(name) === sql) continue;
    database.transaction(() => database.exec(`DROP INDEX IF EXISTS ${name}; ${sql};`)).immediate();
  }
}
