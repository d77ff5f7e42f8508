import type { RegisterAudit, RegisterCheckpoint } from '../../shared/model/register-entry.ts';
import { equalBytes } from '../bytes/equal.ts';
import { toHex } from '../bytes/hex.ts';
import type { SmEngine } from '../sm/engine.ts';
import { checkpointSignature, type CheckpointSignature } from './checkpoint.ts';
import { decodeEntry } from './entry-bytes.ts';
import { HASH_LENGTH, leafAt, leafHash, treeRoot, treeRoots } from './merkle-tree.ts';

/** An entry as it was read: its place and the bytes that were hashed. */
export interface KeptEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

type Finding = NonNullable<RegisterAudit['finding']>;

interface Register {
  readonly entries: readonly KeptEntry[];
  /** One after the other. */
  readonly leaves: Uint8Array;
  readonly checkpoints: readonly RegisterCheckpoint[];
  readonly engine: SmEngine;
}

/**
 * Looks at a whole register: every entry against its leaf hash, and every checkpoint against the tree. Where a
 * root does not fit although each entry fits its own hash, an entry was changed together with its hash, and the
 * finding names the first that may be it. Entries after the last checkpoint are held by their own hash alone, and
 * an unsigned checkpoint holds only against those who do not write a new one.
 * @param leaves leaf hashes as kept, 32 bytes each, one after the other
 */
export function auditRegister(
  entries: readonly KeptEntry[],
  leaves: Uint8Array,
  checkpoints: readonly RegisterCheckpoint[],
  engine: SmEngine,
): RegisterAudit {
  const register = { entries, leaves, checkpoints, engine };
  const signatures = checkpoints.map((each) => checkpointSignature(each, engine));
  const finding = entryFinding(register) ?? checkpointFinding(register, signatures);
  return {
    size: entries.length,
    root: toHex(treeRoot(engine, leaves, leaves.length / HASH_LENGTH)),
    checkpoints: checkpoints.length,
    signedCheckpoints: signatures.filter((each) => each === 'good').length,
    sound: finding === null,
    finding,
  };
}

function entryFinding({ entries, leaves, engine }: Register): Finding | null {
  for (const [place, { index, bytes }] of entries.entries()) {
    if (index !== place) return { kind: index > place ? 'entryMissing' : 'outOfOrder', index: place };
    const expected = leafAt(leaves, place);
    if (expected.length < HASH_LENGTH) return { kind: 'entryAltered', index: place };
    const hash = leafHash(engine, bytes);
    if (!equalBytes(hash, expected)) {
      return { kind: isLeaf(leaves, hash) ? 'outOfOrder' : 'entryAltered', index: place };
    }
    if (!isEntry(bytes)) return { kind: 'entryAltered', index: place };
  }
  const surplus = leaves.length > entries.length * HASH_LENGTH;
  return surplus ? { kind: 'entryMissing', index: entries.length } : null;
}

function isLeaf(leaves: Uint8Array, hash: Uint8Array): boolean {
  for (let index = 0; index * HASH_LENGTH < leaves.length; index += 1) {
    if (equalBytes(leafAt(leaves, index), hash)) return true;
  }
  return false;
}

function isEntry(bytes: Uint8Array): boolean {
  try {
    decodeEntry(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The index of a forged checkpoint is its place among the checkpoints, every other one is an entry's. */
function checkpointFinding(
  { checkpoints, leaves, engine }: Register,
  signatures: readonly CheckpointSignature[],
): Finding | null {
  const roots = treeRoots(
    engine,
    leaves,
    checkpoints.map(({ size }) => size),
  );
  let held = 0;
  for (const [place, { size, root }] of checkpoints.entries()) {
    const isSize = Number.isSafeInteger(size) && size >= 0;
    if (!isSize || signatures[place] === 'bad') return { kind: 'checkpointForged', index: place };
    const present = roots.get(size);
    if (present === undefined) return { kind: 'shortened', index: leaves.length / HASH_LENGTH };
    if (toHex(present) !== root) return { kind: 'entryAltered', index: Math.min(held, size) };
    held = Math.max(held, size);
  }
  return null;
}
