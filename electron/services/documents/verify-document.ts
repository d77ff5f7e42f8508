import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { inspectBytes } from '../../core/inspection/inspect.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { VerificationInputs } from '../../core/verification/context.ts';
import { verifyPdf } from '../../core/verification/verify.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { TrustMaterial } from '../ports.ts';

interface VerificationWorld {
  readonly engine: SmEngine;
  /** The time to judge at. */
  readonly now: Date;
  /** Material as found in the trust folder, or what {@link readTrustStore} made of it, for several files. */
  readonly trust: TrustMaterial | TrustStore;
  readonly evidence?: Evidence;
}

/**
 * Verifies every signature of a PDF. Whatever the file holds, the outcome is a report.
 * @param file how the report names it
 */
export async function verifyDocument(
  source: ByteSource,
  file: string,
  world: VerificationWorld,
): Promise<VerificationReport> {
  const trust = 'anchors' in world.trust ? world.trust : readTrustStore(world.trust);
  const { engine, now, evidence = NO_EVIDENCE } = world;
  const verdict = await verifyPdf(source, { engine, now, trust, ...evidence });
  return { file, ...verdict, revocationListsAsOf: listsAsOf(verdict.signatures) };
}

/** Issue dates of the lists that the revocation checks rest on, oldest first, each once. */
function listsAsOf(signatures: VerificationReport['signatures']): string[] {
  const dates = signatures.flatMap(({ checks }) => {
    const date = checks.revocation.facts?.listIssuedAt;
    return typeof date === 'string' ? [date] : [];
  });
  return [...new Set(dates)].sort();
}

/** What verdicts rest on beside the material of the trust folder. */
export type Evidence = Pick<
  VerificationInputs,
  'sealStatus' | 'archivedLists' | 'existedBy' | 'listConfirmedAt' | 'listAgeLimitMs'
>;

/** Gathers the evidence for verdicts by a trust folder; it holds for as long as one document is looked at. */
export type EvidenceSource = (trustFolder: string) => Promise<Evidence>;

/** Where no platform is known. */
export const NO_EVIDENCE: Evidence = {
  sealStatus: () => Promise.resolve([]),
  archivedLists: () => Promise.resolve([]),
  existedBy: null,
  listConfirmedAt: () => null,
  listAgeLimitMs: null,
};

/** Seals hold one picture and lists one line a certificate: nothing to inspect is larger. */
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Says what a seal (.esl), a bare signature (.dat), a certificate, a revocation list or a time stamp (.tst) holds,
 * and which checks on it pass. Fails with FILE_TYPE_UNKNOWN for anything else.
 * @param file how the result names it
 */
export function inspectFile(
  source: ByteSource,
  file: string,
  { engine, now, trust }: VerificationWorld,
): Promise<Result<Inspection>> {
  return resultOf(() => {
    if (source.size > LARGEST_FILE) throw new CodedError('FILE_TYPE_UNKNOWN', 'too large');
    const store = 'anchors' in trust ? trust : readTrustStore(trust);
    return inspectBytes(source.read(0, source.size), file, { engine, now, trust: store });
  });
}
