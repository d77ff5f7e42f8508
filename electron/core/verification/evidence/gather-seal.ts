import { resultOf } from '../../../shared/result.ts';
import { SM_OID } from '../../asn1/identifiers.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import { type Certificate, certificateOrNull } from '../../x509/certificate.ts';
import { judgedOrNull, lateRevocationsOf, withArchivedLists } from './certificate-evidence.ts';
import type { JudgedCertificate, SignatureEvidence, VerificationInputs } from './context.ts';
import { type Gathered, type SignedDocument, tokenCertificates } from './gather-cms.ts';
import { type StampedStatement, stampedHistories, withStampedMakers } from './stamped-statements.ts';
import { signingTimeOf } from './signing-time.ts';

/** Gathers what the checks of a seal signature need. @param around the document that holds it */
export async function gatherSeal(
  signature: SealSignature,
  around: SignedDocument,
  given: VerificationInputs,
): Promise<Gathered> {
  const certificates = certificatesOf(signature);
  const { stamped, provenBy } = around;
  const inputs = withStampedMakers(await withArchivedLists(certificates, given), stamped);
  const signingTime = await around.provenTime(signingTimeOf(signature, { ...inputs, provenBy }), inputs);
  const { judgedAt } = signingTime;
  return {
    inputs,
    documentHash: await around.hash(SM_OID.sm3),
    signed: null,
    signingTime,
    signer: judgedOrNull(signature.signerCertificate, judgedAt, inputs),
    maker: judgedMaker(signature, judgedAt, inputs),
    lateRevocations: await lateRevocationsOf(certificates, inputs),
    sealHistories: await sealHistories(signature, judgedAt, stamped, inputs),
  };
}

/** Asks the platforms that are known here, and the statements under a time stamp in the document if there are none. */
async function sealHistories(
  { seal }: SealSignature,
  signedAt: Date,
  stamped: readonly StampedStatement[],
  inputs: VerificationInputs,
): Promise<SignatureEvidence['sealHistories']> {
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
