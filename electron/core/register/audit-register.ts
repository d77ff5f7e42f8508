import type {
  RegisterAudit,
  RegisterCheckpoint,
  RegisterFinding,
  RegisterRenewal,
} from '../../shared/model/register.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import {
  type AuditTrust,
  type IdentifiedCheckpoint,
  judgeHeads,
  type JudgedHead,
  newestOutside,
} from './audit-heads.ts';
import { decodeEntry } from './entry-bytes.ts';
import { findingByHeads, type RegisterIds, sortHeads } from './find-cut.ts';
import { GrowingTree } from './growing-tree.ts';
import { HASH_LENGTH, leafAt, leafHash } from './merkle-tree.ts';
import type { KnownRenewal } from './verified-history.ts';

/** An entry as it was read: its index and the bytes that were hashed. */
export interface KeptEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Everything that is kept of a register. */
export interface KeptRegister extends RegisterIds {
  readonly entries: readonly KeptEntry[];
  /** The leaf hashes as kept, 32 bytes each, one after the other. */
  readonly leaves: Uint8Array;
  readonly checkpoints: readonly RegisterCheckpoint[];
  /** The countersignatures of platforms, of the database and of the journal. */
  readonly countersignatures: readonly Statement[];
  /** Heads that are kept outside the database: in the journal, and of this register on the tokens that are here. */
  readonly outside: readonly IdentifiedCheckpoint[];
  /** Serial numbers of the tokens that are here. */
  readonly tokens: readonly string[];
}

/**
 * Audits a whole register: every entry against its leaf hash, and every checkpoint, every countersignature and every
 * head that is kept outside the database against the tree. If a root does not fit although each entry fits its own
 * hash, an entry was changed together with its hash, and the finding names the entries among which the first such lies.
 * Entries after the last signed head are protected by their own hash alone, and an unsigned checkpoint protects only
 * against those who do not write a new one.
 */
export function auditRegister(register: KeptRegister, judge: AuditTrust): RegisterAudit {
  const { entries, leaves, checkpoints, countersignatures, outside } = register;
  const tree = GrowingTree.over(judge.engine, leaves);
  const judged = judgeHeads([...checkpoints.map(ofDatabase), ...outside], countersignatures, judge);
  const rootAt = (size: number): string | null => (size > tree.size ? null : toHex(tree.root(size)));
  const { own, former } = sortHeads(judged.heads, register);
  const finding =
    entryFinding(register, judge.engine) ??
    judged.forged ??
    findingByHeads(tree.size, rootAt, judged.heads, register);
  return {
    size: entries.length,
    root: toHex(tree.root(tree.size)),
    checkpoints: checkpoints.length,
    signedCheckpoints: judged.signedCheckpoints,
    signers: judged.signers,
    countersigners: judged.countersigners,
    protectedSize: finding === null ? Math.max(0, ...own.map(({ size, holds }) => (holds ? size : 0))) : 0,
    sound: finding === null,
    finding,
    outside: newestOutside(own),
    tokensWithout: register.tokens.filter((serial) => !own.some(isOn(serial))),
    renewals: register.renewals.map((each) => renewalOf(each, former, rootAt)),
  };
}

const ofDatabase = (checkpoint: RegisterCheckpoint): IdentifiedCheckpoint => ({
  ...checkpoint,
  registerId: null,
  source: { kind: 'checkpoint', name: null },
});

const isOn =
  (serial: string) =>
  ({ source }: JudgedHead): boolean =>
    source.kind === 'token' && source.name === serial;

function renewalOf(
  { formerId, time, reason }: KnownRenewal,
  former: readonly JudgedHead[],
  rootAt: (size: number) => string | null,
): RegisterRenewal {
  const sizes = former.flatMap(({ registerId, size, root }) =>
    (registerId === null || registerId === formerId) && rootAt(size) !== root ? [size] : [],
  );
  return { formerId, time, reason, unfitting: Math.max(0, ...sizes) };
}

function entryFinding({ entries, leaves }: KeptRegister, engine: SmEngine): RegisterFinding | null {
  for (const [place, { index, bytes }] of entries.entries()) {
    if (index !== place) return finding(index > place ? 'entryMissing' : 'outOfOrder', place);
    const expected = leafAt(leaves, place);
    if (expected.length < HASH_LENGTH) return finding('entryAltered', place);
    const hash = leafHash(engine, bytes);
    if (!equalBytes(hash, expected)) {
      return finding(isLeaf(leaves, hash) ? 'outOfOrder' : 'entryAltered', place);
    }
    if (!isEntry(bytes)) return finding('entryAltered', place);
  }
  const surplus = leaves.length > entries.length * HASH_LENGTH;
  return surplus ? finding('entryMissing', entries.length) : null;
}

function finding(kind: RegisterFinding['kind'], index: number): RegisterFinding {
  return { kind, index, last: index, held: 0, source: null };
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
