import { resultOf } from '../../shared/result.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { toHex } from '../bytes/hex.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { certificateOrNull } from '../x509/certificate.ts';
import { buildPath } from '../x509/path.ts';
import { withArchivedLists } from './archived-lists.ts';
import {
  isFault,
  type JudgedCertificate,
  type LocatedSignature,
  type SignatureContext,
  type VerificationInputs,
} from './context.ts';
import { coveredRange } from './covered-range.ts';
import { documentHash, sealedFileHash } from './document-hash.ts';
import { signatureContent } from './signature-content.ts';
import { countersigned, signingTimeOf, type SigningTime } from './signing-time.ts';

/** Reads everything that the checks of one signature need. */
export async function gatherContext(
  source: ByteSource,
  document: PdfDocument,
  located: LocatedSignature,
  all: readonly LocatedSignature[],
  given: VerificationInputs,
): Promise<SignatureContext> {
  const range = coveredRange(source, document, located.dictionary);
  const content = signatureContent(located.dictionary);
  const signature = !isFault(content) && content.kind === 'seal' ? content.signature : null;
  const inputs = signature === null ? given : await withArchivedLists(signature, given);
  const signingTime = signature === null ? null : await provenTime(signature, source, range, inputs);
  const signedAt = signingTime?.judgedAt ?? inputs.now;
  const hashable = !isFault(range) && signature !== null;
  return {
    inputs,
    source,
    document,
    located,
    all,
    range,
    content,
    documentHash: hashable ? await documentHash(inputs.engine, source, range) : null,
    signingTime,
    signer: signature === null ? null : judged(signature.signerCertificate, signedAt, inputs),
    maker: signature === null ? null : judgedMaker(signature, signedAt, inputs),
    sealHistories: signature === null ? [] : await sealHistories(signature, inputs),
  };
}

/** Where no token proves the time, whoever countersigned the register may: that costs a second pass over the file. */
async function provenTime(
  signature: SealSignature,
  source: ByteSource,
  range: SignatureContext['range'],
  inputs: VerificationInputs,
): Promise<SigningTime> {
  const time = await signingTimeOf(signature, inputs);
  const { engine, existedBy } = inputs;
  if (time.proven !== null || existedBy === null || isFault(range)) return time;
  const sm3 = toHex(await sealedFileHash(engine, source, range));
  const found = await resultOf(() => existedBy(sm3));
  return found.ok && found.value !== null ? countersigned(time, found.value) : time;
}

async function sealHistories(
  { seal }: SealSignature,
  { sealStatus }: VerificationInputs,
): Promise<SignatureContext['sealHistories']> {
  const histories = await resultOf(() => sealStatus(seal.esId));
  return histories.ok ? histories.value : null;
}

/**
 * The maker's certificate is judged at the time of signing, when the seal was relied on, as the signer's is
 * (GB/T 38540-2020 §7.3); GM/T 0031-2025 judges it at the seal's createDate.
 */
function judgedMaker(
  { seal }: SealSignature,
  signedAt: Date,
  inputs: VerificationInputs,
): JudgedCertificate | null {
  const at = seal.version === 5 ? seal.property.createdAt : signedAt;
  return judged(seal.makerCertificate, at, inputs);
}

function judged(der: Uint8Array, judgedAt: Date, inputs: VerificationInputs): JudgedCertificate | null {
  const certificate = certificateOrNull(der);
  if (certificate === null) return null;
  const { engine, trust } = inputs;
  return { certificate, judgedAt, path: buildPath(certificate, { engine, trust, at: judgedAt }) };
}
