import { resultOf } from '../../../shared/result.ts';
import { SM_OID } from '../../asn1/identifiers.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { dateOf } from '../../pdf/forms/text-string.ts';
import {
  isFault,
  type LocatedSignature,
  type RangeOf,
  type SignatureContext,
  type VerificationInputs,
} from './context.ts';
import { type DocumentStamp, outerTime, statementsAround, withDocumentStamp } from './document-evidence.ts';
import {
  type Gathered,
  gatherCms,
  gatherToken,
  NOTHING_GATHERED,
  type SignedDocument,
} from './gather-cms.ts';
import { gatherSeal } from './gather-seal.ts';
import { type Place, placedHash } from './range-hash.ts';
import type { SealedDigests } from './sealed-digests.ts';
import { signatureContent } from './signature-content.ts';
import { countersigned, type SigningTime } from './signing-time.ts';

/** What all signatures of a file have in common. */
export type SharedEvidence = Pick<SignatureContext, 'all' | 'tiling' | 'changes'> & {
  readonly stamps: readonly DocumentStamp[];
  readonly rangeOf: RangeOf;
  /** What is hashed of the file for any of them. */
  readonly digests: SealedDigests;
};

/** Gathers everything that the checks of one signature need. */
export async function gatherContext(
  source: ByteSource,
  document: PdfDocument,
  located: LocatedSignature,
  { stamps, rangeOf, digests, ...shared }: SharedEvidence,
  inputs: VerificationInputs,
): Promise<SignatureContext> {
  const range = rangeOf(located);
  const content = signatureContent(located.dictionary);
  const place = { source, document, located, range };
  const gathered = await gatherContent(content, place, { digests, stamps }, inputs);
  return {
    ...{ inputs, source, document, located, ...shared, range, content },
    ...gathered,
    registerMarks: await marksOn(range, digests, inputs),
    renewBy: renewalOf(content, located, shared.all, gathered),
  };
}

/** What may prove the time of a signature beside its own token. */
interface Proofs {
  readonly digests: SealedDigests;
  readonly stamps: readonly DocumentStamp[];
}

async function gatherContent(
  content: SignatureContext['content'],
  place: Place,
  proofs: Proofs,
  inputs: VerificationInputs,
): Promise<Gathered> {
  if (isFault(content)) return NOTHING_GATHERED;
  if (content.kind === 'seal') return gatherSeal(content.signature, signedPdf(place, proofs, inputs), inputs);
  if (content.kind === 'cms') return gatherCms(content, signedPdf(place, proofs, inputs), inputs);
  if (content.kind !== 'timeStamp') return NOTHING_GATHERED;
  const stamp = proofs.stamps.find(({ located }) => located === place.located);
  return stamp?.gathered ?? gatherToken(content.token, placedHash(inputs.engine, place), inputs);
}

/** Answers for a PDF what is asked of the document around a signature. */
function signedPdf(place: Place, proofs: Proofs, { engine }: VerificationInputs): SignedDocument {
  const { range, located } = place;
  const revision = isFault(range) ? null : range.revision;
  const hash = placedHash(engine, place);
  return {
    isPlaced: !isFault(range),
    hash: (algorithm, before) =>
      algorithm === SM_OID.sm3 && before === undefined && !isFault(range)
        ? proofs.digests.ofRange(range)
        : hash(algorithm, before),
    // /M is among the signed bytes.
    statedTime: () => dateOf(located.dictionary.dictionary.entries.get('M')) ?? null,
    provenTime: (time, inputs) => provenTime(time, place, proofs, inputs),
    provenBy: outerTime(revision, proofs.stamps),
    stamped: statementsAround(revision, proofs.stamps),
  };
}

/**
 * Takes a later document time stamp for proof, and asks the platform that countersigned the register if nothing else
 * proves the time.
 */
async function provenTime(
  claimed: SigningTime,
  { range }: Place,
  { digests, stamps }: Proofs,
  { existedBy }: VerificationInputs,
): Promise<SigningTime> {
  const time = withDocumentStamp(claimed, isFault(range) ? null : range.revision, stamps);
  if (time.proven !== null || existedBy === null || isFault(range)) return time;
  const sm3 = await digests.ofFile(range);
  const found = await resultOf(() => existedBy(sm3));
  return found.ok && found.value !== null ? countersigned(time, found.value) : time;
}

/** Asks the register only if it has something on any file. */
async function marksOn(
  range: SignatureContext['range'],
  digests: SealedDigests,
  { registerMarks }: VerificationInputs,
): Promise<SignatureContext['registerMarks']> {
  if (registerMarks === null || isFault(range)) return [];
  const sm3 = await digests.ofFile(range);
  const marks = await resultOf(() => registerMarks(sm3));
  return marks.ok ? marks.value : null;
}

function renewalOf(
  content: SignatureContext['content'],
  { dictionary }: LocatedSignature,
  all: readonly LocatedSignature[],
  { signer }: Gathered,
): Date | null {
  if (isFault(content) || content.kind !== 'timeStamp' || signer === null) return null;
  const own = dictionary.revision ?? -1;
  const isOutermost = all.every((other) => (other.dictionary.revision ?? -1) <= own);
  return isOutermost ? signer.certificate.notAfter : null;
}
