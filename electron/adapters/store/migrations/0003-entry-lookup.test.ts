import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { sealedEntry } from '../../../core/register/fixtures/entries.ts';
import { encodeEntry } from '../../../core/register/entry-bytes.ts';
import { utf8Bytes } from '../../../core/bytes/encodings.ts';
import { loadSm3 } from '../../../core/sm/load-primitives.ts';
import { entryLookups, mendLookups } from '../entry-lookup.ts';
import { register } from './0001-register.ts';
import { platform } from './0002-platform.ts';
import { ENTRY_FACTS, entryLookup } from './0003-entry-lookup.ts';

const engine = await loadSm3();

const sm3 = (digit: string): string => digit.repeat(64);
const HANDED = { seal: null, document: null, tokenSerial: 'T9' } as const;
const BOUND = { seal: null, document: null, reference: 'gd' } as const;

/** Entries as an older version wrote them, with bytes that nobody can read among them. */
const ENTRIES: readonly Uint8Array[] = [
  encodeEntry(sealedEntry(1, { approval: 'SP-1' })),
  encodeEntry(sealedEntry(2, { seal: { esId: 'B', name: '乙章' }, result: 'PIN_WRONG' })),
  Uint8Array.of(0xff, 0, 0x7b),
  encodeEntry(sealedEntry(3, { time: '2026-11-22T03:03:00Z' })),
  encodeEntry(sealedEntry(0, { ...HANDED, act: 'tokenTaken' })),
  encodeEntry(sealedEntry(0, { ...HANDED, act: 'tokenReturned' })),
  encodeEntry(sealedEntry(0, { act: 'voided', voids: sm3('a'), purpose: 'Lease' })),
  utf8Bytes('{"version":1,"entry":{"act":"seal","seal":{"esId":"OLD"}}}'),
  encodeEntry(sealedEntry(0, { ...BOUND, act: 'platformBound' })),
  encodeEntry(sealedEntry(0, { ...BOUND, act: 'platformUnbound' })),
];

function upgraded() {
  const database = new SqliteDatabase(':memory:');
  database.exec(register.sql + platform.sql);
  const insert = database.prepare('INSERT INTO register_entry VALUES (?, ?, ?)');
  ENTRIES.forEach((bytes, index) => insert.run(index, bytes, Buffer.alloc(32)));
  database.exec(entryLookup.sql);
  return database;
}

describe('migration 3, the look-ups of entries', () => {
  const database = upgraded();
  const lookups = entryLookups(database, engine);
  const found = (query: Partial<Parameters<typeof lookups.find>[0]>): readonly number[] =>
    lookups.find({ order: 'newest', count: 10, ...query }).map(({ index }) => index);

  it.each<[string, Parameters<typeof found>[0], readonly number[]]>([
    ['seal', { esId: 'SAMPLE-1', acts: ['seal'], result: 'done' }, [3, 0]],
    ['refusal', { result: 'refused', acts: ['seal'] }, [1]],
    ['seal of an older version', { esId: 'OLD' }, [7]],
    ['token', { tokenSerial: 'T9', order: 'oldest' }, [4, 5]],
    ['approval', { approval: 'SP-1' }, [0]],
    ['file', { sm3After: '3f'.repeat(32) }, [3]],
    ['original', { sm3Before: sm3('2') }, [1]],
    ['void file', { voids: [sm3('a'), sm3('b')] }, [6]],
    [
      'time, whatever its fraction',
      { since: '2026-11-22T03:03:00.000Z', until: '2026-11-22T03:03:00.000Z' },
      [3],
    ],
    ['time, the latest first', { order: 'latest', acts: ['seal'], esId: 'SAMPLE-1' }, [3, 0]],
    ['text', { text: 'lease' }, [6]],
    ['place', { from: 1, before: 4, count: 2 }, [3, 2]],
  ])('finds entries by %s', (_, query, indexes) => {
    expect(found(query)).toEqual(indexes);
  });

  it('finds the newest of each seal, token and binding, and what is no entry', () => {
    const indexes = (kind: 'sealUse' | 'handover' | 'binding') =>
      lookups.newestOfEach(kind).map(({ index }) => index);
    expect([indexes('sealUse'), indexes('handover'), indexes('binding'), lookups.noEntries()]).toEqual([
      [1, 3, 7],
      [5],
      [9],
      [2],
    ]);
  });

  it('looks up by indexes alone', () => {
    const plan = (where: string): unknown =>
      database
        .prepare<[], { detail: string }>(
          `EXPLAIN QUERY PLAN SELECT entry_index FROM register_entry WHERE ${where}`,
        )
        .get()?.detail;
    for (const fact of ['esId', 'tokenSerial', 'approval', 'sm3Before', 'sm3After', 'voids'] as const) {
      expect(plan(`${ENTRY_FACTS[fact]} = 'x'`)).toMatch(/^SEARCH register_entry USING COVERING INDEX/);
    }
  });

  it('follows an entry that is altered by other means, and makes an index anew that leaves entries out', () => {
    const edited = upgraded();
    edited.exec(`DROP TRIGGER register_entry_unchanged; DROP INDEX register_entry_by_approval;
      UPDATE register_entry SET bytes = '' || replace(bytes, 'SP-1', 'SP-2') WHERE entry_index = 99;
      CREATE INDEX register_entry_by_approval ON register_entry (${ENTRY_FACTS.approval})
        WHERE ${ENTRY_FACTS.approval} IS NOT NULL AND entry_index > 0;`);
    mendLookups(edited);
    const { sql } = edited
      .prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'register_entry_by_approval'")
      .get() ?? { sql: '' };
    expect(sql).not.toContain('entry_index > 0');
    expect(entryLookups(edited, engine).find({ approval: 'SP-1', order: 'newest', count: 1 })).toHaveLength(
      1,
    );
    expect(entryLookups(edited, engine).lookupsAgree()).toBe(true);
  });

  it('knows an index that was emptied behind its back', () => {
    const edited = upgraded();
    edited.unsafeMode(true);
    edited.pragma('writable_schema = ON');
    // Rows that are written while the schema names fewer columns to index are missing in the index afterwards.
    const kept = edited
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'register_entry_by_approval'")
      .pluck()
      .get();
    const set = edited.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'register_entry_by_approval'");
    set.run(`${kept ?? ''} AND entry_index < 0`);
    edited.pragma('schema_version = 900');
    edited
      .prepare('INSERT INTO register_entry VALUES (?, ?, ?)')
      .run(ENTRIES.length, encodeEntry(sealedEntry(8, { approval: 'SP-8' })), Buffer.alloc(32));
    set.run(kept);
    edited.pragma('schema_version = 901');
    expect(entryLookups(edited, engine).find({ approval: 'SP-8', order: 'newest', count: 1 })).toEqual([]);
    expect(entryLookups(edited, engine).lookupsAgree()).toBe(false);
  });
});
