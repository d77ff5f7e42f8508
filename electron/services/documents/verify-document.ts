import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { inspectBytes } from '../../core/inspection/inspect.ts';
import { inspectPdf } from '../../core/inspection/inspect-pdf.ts';
import { inspectOfd } from '../../core/inspection/inspect-ofd.ts';
import type { OfdVerificationInputs } from '../../core/ofd/verification/gather-ofd.ts';
import { verifyOfd } from '../../core/ofd/verification/verify-ofd.ts';
import { isOfd, isPdf } from '../../core/pdf/other-formats.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { VerificationInputs } from '../../core/verification/evidence/context.ts';
import { verifyPdf } from '../../core/verification/verify.ts';
import { type ConfirmedList, readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { TrustListAge } from '../../shared/model/trust-lists.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { TrustMaterial } from '../ports/files.ts';
import { isOutdated } from '../trust-lists/describe-trust-list.ts';
import { type Evidence, NO_EVIDENCE } from './verdict-evidence.ts';

interface VerificationWorld {
  readonly engine: SmEngine;
  /** The time to judge at. */
  readonly now: Date;
  /** Material as found in the trust folder, or a store that {@link readTrustStore} made of it for several files. */
  readonly trust: TrustMaterial | TrustStore;
  /** Platforms and registers have no say when it is left out. */
  readonly evidence?: Evidence;
  readonly onBrokenCheck?: VerificationInputs['onBrokenCheck'];
  readonly onGathered?: VerificationInputs['onGathered'];
  /** The same for an OFD. */
  readonly onGatheredOfd?: OfdVerificationInputs['onGatheredOfd'];
  readonly begunHash?: VerificationInputs['begunHash'];
}

/**
 * Verifies every signature of a PDF or an OFD. Every file has a report, whatever it holds.
 * @param file its name in the report
 */
export async function verifyDocument(
  source: ByteSource,
  file: string,
  world: VerificationWorld,
): Promise<VerificationReport> {
  const trust = 'anchors' in world.trust ? world.trust : readTrustStore(world.trust);
  const { engine, now, evidence = NO_EVIDENCE, onBrokenCheck, onGathered, onGatheredOfd, begunHash } = world;
  const inputs = { engine, now, trust, ...evidence, onBrokenCheck, onGathered, onGatheredOfd, begunHash };
  const verdict = await (isOfd(source) ? verifyOfd : verifyPdf)(source, inputs);
  const trustLists = (trust.trustLists ?? []).map((list) => ageOf(list, now));
  const revocationListsAsOf = listsAsOf(verdict.signatures);
  const { offlineBundles = [] } = evidence;
  return {
    ...{ file, ...verdict, revocationListsAsOf },
    ...(trustLists.length > 0 ? { trustLists } : {}),
    ...(offlineBundles.length > 0 ? { offlineBundles } : {}),
  };
}

function ageOf({ source, issuedAt, nextUpdate, isChanged }: ConfirmedList, now: Date): TrustListAge {
  const state = isChanged ? 'changed' : isOutdated({ nextUpdate }, now) ? 'outdated' : 'inForce';
  return { source, issuedAt, nextUpdate, state };
}

/** Returns the issue dates of the lists that the revocation checks rest on, oldest first, each once. */
function listsAsOf(signatures: VerificationReport['signatures']): string[] {
  const dates = signatures.flatMap(({ checks }) => {
    const date = checks.revocation.facts?.listIssuedAt;
    return typeof date === 'string' ? [date] : [];
  });
  return [...new Set(dates)].sort();
}

/** Bytes. Seals hold one picture and lists one line a certificate: nothing to inspect but a PDF is larger. */
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Lists the content of a seal (.esl), a bare signature (.dat), a certificate, a revocation list, a time stamp (.tst) or
 * the signatures of a PDF or an OFD, and the checks on it that pass. Fails with FILE_TYPE_UNKNOWN for anything else.
 * @param file its name in the result
 */
export function inspectFile(
  source: ByteSource,
  file: string,
  { engine, now, trust }: VerificationWorld,
): Promise<Result<Inspection>> {
  return resultOf(() => {
    const inputs = { engine, now, trust: 'anchors' in trust ? trust : readTrustStore(trust) };
    if (isPdf(source)) return inspectPdf(source, file, inputs);
    if (isOfd(source)) return inspectOfd(source, file, inputs);
    if (source.size > LARGEST_FILE) throw new CodedError('FILE_TYPE_UNKNOWN', 'too large');
    return inspectBytes(source.read(0, source.size), file, inputs);
  });
}
