import { CERTIFICATE_BUDGET } from '../../budgets.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { EMPTY_STORE, readSecurityStore } from '../../pdf/signatures/security-store.ts';
import { certificateOrNull } from '../../x509/certificate.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { decodeOcspResponse } from '../../x509/ocsp-response.ts';
import { decodeRevocationList } from '../../x509/revocation-list.ts';
import { isFault, type LocatedSignature, type VerificationInputs } from './context.ts';
import { coveredRange } from './covered-range.ts';
import { type Gathered, gatherToken } from './gather-cms.ts';
import { signatureContent } from './signature-content.ts';
import type { SigningTime } from './signing-time.ts';

/** A document time stamp that proves that a revision, and every one before it, existed by a time. */
export interface DocumentStamp {
  readonly revision: number;
  readonly time: SigningTime;
  readonly located: LocatedSignature;
  /** What was gathered of it, for its own report. */
  readonly gathered: Gathered;
  readonly existedBy: Date;
}

function readable<T>(ders: readonly Uint8Array[], read: (der: Uint8Array) => T | null): T[] {
  return ders.flatMap((der) => orNullIfDamaged(() => read(der)) ?? []);
}

/**
 * Adds what the security store of a document holds to what paths may lead through and revocation is judged by. Nothing
 * of it becomes an anchor: an authority counts if it leads to the trust folder, a list if that authority has signed it.
 */
export function withSecurityStore(inputs: VerificationInputs, document: PdfDocument): VerificationInputs {
  const store = orNullIfDamaged(() => readSecurityStore(document)) ?? EMPTY_STORE;
  const { trust } = inputs;
  return {
    ...inputs,
    trust: {
      ...trust,
      intermediates: [...trust.intermediates, ...readable(store.certificates, certificateOrNull)],
      revocationLists: [...trust.revocationLists, ...readable(store.revocationLists, decodeRevocationList)],
      ocspResponses: [...(trust.ocspResponses ?? []), ...readable(store.ocspResponses, decodeOcspResponse)],
    },
  };
}

/** Judges the document time stamps of a file. Each costs a pass over it, so that only the first few count. */
export async function documentStamps(
  source: ByteSource,
  document: PdfDocument,
  all: readonly LocatedSignature[],
  inputs: VerificationInputs,
): Promise<readonly DocumentStamp[]> {
  // A stamp proves only what is in an earlier revision.
  if (all.length < 2) return [];
  const stamps: DocumentStamp[] = [];
  for (const located of all) {
    const range = coveredRange(source, document, located.dictionary);
    const content = signatureContent(located.dictionary);
    if (isFault(range) || isFault(content) || content.kind !== 'timeStamp') continue;
    if (stamps.length >= CERTIFICATE_BUDGET.documentStamps) break;
    const gathered = await gatherToken(content.token, { source, document, located, range }, inputs);
    const { signingTime } = gathered;
    if (signingTime === null || signingTime.proven === null) continue;
    stamps.push({
      ...{ located, gathered, revision: range.revision },
      ...{ time: signingTime, existedBy: signingTime.proven },
    });
  }
  return stamps.sort((left, right) => left.existedBy.getTime() - right.existedBy.getTime());
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
  const stamp = stamps.find((each) => revision !== null && each.revision > revision);
  if (stamp === undefined || (time.proven !== null && time.proven <= stamp.existedBy)) return time;
  if (time.timeStamp?.state === 'wrong' || time.timeStamp?.state === 'unreadable') return time;
  const judgedAt = stamp.existedBy < time.judgedAt ? stamp.existedBy : time.judgedAt;
  return { ...time, timeStamp: stamp.time.timeStamp, proven: stamp.existedBy, judgedAt };
}
