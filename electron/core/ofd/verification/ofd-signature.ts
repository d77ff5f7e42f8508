import { CodedError } from '../../../shared/errors.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import { signatureOrNull } from '../../sm/message-signature.ts';
import type { SignatureEvidence, VerificationInputs } from '../../verification/evidence/context.ts';
import { valueContent } from '../../verification/evidence/signature-content.ts';
import type { ZipEntry } from '../container/zip-entry.ts';
import type { DocBody, OfdPackage } from '../package/ofd-package.ts';
import { type ListedSignature, readSignatureList, type SignatureList } from '../signatures/signature-list.ts';
import {
  readSignatureFile,
  readValue,
  type SignatureFile,
  type SignedReference,
} from '../signatures/signature-file.ts';
import { bareContent } from './bare-value.ts';
import type { PartDigests } from '../signatures/part-digests.ts';

/** What a signature says of a part, against the part as it is. */
export interface JudgedReference extends SignedReference {
  /** `open` if the digest that the signature names is not supported. */
  readonly state: 'same' | 'changed' | 'missing' | 'open';
}

/** A signature of an OFD that can be read. */
export interface OfdSignature {
  readonly body: DocBody;
  readonly list: SignatureList;
  readonly listed: ListedSignature;
  readonly file: SignatureFile;
  /** The bytes of Signature.xml, which the value signs. */
  readonly signedBytes: Uint8Array;
  readonly content: SignatureEvidence['content'];
  readonly references: readonly JudgedReference[];
  /** The parts that it names. */
  readonly covered: ReadonlySet<ZipEntry>;
}

/** A signature that the file lists and that cannot be read as one. */
export interface DamagedSignature {
  readonly path: string;
}

/** The signatures of a package, in the order of their lists. */
export interface LocatedSignatures {
  readonly signatures: readonly (OfdSignature | DamagedSignature)[];
  /** The lists that could not be read, or that a document names and lacks. */
  readonly damagedLists: readonly string[];
}

/** Tells a signature that can be read from one that cannot. */
export function isReadable(signature: OfdSignature | DamagedSignature): signature is OfdSignature {
  return 'file' in signature;
}

/** Reads all signatures of a package. @throws CodedError FILE_OVER_BUDGET */
export async function locateOfdSignatures(
  ofd: OfdPackage,
  digests: PartDigests,
  inputs: VerificationInputs,
): Promise<LocatedSignatures> {
  const signatures: (OfdSignature | DamagedSignature)[] = [];
  const damagedLists: string[] = [];
  for (const body of ofd.bodies) {
    const isMissing = body.signatures === null && body.namesSignatures;
    const list = isMissing ? 'damaged' : orFault(() => readSignatureList(ofd, body));
    if (list === 'damaged') damagedLists.push(body.signatures?.name ?? ofd.entry.name);
    if (list === 'damaged' || list === null) continue;
    for (const listed of list.signatures) {
      signatures.push(await readSignature(ofd, { body, list, listed }, digests, inputs));
    }
  }
  return { signatures, damagedLists };
}

async function readSignature(
  ofd: OfdPackage,
  place: Pick<OfdSignature, 'body' | 'list' | 'listed'>,
  digests: PartDigests,
  inputs: VerificationInputs,
): Promise<OfdSignature | DamagedSignature> {
  const { path, entry } = place.listed;
  if (entry === null) return { path };
  const read = orFault(() => {
    const file = readSignatureFile(ofd, entry);
    const signedBytes = ofd.container.read(entry);
    const value = file.value === null ? null : readValue(ofd, file.value);
    return { file, signedBytes, content: contentOf(value, signedBytes, { ofd, file }, inputs) };
  });
  if (read === 'damaged') return { path };
  const references: JudgedReference[] = [];
  for (const reference of read.file.references) {
    references.push({ ...reference, state: await stateOf(reference, read.file, digests) });
  }
  const covered = new Set(references.flatMap((reference) => reference.entry ?? []));
  return { ...place, ...read, references, covered };
}

function contentOf(
  value: Uint8Array | null,
  signedBytes: Uint8Array,
  place: Parameters<typeof bareContent>[2],
  inputs: VerificationInputs,
): SignatureEvidence['content'] {
  if (value === null) return { code: 'CONTENTS_INVALID', rule: 'missing' };
  if (signatureOrNull(value) === null) return valueContent(value, signedBytes);
  return bareContent(value, signedBytes, place, inputs);
}

async function stateOf(
  { entry, digest }: SignedReference,
  { checkMethod: { algorithm } }: SignatureFile,
  digests: PartDigests,
): Promise<JudgedReference['state']> {
  if (entry === null) return 'missing';
  if (algorithm === null || !digests.supports(algorithm)) return 'open';
  const found = await digests.of(entry, algorithm);
  return found !== null && equalBytes(found, digest) ? 'same' : 'changed';
}

/** Takes damage for an answer, but not work beyond a budget. */
function orFault<T>(read: () => T): T | 'damaged' {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return 'damaged';
    throw error;
  }
}
