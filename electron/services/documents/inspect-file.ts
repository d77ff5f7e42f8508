import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { inspectBytes } from '../../core/inspection/inspect.ts';
import { readTrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { VerificationWorld } from './verify-document.ts';

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
