import type { RegisterAudit, RegisterFinding, RegisterCheckpoint } from '../../shared/model/register.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { auditHeads, type AuditTrust } from './audit-heads.ts';
import { decodeEntry } from './entry-bytes.ts';
import { HASH_LENGTH, leafAt, leafHash, treeRoot } from './merkle-tree.ts';

/** An entry as it was read: its index and the bytes that were hashed. */
export interface KeptEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Everything that is kept of a register. */
export interface KeptRegister {
  readonly entries: readonly KeptEntry[];
  /** The leaf hashes as kept, 32 bytes each, one after the other. */
  readonly leaves: Uint8Array;
  readonly checkpoints: readonly RegisterCheckpoint[];
  /** The countersignatures of platforms. */
  readonly countersignatures: readonly Statement[];
}

/**
 * Audits a whole register: every entry against its leaf hash, and every checkpoint and countersignature
 * against the tree. If a root does not fit although each entry fits its own hash, an entry was changed
 * together with its hash, and the finding names the first entry that it may be. Entries after the last signed
 * head are protected by their own hash alone, and an unsigned checkpoint protects only against those who do
 * not write a new one.
 */
export function auditRegister(register: KeptRegister, judge: AuditTrust): RegisterAudit {
  const { entries, leaves, checkpoints, countersignatures } = register;
  const { finding, ...heads } = auditHeads(leaves, checkpoints, countersignatures, judge);
  const first = entryFinding(register, judge.engine) ?? finding;
  return {
    size: entries.length,
    root: toHex(treeRoot(judge.engine, leaves, leaves.length / HASH_LENGTH)),
    checkpoints: checkpoints.length,
    ...heads,
    protectedSize: first === null ? heads.protectedSize : 0,
    sound: first === null,
    finding: first,
  };
}

function entryFinding({ entries, leaves }: KeptRegister, engine: SmEngine): RegisterFinding | null {
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
