import { CERTIFICATE_BUDGET } from '../../budgets.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { toHex } from '../../bytes/encodings.ts';
import { askedOnce } from '../../pdf/asked-once.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { EMPTY_STORE, readSecurityStore, type SecurityStore } from '../../pdf/signatures/security-store.ts';
import type { Statement } from '../../platform/signed-statement.ts';
import type { TimeStampToken } from '../../timestamp/time-stamp-token.ts';
import { certificateOrNull } from '../../x509/certificate.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { decodeOcspResponse } from '../../x509/ocsp-response.ts';
import { decodeRevocationList } from '../../x509/revocation-list.ts';
import {
  type CoveredRange,
  isFault,
  type LocatedSignature,
  type RangeOf,
  type VerificationInputs,
} from './context.ts';
import { type Gathered, gatherToken } from './gather-cms.ts';
import { placedHash } from './range-hash.ts';
import { signatureContent } from './signature-content.ts';
import type { SigningTime } from './signing-time.ts';
import { issueTimeOf, StoredStatements, type StampedStatement } from './stamped-statements.ts';

/** A document time stamp that proves that a revision, and every one before it, existed by a time. */
export interface DocumentStamp {
  readonly revision: number;
  readonly time: SigningTime;
  readonly located: LocatedSignature;
  /** What was gathered of it, for its own report. */
  readonly gathered: Gathered;
  /** Null if the stamp proves nothing. */
  readonly existedBy: Date | null;
  /** The signed statements that it covers. */
  readonly statements: readonly Statement[];
}

function readable<T>(ders: readonly Uint8Array[], read: (der: Uint8Array) => T | null): T[] {
  return ders.flatMap((der) => orNullIfDamaged(() => read(der)) ?? []);
}

/**
 * Adds what the security store of a document holds to what paths may lead through and revocation is judged by, and what
 * the stores held that its time stamps cover: a later revision takes nothing of them back. Nothing of it becomes an
 * anchor: an authority counts if it leads to the trust folder, a list if that authority has signed it.
 */
export function withSecurityStore(
  inputs: VerificationInputs,
  document: PdfDocument,
  stamped: readonly number[],
): VerificationInputs {
  const versions = [document, ...stamped.map((revision) => document.asOf(revision))];
  const stores = [...new Set(versions)].map(storeOf);
  const all = (key: keyof SecurityStore): Uint8Array[] => onceEach(stores.flatMap((store) => store[key]));
  const { trust } = inputs;
  return {
    ...inputs,
    trust: {
      ...trust,
      intermediates: [...trust.intermediates, ...readable(all('certificates'), certificateOrNull)],
      revocationLists: [...trust.revocationLists, ...readable(all('revocationLists'), decodeRevocationList)],
      ocspResponses: [...(trust.ocspResponses ?? []), ...readable(all('ocspResponses'), decodeOcspResponse)],
    },
  };
}

/** The stores of versions that time stamps cover; several questions are asked of each. */
const storeOf = askedOnce(
  (document): SecurityStore => orNullIfDamaged(() => readSecurityStore(document)) ?? EMPTY_STORE,
);

/** Leaves out what an earlier version has as well. DER of signed things ends in the signature. */
function onceEach(entries: readonly Uint8Array[]): Uint8Array[] {
  const known = new Map<string, Uint8Array[]>();
  return entries.filter((entry) => {
    const key = `${String(entry.length)} ${toHex(entry.subarray(-ENDING))}`;
    const alike = known.get(key) ?? [];
    if (alike.some((each) => equalBytes(each, entry))) return false;
    known.set(key, [...alike, entry]);
    return true;
  });
}

const ENDING = 32;

/** A document time stamp of a file whose place is in order. */
export interface PlacedStamp {
  readonly located: LocatedSignature;
  readonly range: CoveredRange;
  readonly token: TimeStampToken;
}

/** Finds the document time stamps of a file, the oldest revision first. Each costs a pass over it, so that only the first few count. */
export function placedStamps(all: readonly LocatedSignature[], rangeOf: RangeOf): readonly PlacedStamp[] {
  const found = all.flatMap((located): PlacedStamp[] => {
    const range = rangeOf(located);
    const content = signatureContent(located.dictionary);
    if (isFault(range) || isFault(content) || content.kind !== 'timeStamp') return [];
    return [{ located, range, token: content.token }];
  });
  return found
    .sort((left, right) => left.range.revision - right.range.revision)
    .slice(0, CERTIFICATE_BUDGET.documentStamps);
}

