import { CodedError } from '../../../shared/errors.ts';
import { resultOf } from '../../../shared/result.ts';
import { membersOf, readDerPrefix } from '../../asn1/der-reader.ts';
import { TAG } from '../../asn1/identifiers.ts';
import { type ByteSource, piecesOf } from '../../bytes/byte-source.ts';
import { toHex } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { SignatureDictionary } from '../../pdf/signatures/signature-fields.ts';
import { decodeSealSignature } from '../../seal/decode-seal-signature.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import type { SmEngine } from '../../sm/engine.ts';
import { decodeTimeStampToken } from '../../timestamp/time-stamp-token.ts';
import { type Certificate, certificateOrNull } from '../../x509/certificate.ts';
import { buildPath } from '../../x509/path.ts';
import type { RevocationList } from '../../x509/revocation-list.ts';
import {
  type CoveredRange,
  isFault,
  type JudgedCertificate,
  type LocatedSignature,
  type SignatureContent,
  type SignatureContext,
  type StructureFault,
  type VerificationInputs,
} from './context.ts';
import { coveredRange } from './covered-range.ts';
import { countersigned, type SigningTime, signingTimeOf } from './signing-time.ts';

/** What all signatures of a file have in common. */
export type SharedEvidence = Pick<SignatureContext, 'all' | 'tiling' | 'changes'>;

/** Gathers everything that the checks of one signature need. */
export async function gatherContext(
  source: ByteSource,
  document: PdfDocument,
  located: LocatedSignature,
  shared: SharedEvidence,
  given: VerificationInputs,
): Promise<SignatureContext> {
  const range = coveredRange(source, document, located.dictionary);
  const content = signatureContent(located.dictionary);
  const signature = !isFault(content) && content.kind === 'seal' ? content.signature : null;
  const inputs = signature === null ? given : await withArchivedLists(signature, given);
  const sealed = onceHash(inputs.engine, source, range);
  const signingTime = signature === null ? null : await provenTime(signature, sealed, inputs);
  const signedAt = signingTime?.judgedAt ?? inputs.now;
  const hashable = !isFault(range) && signature !== null;
  return {
    inputs,
    source,
    document,
    located,
    ...shared,
    range,
    content,
    documentHash: hashable ? await documentHash(inputs.engine, source, range) : null,
    signingTime,
    signer: signature === null ? null : judged(signature.signerCertificate, signedAt, inputs),
    maker: signature === null ? null : judgedMaker(signature, signedAt, inputs),
    lateRevocations: signature === null ? [] : await lateRevocations(signature, inputs),
    sealHistories: signature === null ? [] : await sealHistories(signature, inputs),
    registerMarks: await marksOn(sealed, inputs),
  };
}

/**
 * Asks the platform that countersigned the register if no token proves the time; this costs a second pass
 * over the file.
 */
async function provenTime(
  signature: SealSignature,
  sealed: SealedFileHash | null,
  inputs: VerificationInputs,
): Promise<SigningTime> {
  const time = await signingTimeOf(signature, inputs);
  const { existedBy } = inputs;
  if (time.proven !== null || existedBy === null || sealed === null) return time;
  const sm3 = await sealed();
  const found = await resultOf(() => existedBy(sm3));
  return found.ok && found.value !== null ? countersigned(time, found.value) : time;
}

/** Asks the register only if it has something on any file: the hash costs a second pass over the file. */
async function marksOn(
  sealed: SealedFileHash | null,
  { registerMarks }: VerificationInputs,
): Promise<SignatureContext['registerMarks']> {
  if (registerMarks === null || sealed === null) return [];
  const sm3 = await sealed();
  const marks = await resultOf(() => registerMarks(sm3));
  return marks.ok ? marks.value : null;
}

async function sealHistories(
  { seal }: SealSignature,
  { sealStatus }: VerificationInputs,
): Promise<SignatureContext['sealHistories']> {
  const histories = await resultOf(() => sealStatus(seal.esId));
  return histories.ok ? histories.value : null;
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
  return judged(seal.makerCertificate, at, inputs);
}

function judged(der: Uint8Array, judgedAt: Date, inputs: VerificationInputs): JudgedCertificate | null {
  const certificate = certificateOrNull(der);
  if (certificate === null) return null;
  const { engine, trust } = inputs;
  return { certificate, judgedAt, path: buildPath(certificate, { engine, trust, at: judgedAt }) };
}

/**
 * Reads /Contents by its content and ignores /SubFilter: one DER value, then zeros to its end. CMS starts
 * with a content type, a seal signature with a SEQUENCE.
 */
