import type {
  RegisterAudit,
  RegisterCountersigner,
  RegisterFinding,
  RegisterSigner,
  RegisterCheckpoint,
} from '../../shared/model/register.ts';
import { CodedError } from '../../shared/errors.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { decodeCertificate, type Certificate } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import { buildPath } from '../x509/path.ts';
import type { TrustStore } from '../x509/trust-store.ts';
import {
  checkpointSignature,
  openCountersignature,
  type Countersignature,
  type PlatformRoots,
} from './checkpoint.ts';
import { HASH_LENGTH, treeRoots } from './merkle-tree.ts';

/** The trust by which signatures in a register are judged. */
export interface AuditTrust {
  readonly engine: SmEngine;
  /** The trust store; null if there is no trust folder to judge signers by. */
  readonly trust: TrustStore | null;
  readonly roots: PlatformRoots;
}

/** A size and a root that somebody has written down, and whether their word counts. */
interface Head {
  readonly size: number;
  readonly root: string;
  readonly holds: boolean;
}

type HeadsAudit = Pick<
  RegisterAudit,
  'signedCheckpoints' | 'signers' | 'countersigners' | 'protectedSize' | 'finding'
>;

/** Judges checkpoints and countersignatures, and compares their roots with the tree over the leaves. */
export function auditHeads(
  leaves: Uint8Array,
  checkpoints: readonly RegisterCheckpoint[],
  statements: readonly Statement[],
  judge: AuditTrust,
): HeadsAudit {
  const signed = checkpoints.map((each) => judgeCheckpoint(each, judge));
  const countersigned = statements.map((each) => judgeStatement(each, judge));
  const heads = [...signed.flatMap(({ head }) => head ?? []), ...countersigned.flatMap(headOf)];
  const finding =
    forgedAmong(signed, 'checkpointForged', ({ head }) => head === null) ??
    forgedAmong(countersigned, 'countersignatureForged', (each) => each === null) ??
    treeFinding(leaves, heads, judge.engine);
  const signers = signed.flatMap(({ signer }) => signer ?? []);
  return {
    signedCheckpoints: signers.length,
    signers: countSigners(signers),
    countersigners: countCountersigners(countersigned.filter((each) => each !== null)),
    protectedSize: finding === null ? Math.max(0, ...heads.map(({ size, holds }) => (holds ? size : 0))) : 0,
    finding,
  };
}

interface Signer {
  readonly certificate: Certificate;
  readonly trusted: boolean | null;
}

interface JudgedCheckpoint {
  /** The signed head; null for a forged checkpoint. */
  readonly head: Head | null;
  readonly signer: Signer | null;
}

function judgeCheckpoint(checkpoint: RegisterCheckpoint, judge: AuditTrust): JudgedCheckpoint {
  const { size, root, certificate } = checkpoint;
  const state = checkpointSignature(checkpoint, judge.engine);
  if (state === 'bad' || !Number.isSafeInteger(size) || size < 0) return { head: null, signer: null };
  if (state === 'unsigned' || certificate === null) {
    return { head: { size, root, holds: false }, signer: null };
  }
  const signer = signerOf(decodeCertificate(fromHex(certificate)), new Date(checkpoint.time), judge);
  return { head: { size, root, holds: signer.trusted !== false }, signer };
}

/** Judges a signer at the time that the checkpoint names, since certificates of one year are the rule. */
function signerOf(certificate: Certificate, at: Date, { engine, trust }: AuditTrust): Signer {
  if (trust === null) return { certificate, trusted: null };
  const inDate = at >= certificate.notBefore && at <= certificate.notAfter;
  const { ok } = buildPath(certificate, { engine, trust, at });
  return { certificate, trusted: ok && inDate && allowsSignatures(certificate.keyUsage) };
}

interface JudgedStatement {
  readonly said: Countersignature;
  readonly known: boolean;
}

function judgeStatement(statement: Statement, { engine, roots }: AuditTrust): JudgedStatement | null {
  try {
    const { countersignature, root } = openCountersignature(statement, roots, engine);
    return { said: countersignature, known: root !== null };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function headOf(judged: JudgedStatement | null): Head[] {
  return judged === null ? [] : [{ size: judged.said.size, root: judged.said.root, holds: judged.known }];
}

function forgedAmong<T>(
  judged: readonly T[],
  kind: 'checkpointForged' | 'countersignatureForged',
  isForged: (each: T) => boolean,
): RegisterFinding | null {
  const index = judged.findIndex(isForged);
  return index === -1 ? null : { kind, index };
}

/**
 * Finds the first head, by size, that does not fit the tree. The entries of the head before it have not
 * changed.
 */
function treeFinding(leaves: Uint8Array, heads: readonly Head[], engine: SmEngine): RegisterFinding | null {
  const bySize = [...heads].sort((a, b) => a.size - b.size);
  const roots = treeRoots(
    engine,
    leaves,
    bySize.map(({ size }) => size),
  );
  let held = 0;
  for (const { size, root } of bySize) {
    const present = roots.get(size);
    if (present === undefined) return { kind: 'shortened', index: leaves.length / HASH_LENGTH };
    if (toHex(present) !== root) return { kind: 'entryAltered', index: Math.min(held, size) };
    held = size;
  }
  return null;
}

function countSigners(signers: readonly Signer[]): RegisterSigner[] {
  const counted = new Map<string, RegisterSigner>();
  for (const { certificate, trusted } of signers) {
    const { serial, subject } = certificate;
    const key = `${toHex(certificate.raw)} ${String(trusted)}`;
    const checkpoints = (counted.get(key)?.checkpoints ?? 0) + 1;
    counted.set(key, { subject: subject.text, serial, checkpoints, trusted });
  }
  return [...counted.values()];
}

function countCountersigners(judged: readonly JudgedStatement[]): RegisterCountersigner[] {
  const counted = new Map<string, RegisterCountersigner>();
  for (const { said, known } of judged) {
    const former = counted.get(said.platform);
    const last =
      former === undefined || said.countersignedAt > former.last ? said.countersignedAt : former.last;
    const countersignatures = (former?.countersignatures ?? 0) + 1;
    counted.set(said.platform, { platform: said.platform, countersignatures, known, last });
  }
  return [...counted.values()];
}
