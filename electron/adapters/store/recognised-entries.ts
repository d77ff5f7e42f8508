import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { GrowingTree } from '../../core/register/growing-tree.ts';
import { HASH_LENGTH, type Sm3 } from '../../core/register/merkle-tree.ts';
import { type HashedEntry, renewalIn, VerifiedHistory } from '../../core/register/verified-history.ts';
import type { KnownEntries } from '../../services/register/register-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { ENTRY_FACTS } from './migrations/0003-entry-lookup.ts';
import { IS_RARE_ACT, SUBTREE_HEIGHT } from './migrations/0004-large-registers.ts';

/** Entries whose bytes are hashed before others get a turn: a few milliseconds. */
const AT_ONCE = 200;

/** Index and length stand before the bytes of each entry, so that no two registers give the same text. */
const FRAMED = `SELECT CAST(group_concat(framed, '') AS BLOB) FROM (
  SELECT entry_index || ' ' || length(bytes) || ' ' || CAST(bytes AS TEXT) || CAST(leaf_hash AS TEXT) AS framed
  FROM register_entry WHERE entry_index >= ? AND entry_index < ? ORDER BY entry_index)`;
const LEAVES = `SELECT CAST(group_concat(leaf, '') AS BLOB) FROM (
  SELECT CAST(leaf_hash AS TEXT) AS leaf FROM register_entry
  WHERE entry_index >= ? AND entry_index < ? ORDER BY entry_index)`;
const SUBTREES = 'SELECT place, root FROM register_subtree ORDER BY place';
const KEEP_SUBTREE = 'INSERT OR REPLACE INTO register_subtree VALUES (?, ?)';
const RENEWALS = `SELECT bytes FROM register_entry
  WHERE ${IS_RARE_ACT} AND ${ENTRY_FACTS.act} = 'registerRenewed' AND entry_index < ? ORDER BY entry_index`;

const WIDTH = 2 ** SUBTREE_HEIGHT;
const NOTHING = new Uint8Array();

/**
 * SHA-256 over entries with their leaf hashes, one after the other: a fifth of the work of hashing each of them by SM3 for
 * the tree. It serves to know entries again, and nothing else.
 */
export class EntryFingerprint {
  readonly #hash = createHash('sha256');

  /** Takes the next entries as they lie in a database. */
  addStored(database: Database, from: number, to: number): void {
    const framed = database.prepare<[number, number], Uint8Array | null>(FRAMED).pluck().get(from, to);
    this.#hash.update(framed ?? NOTHING);
  }

  /** Takes the next entries. */
  add(entries: readonly HashedEntry[]): void {
    const framed = entries.flatMap(({ index, bytes, leafHash }) => [
      Buffer.from(`${index} ${bytes.length} `),
      bytes,
      leafHash,
    ]);
    this.#hash.update(Buffer.concat(framed));
  }

  /** Returns the value over what was taken until now, hexadecimal. */
  value(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** The beginning of a register that was known again, ready to take the entries after it. */
export interface Recognised {
  readonly history: VerifiedHistory;
  readonly fingerprint: EntryFingerprint;
}

/**
 * Knows the first entries of a register again: their bytes and leaf hashes are those of the fingerprint, and the leaf
 * hashes give the root. Returns null if anything differs. Others get a turn meanwhile. Rejects as SQLite does, and with
 * STORE_UNAVAILABLE if the database is closed under it.
 */
export async function recognise(
  database: Database,
  engine: Sm3,
  known: KnownEntries,
): Promise<Recognised | null> {
  const tree = treeOf(database, engine, known);
  if (tree === null) return null;
  const fingerprint = new EntryFingerprint();
  for (let from = 0; from < known.size; from += AT_ONCE) {
    fingerprint.addStored(database, from, Math.min(known.size, from + AT_ONCE));
    await turnOf(database);
  }
  if (fingerprint.value() !== known.fingerprint) return null;
  // An entry that the index hides is one renewal fewer, and fewer heads are explained: nothing passes that would not.
  const renewals = database.prepare<[number], Uint8Array>(RENEWALS).pluck().all(known.size);
  return {
    history: new VerifiedHistory(engine, {
      tree,
      renewals: renewals.flatMap((each) => renewalIn(each) ?? []),
    }),
    fingerprint,
  };
}

/** Lets others work. @throws CodedError STORE_UNAVAILABLE if they have closed the database */
export async function turnOf(database: Database): Promise<void> {
  await turn();
  expectOpen(database);
}

/** @throws CodedError STORE_UNAVAILABLE for a database that was closed */
export function expectOpen(database: Database): void {
  if (!database.open) throw new CodedError('STORE_UNAVAILABLE', 'closed while its entries were hashed');
}

/** Returns the leaf hashes of some entries, one after the other. */
export function leavesIn(database: Database, from: number, to: number): Uint8Array {
  return database.prepare<[number, number], Uint8Array | null>(LEAVES).pluck().get(from, to) ?? NOTHING;
}

/** Makes the tree over the known entries by the roots of its subtrees that are kept, or else by all leaves. */
function treeOf(database: Database, engine: Sm3, { size, root }: KnownEntries): GrowingTree | null {
  const kept = keptSubtrees(database).slice(0, Math.floor(size / WIDTH));
  for (const roots of kept.length === 0 ? [[]] : [kept, []]) {
    const from = roots.length * WIDTH;
    const leaves = leavesIn(database, from, size);
    if (leaves.length !== (size - from) * HASH_LENGTH) return null;
    const tree = GrowingTree.overSubtrees(engine, SUBTREE_HEIGHT, roots);
    for (let at = 0; at < leaves.length; at += HASH_LENGTH)
      tree.append(leaves.subarray(at, at + HASH_LENGTH));
    if (Buffer.from(tree.root(size)).toString('hex') === root) return tree;
  }
  return null;
}

/** Returns the roots of subtrees that are kept, from the first on without a gap. */
function keptSubtrees(database: Database): Uint8Array[] {
  const rows = database.prepare<[], { place: number; root: Uint8Array }>(SUBTREES).all();
  const gap = rows.findIndex(({ place }, index) => place !== index);
  return (gap === -1 ? rows : rows.slice(0, gap)).map(({ root }) => root);
}

/**
 * Keeps the roots of the whole subtrees of a tree that are not kept yet, or are others. Never fails: without them the next
 * process takes longer, and a register that cannot be written must still be checked.
 */
export function keepSubtrees(database: Database, tree: GrowingTree): void {
  try {
    keepDiffering(database, tree);
  } catch {
    // What is wrong with the database shows when an entry is to be written.
  }
}

function keepDiffering(database: Database, tree: GrowingTree): void {
  const kept = keptSubtrees(database);
  const keep = database.prepare<[number, Uint8Array]>(KEEP_SUBTREE);
  const roots = Array.from({ length: Math.floor(tree.size / WIDTH) }, (_, place) =>
    tree.subtreeRoot(SUBTREE_HEIGHT, place),
  );
  const differing = [...roots.entries()].filter(([place, root]) => {
    const before = kept[place];
    return before === undefined || Buffer.compare(before, root) !== 0;
  });
  if (differing.length === 0) return;
  database.transaction(() => differing.forEach(([place, root]) => keep.run(place, root))).immediate();
}