function signatureContent(signature: SignatureDictionary): SignatureContent | StructureFault {
  const bytes = signature.contents?.bytes ?? null;
  if (bytes === null) return { code: 'CONTENTS_INVALID', rule: 'missing' };
  try {
    return contentOf(bytes);
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'unreadable' };
    throw error;
  }
}

/** ContentInfo in BER of indefinite length, as some writers of CMS leave it: 30 80 06 … */
const INDEFINITE_CMS = [TAG.sequence, 0x80, TAG.objectIdentifier] as const;

function contentOf(bytes: Uint8Array): SignatureContent | StructureFault {
  if (INDEFINITE_CMS.every((byte, index) => bytes[index] === byte)) return { kind: 'cms' };
  const element = readDerPrefix(bytes, 'Contents', TAG.sequence);
  if (bytes.subarray(element.raw.length).some((byte) => byte !== 0)) {
    return { code: 'CONTENTS_INVALID', rule: 'padding' };
  }
  if (membersOf(element, 'Contents').nextTag === TAG.objectIdentifier) return { kind: 'cms' };
  return { kind: 'seal', signature: decodeSealSignature(element.raw) };
}

/** Returns SM3 of the file as it was once it held the signature, hexadecimal. */
type SealedFileHash = () => Promise<string>;

/** Computes the hash at its first use, and once; null when the range is faulty. */
function onceHash(
  engine: SmEngine,
  source: ByteSource,
  range: SignatureContext['range'],
): SealedFileHash | null {
  if (isFault(range)) return null;
  let hash: Promise<string> | undefined;
  return () => (hash ??= sealedFileHash(engine, source, range));
}

async function sealedFileHash(engine: SmEngine, source: ByteSource, { end }: CoveredRange): Promise<string> {
  const hasher = await engine.createSm3();
  for (const piece of piecesOf(source, 0, end)) hasher.update(piece);
  return toHex(hasher.digest());
}

/** Computes SM3 over the signed bytes piece by piece, so that memory does not grow with the file. */
async function documentHash(engine: SmEngine, source: ByteSource, range: CoveredRange): Promise<Uint8Array> {
  const hasher = await engine.createSm3();
  for (const piece of piecesOf(source, 0, range.gapStart)) hasher.update(piece);
  for (const piece of piecesOf(source, range.gapEnd, range.end)) hasher.update(piece);
  return hasher.digest();
}

/**
 * Adds the lists that were current on the last day of each expired certificate of a signature: newer lists
 * need not name it any more. Lists that cannot be read are left out, which leaves the revocation open.
 */
async function withArchivedLists(
  signature: SealSignature,
  inputs: VerificationInputs,
): Promise<VerificationInputs> {
  const expired = (await certificatesOf(signature, inputs)).filter(({ notAfter }) => notAfter < inputs.now);
  const found: RevocationList[] = [];
  for (const { issuer, notAfter } of expired) {
    const lists = await resultOf(() => inputs.archivedLists(issuer.raw, notAfter));
    if (lists.ok) found.push(...lists.value);
  }
  if (found.length === 0) return inputs;
  const { trust } = inputs;
  return { ...inputs, trust: { ...trust, revocationLists: [...trust.revocationLists, ...found] } };
}

/**
 * Asks for late revocations of the certificates that a list names. If they cannot be read, the dates of the lists
 * count as they are.
 */
async function lateRevocations(
  signature: SealSignature,
  inputs: VerificationInputs,
): Promise<SignatureContext['lateRevocations']> {
  const { revocationLists } = inputs.trust;
  const named = (await certificatesOf(signature, inputs)).filter(({ serial }) =>
    revocationLists.some(({ entries }) => entries.get(serial) !== undefined),
  );
  const found = await Promise.all(
    named.map(async (certificate) => {
      const { issuer, serial } = certificate;
      const dates = await resultOf(() => inputs.lateRevocations(issuer.raw, serial));
      return dates.ok ? dates.value.map((date) => ({ ...date, certificate })) : [];
    }),
  );
  return found.flat();
}

/** Lists the signer, the maker, the time-stamp authority, and every certificate that may stand above them. */
async function certificatesOf(
  { signerCertificate, seal, timeStamp }: SealSignature,
  { trust }: VerificationInputs,
): Promise<Certificate[]> {
  const ends = [signerCertificate, seal.makerCertificate].flatMap((der) => certificateOrNull(der) ?? []);
  const token =
    timeStamp === null ? null : await resultOf(() => decodeTimeStampToken(timeStamp).certificates);
  return [...ends, ...(token?.ok === true ? token.value : []), ...trust.intermediates];
}
