import { resultOf } from '../../../shared/result.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { piecesOf } from '../../bytes/byte-source.ts';
import { toHex } from '../../bytes/encodings.ts';
import type { SignatureEvidence, VerificationInputs } from '../../verification/evidence/context.ts';
import { isFault } from '../../verification/evidence/context.ts';
import {
  type Gathered,
  gatherCms,
  NOTHING_GATHERED,
  type SignedDocument,
} from '../../verification/evidence/gather-cms.ts';
import { gatherSeal } from '../../verification/evidence/gather-seal.ts';
import { countersigned, type SigningTime } from '../../verification/evidence/signing-time.ts';
import type { NeededPart } from '../package/closure.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import type { OfdDocument } from '../package/read-document.ts';
import type { RootName } from '../signatures/entry-meaning.ts';
import type { DoubtfulPart } from './doubtful-parts.ts';
import type { OfdSignature } from './ofd-signature.ts';

/** What the signatures of one package share. */
export interface PackageEvidence {
  readonly ofd: OfdPackage;
  /** The documents of the package, in its order. */
  readonly documents: readonly OfdDocument[];
  /** All parts that their pages need. */
  readonly needed: readonly NeededPart[];
  /** All signatures of the package that can be read. */
  readonly all: readonly OfdSignature[];
  /** Files that no page needs here, and that other readers might show. */
  readonly doubtful: readonly DoubtfulPart[];
  /** Parts that pages need and that were renamed, whichever signature names them. */
  readonly unlike: readonly DoubtfulPart[];
  /** Whether some reader might follow OFD.xml elsewhere. */
  readonly entryMayLeadElsewhere: boolean;
  readonly rootName: RootName;
  /** Returns the SM3 of the file, hexadecimal. @throws CodedError FILE_OVER_BUDGET */
  readonly fileHash: () => Promise<string>;
}

/** Everything that the checks of one signature of an OFD look at. */
export interface OfdSignatureContext extends SignatureEvidence {
  readonly signature: OfdSignature;
  readonly around: PackageEvidence;
  /** The document that the signature belongs to. */
  readonly document: OfdDocument;
}

/** The inputs of a verdict on an OFD. */
export interface OfdVerificationInputs extends VerificationInputs {
  /** Is handed what the checks of each signature look at, in the order of the report, for those who keep it. */
  readonly onGatheredOfd?: ((context: OfdSignatureContext) => void) | undefined;
}

/** Gathers everything that the checks of one signature need. */
export async function gatherOfdContext(
  signature: OfdSignature,
  document: OfdDocument,
  around: PackageEvidence,
  inputs: VerificationInputs,
): Promise<OfdSignatureContext> {
  const { content } = signature;
  const gathered = await gatherContent(signature, around, inputs);
  return {
    ...{ inputs, signature, document, around, content },
    ...gathered,
    registerMarks: await marksOn(around, inputs),
    renewBy: null,
  };
}

async function gatherContent(
  signature: OfdSignature,
  around: PackageEvidence,
  inputs: VerificationInputs,
): Promise<Gathered> {
  const { content } = signature;
  if (isFault(content)) return NOTHING_GATHERED;
  const signed = signedFile(signature, around, inputs);
  if (content.kind === 'seal') return gatherSeal(content.signature, signed, inputs);
  return content.kind === 'cms' ? gatherCms(content, signed, inputs) : NOTHING_GATHERED;
}

/** Answers for an OFD what is asked of the document around a signature: the value signs Signature.xml as it is. */
function signedFile(
  { signedBytes, file }: OfdSignature,
  around: PackageEvidence,
  { engine }: VerificationInputs,
): SignedDocument {
  const hash = (algorithm: string, before?: Uint8Array): Uint8Array | null =>
    engine.digests.of(algorithm)?.(before === undefined ? signedBytes : concatBytes(before, signedBytes)) ??
    null;
  return {
    isPlaced: true,
    hash: (algorithm, before) => Promise.resolve(hash(algorithm, before)),
    statedTime: () => file.statedTime,
    provenTime: (time, inputs) => provenTime(time, around, inputs),
    // OFD knows no time stamp on the document.
    provenBy: undefined,
    stamped: [],
  };
}

/** The platform knows the file as it is; a later seal makes another file of it, for which it has to be asked as well. */
async function provenTime(
  time: SigningTime,
  { fileHash }: PackageEvidence,
  { existedBy }: VerificationInputs,
): Promise<SigningTime> {
  if (time.proven !== null || existedBy === null) return time;
  const sm3 = await fileHash();
  const found = await resultOf(() => existedBy(sm3));
  return found.ok && found.value !== null ? countersigned(time, found.value) : time;
}

async function marksOn(
  { fileHash }: PackageEvidence,
  { registerMarks }: VerificationInputs,
): Promise<SignatureEvidence['registerMarks']> {
  if (registerMarks === null) return [];
  const sm3 = await fileHash();
  const marks = await resultOf(() => registerMarks(sm3));
  return marks.ok ? marks.value : null;
}

/** Makes the question for the SM3 of a file, which is answered once. */
export function fileHashOf(
  { container: { source } }: OfdPackage,
  { engine, begunHash }: VerificationInputs,
): PackageEvidence['fileHash'] {
  let known: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const begun = begunHash?.upTo(source.size) ?? { hasher: await engine.createSm3(), length: 0 };
    source.meter?.spend('hashedBytes', source.size);
    for (const piece of piecesOf(source, begun.length, source.size)) begun.hasher.update(piece);
    return toHex(begun.hasher.digest());
  };
  return () => (known ??= read());
}
