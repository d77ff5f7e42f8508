import { resultOf } from '../../../shared/result.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import { type Certificate, certificateOrNull } from '../../x509/certificate.ts';
import { judgedOrNull, lateRevocationsOf, withArchivedLists } from './certificate-evidence.ts';
import {
  isFault,
  type JudgedCertificate,
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
  type Place,
  tokenCertificates,
} from './gather-cms.ts';
import type { SealedDigests } from './sealed-digests.ts';
import { signatureContent } from './signature-content.ts';
import { type StampedStatement, stampedHistories, withStampedMakers } from './stamped-statements.ts';
import { countersigned, type SigningTime, signingTimeOf } from './signing-time.ts';

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
  const proofs = { digests, stamps };
  const gathered = await gatherContent(content, place, proofs, inputs);
  return {
    ...{ inputs, source, document, located, ...shared, range, content },
    ...gathered,
    registerMarks: await marksOn(range, digests, inputs),
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
  if (content.kind === 'seal') return gatherSeal(content.signature, place, proofs, inputs);
  if (content.kind === 'cms') {
    const outer = outerTime(revisionOf(place), proofs.stamps);
    return gatherCms(content, place, (time) => provenTime(time, place, proofs, inputs), inputs, outer);
  }
  if (content.kind !== 'timeStamp') return NOTHING_GATHERED;
  const stamp = proofs.stamps.find(({ located }) => located === place.located);
  return stamp?.gathered ?? gatherToken(content.token, place, inputs);
}

async function gatherSeal(
  signature: SealSignature,
  place: Place,
  proofs: Proofs,
  given: VerificationInputs,
): Promise<Gathered> {
  const certificates = certificatesOf(signature);
  const stamped = statementsAround(revisionOf(place), proofs.stamps);
  const inputs = withStampedMakers(await withArchivedLists(certificates, given), stamped);
  const provenBy = outerTime(revisionOf(place), proofs.stamps);
  const { range } = place;
  const signingTime = await provenTime(
    signingTimeOf(signature, { ...inputs, provenBy }),
    place,
    proofs,
    inputs,
  );
  const { judgedAt } = signingTime;
  return {
    inputs,
    documentHash: isFault(range) ? null : await proofs.digests.ofRange(range),
    signed: null,
    signingTime,
    signer: judgedOrNull(signature.signerCertificate, judgedAt, inputs),
    maker: judgedMaker(signature, judgedAt, inputs),
    lateRevocations: await lateRevocationsOf(certificates, inputs),
    sealHistories: await sealHistories(signature, judgedAt, stamped, inputs),
  };
}

function revisionOf({ range }: Place): number | null {
  return isFault(range) ? null : range.revision;
}

/**
 * Takes a later document time stamp for proof, and asks the platform that countersigned the register if nothing else
 * proves the time.
 */
async function provenTime(
  claimed: SigningTime,
  place: Place,
  { digests, stamps }: Proofs,
  { existedBy }: VerificationInputs,
): Promise<SigningTime> {
  const time = withDocumentStamp(claimed, revisionOf(place), stamps);
  const { range } = place;
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

/** Asks the platforms that are known here, and the statements under a time stamp in the document if there are none. */
async function sealHistories(
  { seal }: SealSignature,
  signedAt: Date,
  stamped: readonly StampedStatement[],
  inputs: VerificationInputs,
): Promise<SignatureContext['sealHistories']> {
  const histories = await resultOf(() => inputs.sealStatus(seal.esId));
  if (!histories.ok) return null;
  if (histories.value.length > 0) return histories.value;
  return stampedHistories(seal.esId, signedAt, stamped, inputs);
}

/**
 * Judges the maker's certificate at the time of signing, when the seal was relied on, as the signer's is
 * (GB/T 38540-2020 §7.3). GM/T 0031-2025 judges it at the seal's createDate.
 */
function judgedMaker(
  { seal }: SealSignature,
  signedAt: Date,
  inputs: VerificationInputs,
): JudgedCertificate | null {
  const at = seal.version === 5 ? seal.property.createdAt : signedAt;
  return judgedOrNull(seal.makerCertificate, at, inputs);
}

/** Lists the signer, the maker and the time-stamp authority. */
function certificatesOf({ signerCertificate, seal, timeStamp }: SealSignature): Certificate[] {
  const ends = [signerCertificate, seal.makerCertificate].flatMap((der) => certificateOrNull(der) ?? []);
  return [...ends, ...(timeStamp === null ? [] : tokenCertificates(timeStamp))];
}
