import type { ByteSource } from '../../core/bytes/byte-source.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { verifyPdf } from '../../core/verification/verify.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { NO_EVIDENCE, type Evidence } from './evidence.ts';
import type { TrustMaterial } from '../ports/files.ts';

export interface VerificationWorld {
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