/**
 * Judges the document time stamps of a file from the outermost inwards: each is judged as of the time that those around
 * it prove (ETSI EN 319 102-1 §5.6, past validation).
 */
export async function judgedStamps(
  source: ByteSource,
  document: PdfDocument,
  placed: readonly PlacedStamp[],
  inputs: VerificationInputs,
): Promise<readonly DocumentStamp[]> {
  const stamps: DocumentStamp[] = [];
  const stored = new StoredStatements();
  for (const { located, range, token } of placed.toReversed()) {
    const place = { source, document, located, range };
    const outer = earliestOf(stamps);
    const store = storeOf(document.asOf(range.revision));
    const statements = stored.of(store);
    const judged = await gatherToken(token, placedHash(inputs.engine, place), inputs, outer);
    const gathered = notBeforeContent(judged, store, statements);
    const { signingTime: time } = gathered;
    if (time === null) continue;
    stamps.push({
      ...{ located, gathered, time, revision: range.revision },
      ...{ existedBy: time.proven, statements },
    });
  }
  return stamps;
}

function earliestOf(stamps: readonly DocumentStamp[]): Date | undefined {
  const times = stamps.flatMap(({ existedBy }) => existedBy ?? []);
  return times.sort((left, right) => left.getTime() - right.getTime())[0];
}

/** Clocks of two authorities are rarely further apart. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** A stamp that says to be older than a list or a statement that it covers was not made when it says: it proves nothing. */
function notBeforeContent(
  gathered: Gathered,
  store: SecurityStore,
  statements: readonly Statement[],
): Gathered {
  const { signingTime } = gathered;
  if (signingTime === null || signingTime.proven === null) return gathered;
  const latestMs = signingTime.proven.getTime() + CLOCK_TOLERANCE_MS;
  const dates = [
    ...readable(store.revocationLists, decodeRevocationList).map(({ thisUpdate }) => thisUpdate),
    ...statements.flatMap((statement) => issueTimeOf(statement) ?? []),
  ];
  if (dates.every((date) => date.getTime() <= latestMs)) return gathered;
  const stampedAt = signingTime.claimed ?? signingTime.proven;
  const timeStamp = { state: 'unproven', rule: 'olderThanContent', stampedAt } as const;
  return { ...gathered, signingTime: { ...signingTime, timeStamp, proven: null } };
}

/** Returns the time by which the stamps around a revision prove it to have existed; undefined without one. */
export function outerTime(revision: number | null, stamps: readonly DocumentStamp[]): Date | undefined {
  return earliestOf(stamps.filter((each) => revision !== null && each.revision > revision));
}

/** Returns the statements under the stamps around a revision. */
export function statementsAround(
  revision: number | null,
  stamps: readonly DocumentStamp[],
): StampedStatement[] {
  return stamps.flatMap(({ revision: covered, existedBy, statements }) =>
    revision === null || covered <= revision || existedBy === null
      ? []
      : statements.map((statement) => ({ statement, existedBy })),
  );
}

/**
 * Takes the earliest document time stamp over a later revision as proof that a signature existed, unless a token of its
 * own proves an earlier time. A token over something else still counts against it.
 */
export function withDocumentStamp(
  time: SigningTime,
  revision: number | null,
  stamps: readonly DocumentStamp[],
): SigningTime {
  const existedBy = outerTime(revision, stamps);
  const stamp = stamps.find((each) => existedBy !== undefined && each.existedBy === existedBy);
  if (stamp === undefined || existedBy === undefined) return time;
  if (time.proven !== null && time.proven <= existedBy) return time;
  if (time.timeStamp?.state === 'wrong' || time.timeStamp?.state === 'unreadable') return time;
  const judgedAt = existedBy < time.judgedAt ? existedBy : time.judgedAt;
  return { ...time, timeStamp: stamp.time.timeStamp, proven: existedBy, judgedAt };
}
