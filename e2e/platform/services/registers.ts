import { base64 } from '@scure/base';
import { equalBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { fromHex, toHex } from '../../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { leafHash, treeRoot } from '../../../electron/core/register/merkle-tree.ts';
import { provesConsistency } from '../../../electron/core/register/tree-proofs.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { entryOrNull } from '../../../electron/services/register/register-store.ts';
import { stateAsPlatform } from '../lists/statements.ts';
import { base64Of, type PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { findSeal } from '../registry/seals.ts';
import { say } from '../language.ts';
import { expectNotReplaced, noteSuccessor } from './replaced-registers.ts';

export type UsageRecords = PlatformSchema<'UsageRecords'>;
export type RegisterCheckpoint = PlatformSchema<'CheckpointRequest'>;

/** A leaf of a client's register: its octets, or null when only its hash was sent. */
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
 * Adds entries to the end of a register. Entries that are here already must be the same.
 * @returns the number of entries that are here now
 */
export function keepUsageRecords(context: PlatformContext, body: UsageRecords): number {
  const { database } = context;
  const { registerId, from, entries } = body;
  const leaves = entries.map((entry) => leafOf(context, entry));
  return database
    .transaction(() => {
      expectNotReplaced(context, registerId);
      const known = heldSize(context, registerId);
      if (from > known)
        throw new Problem(
          'register-conflict',
          say(`缺少第 ${known + 1} 条起的记录`, `The entries from number ${known + 1} on are missing`),
        );
      for (const [offset, leaf] of leaves.entries()) {
        if (from + offset < known) checkSame(context, registerId, from + offset, leaf);
        else {
          insert(context, registerId, from + offset, leaf);
          noteRenewal(context, registerId, leaf);
        }
      }
      return heldSize(context, registerId);
    })
    .immediate();
}

/** An entry of a register that goes on under this id names its former id. */
function noteRenewal(context: PlatformContext, registerId: string, { bytes }: Leaf): void {
  const entry = bytes === null ? null : entryOrNull({ bytes });
  if (entry?.act !== 'registerRenewed' || entry.reference === null) return;
  noteSuccessor(context, entry.reference, registerId);
}

/** Countersigns a head that matches the entries here and continues the last one. */
export async function countersign(context: PlatformContext, body: RegisterCheckpoint): Promise<Statement> {
  const { registerId, size, root, time } = body;
  expectNotReplaced(context, registerId);
  if (heldRoot(context, registerId, size) !== root)
    throw new Problem(
      'register-conflict',
      say('与平台收到的记录不符', 'It does not fit the entries that the platform has'),
    );
  const last = lastHead(context, registerId);
  if (last !== null && !follows(context, last, body))
    throw new Problem(
      'register-conflict',
      say('与上次会签不衔接', 'It does not follow from the last countersignature'),
    );
  const countersignedAt = context.clock.now().toISOString();
  const said = { platform: context.id, registerId, size, root, time, countersignedAt };
  const statement = await stateAsPlatform(context, 'register-countersignature', said);
  context.database
    .prepare('INSERT OR IGNORE INTO register_head (register_id, size, root, statement) VALUES (?, ?, ?, ?)')
    .run(registerId, size, root, JSON.stringify(statement));
  return statement;
}

/** Returns the last countersignature. */
export function lastCountersignature(context: PlatformContext, registerId: string): Statement {
  const head = lastHead(context, registerId);
  if (head === null) throw new Problem('not-found');
  return JSON.parse(head.statement) as Statement;
}

type SentEntry = UsageRecords['entries'][number];

function leafOf({ engine }: PlatformContext, entry: SentEntry): Leaf {
  if (typeof entry !== 'string') return { bytes: null, hash: fromHex(entry.leafHash) };
  const bytes = base64.decode(entry);
  return { bytes, hash: leafHash(engine, bytes) };
}

/** Returns the number of entries of a register that are here. */
export function heldSize({ database }: PlatformContext, registerId: string): number {
  const sql = 'SELECT count(*) FROM register_entry WHERE register_id = ?';
  return database.prepare<[string], number>(sql).pluck().get(registerId) ?? 0;
}

function checkSame({ database }: PlatformContext, registerId: string, place: number, leaf: Leaf): void {
  const sql = 'SELECT leaf FROM register_entry WHERE register_id = ? AND place = ?';
  const known = database.prepare<[string, number], Buffer>(sql).pluck().get(registerId, place);
  if (known === undefined || !equalBytes(known, leaf.hash)) {
    throw new Problem(
      'register-conflict',
      say(`第 ${place + 1} 条记录与平台已有的不同`, `Entry ${place + 1} differs from that of the platform`),
    );
  }
}

function insert(
  { database }: PlatformContext,
  registerId: string,
  place: number,
  { bytes, hash }: Leaf,
): void {
  const sql = 'INSERT INTO register_entry (register_id, place, bytes, leaf) VALUES (?, ?, ?, ?)';
  database.prepare(sql).run(registerId, place, bytes, hash);
}

/** Returns the root over the first entries of a register; null when there are fewer. */
export function heldRoot(
  { database, engine }: PlatformContext,
  registerId: string,
  size: number,
): string | null {
  const sql = 'SELECT leaf FROM register_entry WHERE register_id = ? ORDER BY place LIMIT ?';
  const hashes = database.prepare<[string, number], Buffer>(sql).pluck().all(registerId, size);
  return hashes.length < size ? null : toHex(treeRoot(engine, Buffer.concat(hashes), size));
}

function lastHead({ database }: PlatformContext, registerId: string): Head | null {
  const sql =
    'SELECT size, root, statement FROM register_head WHERE register_id = ? ORDER BY size DESC LIMIT 1';
  return database.prepare<[string], Head>(sql).get(registerId) ?? null;
}

function follows({ engine }: PlatformContext, last: Head, body: RegisterCheckpoint): boolean {
  const { size, root, consistency } = body;
  if (consistency === null || consistency.size !== last.size) return false;
  const [first, second] = [last, { size, root }].map((head) => ({
    size: head.size,
    root: fromHex(head.root),
  }));
  if (first === undefined || second === undefined) return false;
  return provesConsistency(engine, first, second, consistency.proof.map(fromHex));
}

/** Returns the holders whose seals and certificates the entries of a register name, as far as their octets are here. */
export function heldHolders(context: PlatformContext, registerId: string): ReadonlySet<string> {
  const sql = 'SELECT bytes FROM register_entry WHERE register_id = ? AND bytes IS NOT NULL';
  const rows = context.database.prepare<[string], Buffer>(sql).pluck().all(registerId);
  return new Set(rows.flatMap((bytes) => holderOf(context, bytes) ?? []));
}

/** Returns the holder whom an entry is about; null when it names nobody whom the platform knows. */
function holderOf(context: PlatformContext, bytes: Uint8Array): string | null {
  const entry = entryOrNull({ bytes: new Uint8Array(bytes) });
  if (entry === null) return null;
  const seal = entry.seal === null ? null : findSeal(context, entry.seal.esId);
  if (seal !== null) return seal.holder;
  const sql = 'SELECT holder FROM holder_certificate WHERE serial = ?';
  return (
    context.database
      .prepare<[string], string>(sql)
      .pluck()
      .get(entry.certificate?.serial ?? '') ?? null
  );
}

/**
 * Returns entries of a register as they were sent.
 * @param reader the holder who reads, who gets the octets of no entry about another holder; null for the register itself
 */
export function readEntries(
  context: PlatformContext,
  registerId: string,
  { from, limit, reader }: { readonly from: number; readonly limit: number; readonly reader: string | null },
): PlatformSchema<'RegisterPage'> {
  const sql =
    'SELECT bytes, leaf FROM register_entry WHERE register_id = ? AND place >= ? ORDER BY place LIMIT ?';
  const rows = context.database
    .prepare<[string, number, number], { bytes: Buffer | null; leaf: Buffer }>(sql)
    .all(registerId, from, limit);
  const entries = rows.map(({ bytes, leaf }): SentEntry => {
    const isShown = bytes !== null && (reader === null || (holderOf(context, bytes) ?? reader) === reader);
    return isShown ? base64Of(bytes) : { leafHash: toHex(leaf) };
  });
  return { registerId, from, size: heldSize(context, registerId), entries };
}

const MOST_STATEMENTS = 1000;

/** Returns the countersignatures of heads above a size, smallest first. */
export function countersignaturesAbove(
  { database }: PlatformContext,
  registerId: string,
  size: number,
): Statement[] {
  const sql = 'SELECT statement FROM register_head WHERE register_id = ? AND size > ? ORDER BY size LIMIT ?';
  const rows = database
    .prepare<[string, number, number], string>(sql)
    .pluck()
    .all(registerId, size, MOST_STATEMENTS);
  return rows.map((text) => JSON.parse(text) as Statement);
}

/** A register whose entries are kept here. */
export interface KeptRegister {
  readonly registerId: string;
  readonly size: number;
  /** The last countersigned head; null when there is none yet. */
  readonly head: { readonly size: number; readonly root: string } | null;
}

interface ShownEntry {
  readonly place: number;
  /** Null when only its leaf hash was sent. */
  readonly bytes: Uint8Array | null;
}

type Store = Pick<PlatformContext, 'database'>;

/** Lists the registers of all clients for the operator. */
export function listRegisters({ database }: Store): KeptRegister[] {
  const counts = database
    .prepare<[], { registerId: string; size: number }>(
      'SELECT register_id AS registerId, count(*) AS size FROM register_entry GROUP BY register_id',
    )
    .all();
  const newest = database.prepare<[string], { size: number; root: string }>(
    'SELECT size, root FROM register_head WHERE register_id = ? ORDER BY size DESC LIMIT 1',
  );
  return counts.map((count) => ({ ...count, head: newest.get(count.registerId) ?? null }));
}

/** Returns the newest entries, newest first. */
export function newestEntries({ database }: Store, registerId: string, limit: number): ShownEntry[] {
  const sql = 'SELECT place, bytes FROM register_entry WHERE register_id = ? ORDER BY place DESC LIMIT ?';
  return database.prepare<[string, number], ShownEntry>(sql).all(registerId, limit);
}
