import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { leafHash, treeRoot } from '../../core/register/merkle-tree.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { loadSm3 } from '../../core/sm/load-primitives.ts';
import type { KnownEntries } from '../../services/register/register-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { openDatabase } from './database.ts';
import { KeptHistory } from './kept-history.ts';

const engine = await loadSm3();

/** More than four subtrees, so that some are whole and one is not. */
const SIZE = 1100;
const RENEWED = 40;

const entries = Array.from({ length: SIZE + 3 }, (_, index) => {
  const facts = { reference: 'former', purpose: '找不回' } as const;
  const act = { time: '2026-11-22T03:00:00.000Z', act: 'registerRenewed', ...facts } as const;
  return encodeEntry(sealedEntry(index, index === RENEWED ? act : {}));
});
const leaves = Uint8Array.from(entries.flatMap((bytes) => [...leafHash(engine, bytes)]));
const rootAt = (size: number): string => toHex(treeRoot(engine, leaves, size));

describe('The history of an open database', () => {
  let folder: string;
  let database: Database;
  const open = () => openDatabase(join(folder, 'register.db'), { olderBinding: 'absent.node' });
  /** What a process finds that has just begun. */
  const begun = (known: KnownEntries | null, sizes: readonly number[] = []) =>
    new KeptHistory(database, engine).check(sizes, known);
  const append = (from: number, to: number): void => {
    const insert = database.prepare('INSERT INTO register_entry VALUES (?, ?, ?)');
    for (let index = from; index < to; index += 1)
      insert.run(index, entries[index], leaves.subarray(index * 32, index * 32 + 32));
  };
  /** Edits the database behind the program's back. */
  const edit = (sql: string): void => {
    const other = new SqliteDatabase(join(folder, 'register.db'));
    other.exec(
      `DROP TRIGGER IF EXISTS register_entry_unchanged; DROP TRIGGER IF EXISTS register_entry_kept; ${sql}`,
    );
    other.close();
  };
  let known: KnownEntries;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-'));
    database = open();
    database.transaction(() => append(0, SIZE))();
    const { size, root, fingerprint } = await begun(null);
    known = { size, root, fingerprint };
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('knows entries again, and hashes those after them alone', async () => {
    append(SIZE, SIZE + 3);
    const sizes = [SIZE + 3, SIZE, 300, 256, 1, SIZE + 9];
    const whole = await begun(null, sizes);
    const quick = await begun(known, sizes);
    expect([whole.recognised, quick.recognised]).toEqual([0, SIZE]);
    expect(quick).toEqual({ ...whole, recognised: SIZE });
    expect(quick.roots).toEqual([...sizes.slice(0, 5).map(rootAt), null]);
    expect(quick.renewals).toMatchObject([{ formerId: 'former', reason: '找不回' }]);
  });

  it('proves that a register begins with an earlier one, also within entries that were known again', async () => {
    const [quick, whole] = [new KeptHistory(database, engine), new KeptHistory(database, engine)];
    await quick.check([], known);
    for (const first of [1, 255, 257, 700, SIZE]) {
      expect(await quick.consistency(first, SIZE)).toEqual(await whole.consistency(first, SIZE));
    }
  });

  it.each([
    [
      'an entry',
      "UPDATE register_entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '合同', '协议') AS BLOB) WHERE entry_index = 400",
    ],
    ['a leaf hash', 'UPDATE register_entry SET leaf_hash = zeroblob(32) WHERE entry_index = 400'],
    [
      'two entries in the place of each other',
      'UPDATE register_entry SET entry_index = -1 WHERE entry_index = 9; UPDATE register_entry SET entry_index = 9 WHERE entry_index = 8; UPDATE register_entry SET entry_index = 8 WHERE entry_index = -1',
    ],
    ['a removed entry', 'DELETE FROM register_entry WHERE entry_index = 1000'],
    ['a cut end', 'DELETE FROM register_entry WHERE entry_index > 1000'],
  ])('does not know %s again, and says where a change is', async (_what, sql) => {
    edit(`PRAGMA ignore_check_constraints = ON; ${sql}`);
    const found = await begun(known, [SIZE]);
    expect(found.recognised).toBe(0);
    expect(found.broken !== null || found.roots[0] !== rootAt(SIZE)).toBe(true);
  });

  it.each([
    [
      'roots of subtrees that somebody has edited',
      'UPDATE register_subtree SET root = zeroblob(32) WHERE place = 2',
    ],
    ['a missing root of a subtree', 'DELETE FROM register_subtree WHERE place = 1'],
    ['no root of a subtree', 'DELETE FROM register_subtree'],
  ])('does not need %s', async (_what, sql) => {
    edit(sql);
    expect(await begun(known, [700])).toMatchObject({ recognised: SIZE, roots: [rootAt(700)] });
  });

  it('takes no word for the root of a place that knows another', async () => {
    expect(await begun({ ...known, root: rootAt(SIZE - 1) })).toMatchObject({
      recognised: 0,
      root: rootAt(SIZE),
    });
  });

  it('hashes every entry when it is asked to, and whenever another connection has written', async () => {
    const kept = new KeptHistory(database, engine);
    expect(await kept.check([], known)).toMatchObject({ recognised: SIZE });
    expect(await kept.check([], 'whole')).toMatchObject({ recognised: 0, root: rootAt(SIZE) });
    edit("UPDATE register_entry SET bytes = x'00' WHERE entry_index = 400");
    expect(await kept.check([], known)).toMatchObject({
      recognised: 0,
      broken: { kind: 'entryAltered', index: 400 },
    });
  });

  it('says STORE_UNAVAILABLE when the database is closed under it', async () => {
    const checked = begun(null);
    await new Promise(setImmediate);
    database.close();
    await expect(checked).rejects.toThrow(CodedError);
    database = open();
  });
});
