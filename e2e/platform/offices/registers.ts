import { base64 } from '@scure/base';

import { equalBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { fromHex, toHex } from '../../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { leafHash, treeRoot } from '../../../electron/core/register/merkle-tree.ts';
import { provesConsistency } from '../../../electron/core/register/tree-proofs.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { Problem } from '../api/problem.ts';
import { stateAsPlatform } from '../lists/statements.ts';
import type { Office } from '../office.ts';

export type UsageRecords = PlatformSchema<'UsageRecords'>;
export type RegisterCheckpoint = PlatformSchema<'CheckpointRequest'>;

/** A leaf of somebody's register: its octets, or null where only its hash was sent. */
interface Leaf {
  readonly bytes: Uint8Array | null;
  readonly hash: Uint8Array;
}

interface Head {
  readonly size: number;
  readonly root: string;
  readonly statement: string;
}

/**
 * Takes in entries at the end of a register; those that are here already must be the same.
 * @returns how many there are now
 */
export function keepUsageRecords(office: Office, body: UsageRecords): number {
  const { database } = office;
  const { registerId, from, entries } = body;
  const leaves = entries.map((entry) => leafOf(office, entry));
  return database
    .transaction(() => {
      const known = sizeOf(office, registerId);
      if (from > known) throw new Problem('register-conflict', `缺少第 ${known + 1} 条起的记录`);
      for (const [offset, leaf] of leaves.entries()) {
        if (from + offset < known) checkSame(office, registerId, from + offset, leaf);
        else insert(office, registerId, from + offset, leaf);
      }
      return sizeOf(office, registerId);
    })
    .immediate();
}

/** Countersigns a head where it is that of the entries here and follows from the last one. */
export async function countersign(office: Office, body: RegisterCheckpoint): Promise<Statement> {
  const { registerId, size, root, time } = body;
  if (rootAt(office, registerId, size) !== root)
    throw new Problem('register-conflict', '与平台收到的记录不符');
  const last = lastHead(office, registerId);
  if (last !== null && !follows(office, last, body))
    throw new Problem('register-conflict', '与上次会签不衔接');
  const countersignedAt = office.clock.now().toISOString();
  const said = { platform: office.id, registerId, size, root, time, countersignedAt };
  const statement = await stateAsPlatform(office, 'register-countersignature', said);
  office.database
    .prepare('INSERT OR IGNORE INTO register_head (register_id, size, root, statement) VALUES (?, ?, ?, ?)')
    .run(registerId, size, root, JSON.stringify(statement));
  return statement;
}

/** What was countersigned last. */
export function lastCountersignature(office: Office, registerId: string): Statement {
  const head = lastHead(office, registerId);
  if (head === null) throw new Problem('not-found');
  return JSON.parse(head.statement) as Statement;
}

type SentEntry = UsageRecords['entries'][number];

function leafOf({ engine }: Office, entry: SentEntry): Leaf {
  if (typeof entry !== 'string') return { bytes: null, hash: fromHex(entry.leafHash) };
  const bytes = base64.decode(entry);
  return { bytes, hash: leafHash(engine, bytes) };
}

function sizeOf({ database }: Office, registerId: string): number {
  const sql = 'SELECT count(*) FROM register_entry WHERE register_id = ?';
  return database.prepare<[string], number>(sql).pluck().get(registerId) ?? 0;
}

function checkSame({ database }: Office, registerId: string, place: number, leaf: Leaf): void {
  const sql = 'SELECT leaf FROM register_entry WHERE register_id = ? AND place = ?';
  const known = database.prepare<[string, number], Buffer>(sql).pluck().get(registerId, place);
  if (known === undefined || !equalBytes(known, leaf.hash)) {
    throw new Problem('register-conflict', `第 ${place + 1} 条记录与平台已有的不同`);
  }
}

function insert({ database }: Office, registerId: string, place: number, { bytes, hash }: Leaf): void {
  const sql = 'INSERT INTO register_entry (register_id, place, bytes, leaf) VALUES (?, ?, ?, ?)';
  database.prepare(sql).run(registerId, place, bytes, hash);
}

/** Null where there are not so many entries. */
function rootAt({ database, engine }: Office, registerId: string, size: number): string | null {
  const sql = 'SELECT leaf FROM register_entry WHERE register_id = ? ORDER BY place LIMIT ?';
  const hashes = database.prepare<[string, number], Buffer>(sql).pluck().all(registerId, size);
  return hashes.length < size ? null : toHex(treeRoot(engine, Buffer.concat(hashes), size));
}

function lastHead({ database }: Office, registerId: string): Head | null {
  const sql =
    'SELECT size, root, statement FROM register_head WHERE register_id = ? ORDER BY size DESC LIMIT 1';
  return database.prepare<[string], Head>(sql).get(registerId) ?? null;
}

function follows({ engine }: Office, last: Head, body: RegisterCheckpoint): boolean {
  const { size, root, consistency } = body;
  if (consistency === null || consistency.size !== last.size) return false;
  const [first, second] = [last, { size, root }].map((head) => ({
    size: head.size,
    root: fromHex(head.root),
  }));
  if (first === undefined || second === undefined) return false;
  return provesConsistency(engine, first, second, consistency.proof.map(fromHex));
}
