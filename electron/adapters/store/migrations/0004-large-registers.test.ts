import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { encodeEntry } from '../../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../../core/register/fixtures/entries.ts';
import { loadSm3 } from '../../../core/sm/load-primitives.ts';
import type { RegisterAct } from '../../../shared/model/register.ts';
import { entryLookups } from '../entry-lookup.ts';
import { register } from './0001-register.ts';
import { platform } from './0002-platform.ts';
import { entryLookup } from './0003-entry-lookup.ts';
import { IS_RARE_ACT, largeRegisters } from './0004-large-registers.ts';

const engine = await loadSm3();

const ACTS: readonly RegisterAct[] = ['seal', 'enterpriseRules', 'sign', 'seal', 'voided', 'enterpriseRules'];

describe('migration 4, the look-up of rare acts', () => {
  const database = new SqliteDatabase(':memory:');
  database.exec(register.sql + platform.sql + entryLookup.sql);
  const insert = database.prepare('INSERT INTO register_entry VALUES (?, ?, ?)');
  ACTS.forEach((act, index) => insert.run(index, encodeEntry(sealedEntry(index, { act })), Buffer.alloc(32)));
  database.exec(largeRegisters.sql);
  const lookups = entryLookups(database, engine);

  it.each<[RegisterAct[], readonly number[]]>([
    [['enterpriseRules'], [5, 1]],
    [
      ['voided', 'enterpriseRules'],
      [5, 4, 1],
    ],
    [
      ['seal', 'voided'],
      [4, 3, 0],
    ],
    [['tokenTaken'], []],
  ])('finds the entries about %j', (acts, indexes) => {
    expect(lookups.find({ acts, order: 'newest', count: 10 }).map(({ index }) => index)).toEqual(indexes);
  });

  it('seeks a rare act by the index alone', () => {
    const plan = database
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT entry_index FROM register_entry WHERE ${IS_RARE_ACT}
          AND ${IS_RARE_ACT.replace(/ NOT IN.*/, '')} = 'enterpriseRules' ORDER BY entry_index DESC LIMIT 1`,
      )
      .get()?.detail;
    expect(plan).toMatch(/^SEARCH register_entry USING COVERING INDEX register_entry_by_rare_act/);
  });
});
