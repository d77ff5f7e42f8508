import type {
  HeadSource,
  OutsideHead,
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
import type { IdentifiedHead } from './find-cut.ts';

/** The trust by which signatures in a register are judged. */
export interface AuditTrust {
  readonly engine: SmEngine;
  /** The trust store; null if there is no trust folder to judge signers by. */
  readonly trust: TrustStore | null;
  readonly roots: PlatformRoots;
}

/** A checkpoint, the place where it is kept, and the register that it is of. */
export interface IdentifiedCheckpoint extends RegisterCheckpoint {
  readonly source: HeadSource;
  /** Null for a checkpoint of the database, which names no register. */
  readonly registerId: string | null;
}

/** A head whose signature was judged. */
export interface JudgedHead extends IdentifiedHead {
  /** Whether its word counts as protection. */
  readonly holds: boolean;
  /** Null for a head without a signature. */
  readonly signed: boolean | null;
}

/** What signatures and platforms say of a register. */
export interface JudgedHeads extends Pick<RegisterAudit, 'signedCheckpoints' | 'signers' | 'countersigners'> {
  readonly heads: readonly JudgedHead[];
  /** The first signature that is not genuine. */
  readonly forged: RegisterFinding | null;
}

/** Judges the signatures of checkpoints and countersignatures. The same signature is judged once. */
export function judgeHeads(
  checkpoints: readonly IdentifiedCheckpoint[],
  statements: readonly Statement[],
  judge: AuditTrust,
): JudgedHeads {
  const judged = new Map<string, JudgedCheckpoint>();
  const signed = checkpoints.map((each) => {
    const key = JSON.stringify([each.size, each.root, each.time, each.certificate, each.signature]);
    const known = judged.get(key) ?? judgeCheckpoint(each, judge);
    judged.set(key, known);
    return { ...known, placed: each };
  });
  const countersigned = statements.map((each) => judgeStatement(each, judge));
  const signers = signed.filter(({ placed }) => placed.source.kind === 'checkpoint');
  return {
    heads: [
      ...signed.flatMap(({ placed, state }) => (state === null ? [] : [headOf(placed, state)])),
      ...countersigned.flatMap(statedHead),
    ],
    signedCheckpoints: signers.filter(({ signer }) => signer !== null).length,
    signers: countSigners(signers.flatMap(({ signer }) => signer ?? [])),
    countersigners: countCountersigners(countersigned.filter((each) => each !== null)),
    forged: forgedCheckpoint(signed) ?? forgedStatement(countersigned),
  };
}

/** Returns the newest head of each place outside the database. */
export function newestOutside(heads: readonly JudgedHead[]): readonly OutsideHead[] {
  const newest = new Map<string, OutsideHead>();
  for (const { source, size, time, signed } of heads) {
    if (source.kind !== 'journal' && source.kind !== 'token') continue;
    const key = `${source.kind} ${source.name ?? ''}`;
    if ((newest.get(key)?.size ?? -1) <= size) newest.set(key, { source, size, time, signed });
  }
  return [...newest.values()];
}

function headOf(placed: IdentifiedCheckpoint, state: HeadState): JudgedHead {
  const { size, root, time, source, registerId } = placed;
  return { size, root, time, source, registerId, ...state };
}

type HeadState = Pick<JudgedHead, 'holds' | 'signed'>;

interface Signer {
  readonly certificate: Certificate;
  readonly trusted: boolean | null;
}

interface JudgedCheckpoint {
  /** Null for a forged checkpoint. */
  readonly state: HeadState | null;
  readonly signer: Signer | null;
}

function judgeCheckpoint(checkpoint: RegisterCheckpoint, judge: AuditTrust): JudgedCheckpoint {
  const { size, certificate, time } = checkpoint;
  const state = checkpointSignature(checkpoint, judge.engine);
  if (state === 'bad' || !Number.isSafeInteger(size) || size < 0) return { state: null, signer: null };
  if (state === 'unsigned' || certificate === null) {
    return { state: { holds: false, signed: null }, signer: null };
  }
  const signer = signerOf(decodeCertificate(fromHex(certificate)), new Date(time), judge);
  const isTrusted = signer.trusted !== false;
  return { state: { holds: isTrusted, signed: isTrusted }, signer };
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

function statedHead(judged: JudgedStatement | null): JudgedHead[] {
  if (judged === null) return [];
  const { platform, registerId, size, root, time } = judged.said;
  const source: HeadSource = { kind: 'platform', name: platform };
  return [{ size, root, time, source, registerId, holds: judged.known, signed: judged.known }];
}

function forgedCheckpoint(
  judged: readonly { readonly state: HeadState | null; readonly placed: IdentifiedCheckpoint }[],
): RegisterFinding | null {
  const found = judged.find(({ state }) => state === null);
  if (found === undefined) return null;
  const { source } = found.placed;
  const alike = judged.filter(({ placed }) => isSame(placed.source, source));
  const index = alike.indexOf(found);
  return { kind: 'checkpointForged', index, last: index, held: 0, source };
}

const isSame = (one: HeadSource, other: HeadSource): boolean =>
  one.kind === other.kind && one.name === other.name;

function forgedStatement(judged: readonly (JudgedStatement | null)[]): RegisterFinding | null {
  const index = judged.indexOf(null);
  return index === -1 ? null : { kind: 'countersignatureForged', index, last: index, held: 0, source: null };
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
