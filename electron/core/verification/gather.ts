import type { ByteSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { certificateOrNull } from '../x509/certificate.ts';
import { buildPath } from '../x509/path.ts';
import {
  claimedTime,
  isFault,
  type JudgedCertificate,
  type LocatedSignature,
  type SignatureContext,
  type VerificationInputs,
} from './context.ts';
import { coveredRange } from './covered-range.ts';
import { documentHash } from './document-hash.ts';
import { signatureContent } from './signature-content.ts';

/** Reads everything that the checks of one signature need. */
export async function gatherContext(
  source: ByteSource,
  document: PdfDocument,
  located: LocatedSignature,
  all: readonly LocatedSignature[],
  inputs: VerificationInputs,
): Promise<SignatureContext> {
  const range = coveredRange(source, document, located.dictionary);
  const content = signatureContent(located.dictionary);
  const signature = !isFault(content) && content.kind === 'seal' ? content.signature : null;
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
    signer: signature === null ? null : judgedSigner(signature, inputs),
    maker: signature === null ? null : judgedMaker(signature, inputs),
  };
}

/** GB/T 38540-2020 §7.3: the signer's certificate is judged at the time of signing. */
function judgedSigner(signature: SealSignature, inputs: VerificationInputs): JudgedCertificate | null {
  return judged(signature.signerCertificate, claimedTime(signature, inputs), inputs);
}

/**
 * The maker's certificate is judged at the time of signing, when the seal was relied on; GM/T 0031-2025
 * judges it at the seal's createDate.
 */
function judgedMaker(signature: SealSignature, inputs: VerificationInputs): JudgedCertificate | null {
  const { seal } = signature;
  const at = seal.version === 5 ? seal.property.createdAt : claimedTime(signature, inputs);
  return judged(seal.makerCertificate, at, inputs);
}

function judged(der: Uint8Array, judgedAt: Date, inputs: VerificationInputs): JudgedCertificate | null {
  const certificate = certificateOrNull(der);
  if (certificate === null) return null;
  const { engine, trust } = inputs;
  return { certificate, judgedAt, path: buildPath(certificate, { engine, trust, at: judgedAt }) };
}
