import { CodedError } from '../../../shared/errors.ts';
import { CMS_OID, SM_OID } from '../../asn1/identifiers.ts';
import { timeOf } from '../../asn1/time.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { SignedContent } from '../../cms/check-signer.ts';
import { namesCertificate, type SignerInfo } from '../../cms/signer-info.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { dateOf } from '../../pdf/forms/text-string.ts';
import { computeZ } from '../../sm/message-signature.ts';
import { type AuthorityContext, findAuthority, judgeToken } from '../../timestamp/judge-time-stamp.ts';
import { decodeTimeStampToken, type TimeStampToken } from '../../timestamp/time-stamp-token.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { Certificate } from '../../x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../x509/revocation-list.ts';
import { judgedAs, lateRevocationsOf, withArchivedLists } from './certificate-evidence.ts';
import {
  type CoveredRange,
  isFault,
  type LocatedSignature,
  type SignatureContext,
  type VerificationInputs,
} from './context.ts';
import { hashedRange, rangeHash } from './range-hash.ts';
import type { CmsContent, StructureFault } from './signature-content.ts';
import { cmsTimeOf, type SigningTime, stampTime } from './signing-time.ts';

/** What is gathered of the content of a signature. */
export type Gathered = Pick<
  SignatureContext,
  'documentHash' | 'signed' | 'signingTime' | 'signer' | 'maker' | 'lateRevocations' | 'sealHistories'
> & { readonly inputs?: VerificationInputs };

/** The file, and the place of the signature in it. */
export interface Place {
  readonly source: ByteSource;
  readonly document: PdfDocument;
  readonly located: LocatedSignature;
  readonly range: CoveredRange | StructureFault;
}

/** What is gathered of content that is not judged. */
export const NOTHING_GATHERED: Gathered = {
  documentHash: null,
  signed: null,
  signingTime: null,
  signer: null,
  maker: null,
  lateRevocations: [],
  sealHistories: [],
};

/**
 * Gathers what the checks of an ordinary signature need. The certificates and lists in the message are evidence that
 * has to lead to the trust folder; none of them is ever an anchor.
 * @param provenTime looks for proofs of the time beside the signature's own tokens
 * @param provenBy the time by which the stamps around the signature prove it to have existed
 */
export async function gatherCms(
  content: CmsContent,
  place: Place,
  provenTime: (time: SigningTime) => Promise<SigningTime>,
  given: VerificationInputs,
  provenBy?: Date,
): Promise<Gathered> {
  const { data, signer } = content;
  const tokens = (signer.unsigned.get(CMS_OID.timeStampToken) ?? []).map(({ raw }) => raw);
  const certificates = [...data.certificates, ...tokens.flatMap(tokenCertificates)];
  const inputs = await withArchivedLists(certificates, withEvidence(given, data));
  const certificate = signerCertificate(signer, inputs);
  const signingTime = await provenTime(
    cmsTimeOf(signer, tokens, claimedTime(signer, place), { ...inputs, provenBy }),
  );
  const documentHash = await hashOf(place, signer.digestAlgorithm, inputs);
  return {
    ...NOTHING_GATHERED,
    inputs,
    documentHash,
    signed: await signedContent(content, certificate, documentHash, place, inputs),
    signingTime,
    signer: certificate === null ? null : judgedAs(certificate, signingTime.judgedAt, inputs),
    lateRevocations: await lateRevocationsOf(certificates, inputs),
  };
}

/**
 * Gathers what the checks of a document time stamp need.
 * @param provenBy the time by which the stamps around it prove it to have existed
 */
