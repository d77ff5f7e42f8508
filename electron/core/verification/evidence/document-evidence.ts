import { CodedError } from '../../../shared/errors.ts';
import { CERTIFICATE_BUDGET } from '../../budgets.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { readSecurityStore, type SecurityStore } from '../../pdf/signatures/security-store.ts';
import { certificateOrNull } from '../../x509/certificate.ts';
import { decodeOcspResponse } from '../../x509/ocsp-response.ts';
import { decodeRevocationList } from '../../x509/revocation-list.ts';
import { isFault, type LocatedSignature, type VerificationInputs } from './context.ts';
import { coveredRange } from './covered-range.ts';
import { gatherToken } from './gather-cms.ts';
import { signatureContent } from './signature-content.ts';
import type { SigningTime } from './signing-time.ts';

/** A document time stamp that proves that a revision, and every one before it, existed by a time. */
export interface DocumentStamp {
  readonly revision: number;
  readonly time: SigningTime;
  readonly existedBy: Date;
}

/** Takes damage for absence. Work beyond a budget stays an error. */
function readable<T>(ders: readonly Uint8Array[], read: (der: Uint8Array) => T | null): T[] {
  return ders.flatMap((der) => {
    try {
      return read(der) ?? [];
    } catch (error) {
      if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return [];
      throw error;
    }
  });
}

/**
 * Adds what the security store of a document holds to what paths may lead through and revocation is judged by. Nothing
 * of it becomes an anchor: an authority counts if it leads to the trust folder, a list if that authority has signed it.
 */
export function withSecurityStore(inputs: VerificationInputs, document: PdfDocument): VerificationInputs {
  const store = storeOf(document);
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

function storeOf(document: PdfDocument): SecurityStore {
  const [store] = readable([new Uint8Array()], () => readSecurityStore(document));
  return store ?? { certificates: [], revocationLists: [], ocspResponses: [] };
}

/** Judges the document time stamps of a file. Each costs a pass over it, so that only the first few count. */
export async function documentStamps(
  source: ByteSource,
  document: PdfDocument,
  all: readonly LocatedSignature[],
  inputs: VerificationInputs,
): Promise<readonly DocumentStamp[]> {
  const stamps: DocumentStamp[] = [];
  for (const located of all) {
    const range = coveredRange(source, document, located.dictionary);
    const content = signatureContent(located.dictionary);
    if (isFault(range) || isFault(content) || content.kind !== 'timeStamp') continue;
    if (stamps.length >= CERTIFICATE_BUDGET.documentStamps) break;
    const { signingTime } = await gatherToken(content.token, { source, document, located, range }, inputs);
    if (signingTime === null || signingTime.proven === null) continue;
    stamps.push({ revision: range.revision, time: signingTime, existedBy: signingTime.proven });
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