export async function gatherToken(
  token: TimeStampToken,
  place: Place,
  given: VerificationInputs,
  provenBy?: Date,
): Promise<Gathered> {
  const inputs = await withArchivedLists(token.certificates, withEvidence(given, token));
  const { imprint } = token.info;
  const documentHash = await hashOf(place, imprint.algorithm, inputs);
  const isImprint = (found: Uint8Array): boolean => documentHash !== null && equalBytes(found, documentHash);
  const signingTime = stampTime(token, judgedToken(token, isImprint, { ...inputs, provenBy }));
  const authority = findAuthority(token, inputs.trust);
  const digest = inputs.engine.digests.of(token.signer.digestAlgorithm)?.(token.content) ?? null;
  return {
    ...NOTHING_GATHERED,
    inputs,
    documentHash,
    signed: { type: token.contentType, digest, bytes: token.content, sm2Digest: null },
    signingTime,
    signer: authority === null ? null : judgedAs(authority, token.info.stampedAt, inputs),
    lateRevocations: await lateRevocationsOf(token.certificates, inputs),
  };
}

function judgedToken(
  token: TimeStampToken,
  isImprint: (imprint: Uint8Array) => boolean,
  inputs: AuthorityContext,
): ReturnType<typeof judgeToken> {
  try {
    return judgeToken(token, isImprint, inputs);
  } catch (error) {
    if (error instanceof CodedError) return { state: 'unreadable' };
    throw error;
  }
}

/** Adds the certificates and lists of a message to what a path may lead through. */
function withEvidence(
  inputs: VerificationInputs,
  { certificates, revocationLists }: Pick<TimeStampToken, 'certificates' | 'revocationLists'>,
): VerificationInputs {
  const { trust } = inputs;
  const lists = revocationLists.flatMap((der) => listOrNull(der) ?? []);
  return {
    ...inputs,
    trust: {
      ...trust,
      intermediates: [...trust.intermediates, ...certificates],
      revocationLists: [...trust.revocationLists, ...lists],
    },
  };
}

function listOrNull(der: Uint8Array): RevocationList | null {
  return orNullIfDamaged(() => decodeRevocationList(der));
}

/** Returns the certificates of a token; none if it cannot be read. */
export function tokenCertificates(der: Uint8Array): readonly Certificate[] {
  return orNullIfDamaged(() => decodeTimeStampToken(der))?.certificates ?? [];
}

/** Returns the time that the signer claims: the signed attribute, or else /M, which is among the signed bytes. */
function claimedTime({ attributes }: SignerInfo, { located }: Place): Date | null {
  const attribute = attributes?.values.get(CMS_OID.signingTime);
  const signed = attribute === undefined ? null : orNullIfDamaged(() => timeOf(attribute, 'signingTime'));
  return signed ?? dateOf(located.dictionary.dictionary.entries.get('M')) ?? null;
}

function signerCertificate({ id }: SignerInfo, { trust }: VerificationInputs): Certificate | null {
  const candidates = [...trust.intermediates, ...trust.anchors];
  return candidates.find((certificate) => namesCertificate(id, certificate)) ?? null;
}

function hashOf(place: Place, algorithm: string, { engine }: VerificationInputs): Promise<Uint8Array | null> {
  const { range } = place;
  return isFault(range) ? Promise.resolve(null) : rangeHash(engine, place, range, algorithm);
}

async function signedContent(
  { data, signer, holds }: CmsContent,
  certificate: Certificate | null,
  documentHash: Uint8Array | null,
  place: Place,
  { engine }: VerificationInputs,
): Promise<SignedContent | null> {
  const { range } = place;
  if (isFault(range)) return null;
  const type = data.contentType;
  if (holds === 'hash' && data.content !== null) {
    const digest = engine.digests.of(signer.digestAlgorithm)?.(data.content) ?? null;
    return { type, digest, bytes: data.content, sm2Digest: null };
  }
  const key = certificate?.publicKey.sm2 ?? null;
  if (signer.attributes !== null || key === null)
    return { type, digest: documentHash, bytes: null, sm2Digest: null };
  const hasher = await engine.digests.createHasher(SM_OID.sm3);
  hasher.update(computeZ(engine, key));
  return { type, digest: documentHash, bytes: null, sm2Digest: hashedRange(hasher, place, range) };
}
