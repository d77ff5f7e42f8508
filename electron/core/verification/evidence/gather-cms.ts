import { CodedError } from '../../../shared/errors.ts';
import { CMS_OID, SM_OID } from '../../asn1/identifiers.ts';
import { timeOf } from '../../asn1/time.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { SignedContent } from '../../cms/check-signer.ts';
import { namesCertificate, type SignerInfo } from '../../cms/signer-info.ts';
import { computeZ } from '../../sm/message-signature.ts';
import { type AuthorityContext, findAuthority, judgeToken } from '../../timestamp/judge-time-stamp.ts';
import { decodeTimeStampToken, type TimeStampToken } from '../../timestamp/time-stamp-token.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { Certificate } from '../../x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../x509/revocation-list.ts';
import { judgedAs, lateRevocationsOf, withArchivedLists } from './certificate-evidence.ts';
import type { SignatureEvidence, VerificationInputs } from './context.ts';
import type { CmsContent } from './signature-content.ts';
import { cmsTimeOf, type SigningTime, stampTime } from './signing-time.ts';
import type { StampedStatement } from './stamped-statements.ts';

/** What is gathered of the content of a signature. */
export type Gathered = Pick<
  SignatureEvidence,
  'documentHash' | 'signed' | 'signingTime' | 'signer' | 'maker' | 'lateRevocations' | 'sealHistories'
> & { readonly inputs?: VerificationInputs };

/**
 * Hashes the bytes that a signature signs. @param before is hashed first; nothing if absent
 * @returns null if it is not known which bytes these are, or the digest is not supported
 * @throws CodedError FILE_OVER_BUDGET
 */
export type HashOfSigned = (algorithm: string, before?: Uint8Array) => Promise<Uint8Array | null>;

/** What is asked of the document around a signature, whatever kind of document it is. */
export interface SignedDocument {
  /** Whether it is known which bytes are signed. */
  readonly isPlaced: boolean;
  readonly hash: HashOfSigned;
  /** Returns the time that the document states for the signature among the signed bytes; null if it states none. */
  readonly statedTime: () => Date | null;
  /** Looks for proofs of the time beside the signature's own tokens. */
  readonly provenTime: (time: SigningTime, inputs: VerificationInputs) => Promise<SigningTime>;
  /** The time by which the stamps around the signature prove it to have existed. */
  readonly provenBy: Date | undefined;
  /** The signed statements under those stamps. */
  readonly stamped: readonly StampedStatement[];
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
 * @param around the document that holds it
 */
export async function gatherCms(
  content: CmsContent,
  around: SignedDocument,
  given: VerificationInputs,
): Promise<Gathered> {
  const { data, signer } = content;
  const tokens = (signer.unsigned.get(CMS_OID.timeStampToken) ?? []).map(({ raw }) => raw);
  const certificates = [...data.certificates, ...tokens.flatMap(tokenCertificates)];
  const inputs = await withArchivedLists(certificates, withEvidence(given, data));
  const certificate = signerCertificate(signer, inputs);
  const { provenBy } = around;
  const claimed = attributeTime(signer) ?? around.statedTime();
  const signingTime = await around.provenTime(
    cmsTimeOf(signer, tokens, claimed, { ...inputs, provenBy }),
    inputs,
  );
  const documentHash = await around.hash(signer.digestAlgorithm);
  return {
    ...NOTHING_GATHERED,
    inputs,
    documentHash,
    signed: await signedContent(content, certificate, documentHash, around, inputs),
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
  hash: HashOfSigned,
  given: VerificationInputs,
  provenBy?: Date,
): Promise<Gathered> {
  const inputs = await withArchivedLists(token.certificates, withEvidence(given, token));
  const { imprint } = token.info;
  const documentHash = await hash(imprint.algorithm);
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

/** Returns the time in the signed attributes; null without one. */
function attributeTime({ attributes }: SignerInfo): Date | null {
  const attribute = attributes?.values.get(CMS_OID.signingTime);
  return attribute === undefined ? null : orNullIfDamaged(() => timeOf(attribute, 'signingTime'));
}

function signerCertificate({ id }: SignerInfo, { trust }: VerificationInputs): Certificate | null {
  const candidates = [...trust.intermediates, ...trust.anchors];
  return candidates.find((certificate) => namesCertificate(id, certificate)) ?? null;
}

async function signedContent(
  { data, signer, holds }: CmsContent,
  certificate: Certificate | null,
  documentHash: Uint8Array | null,
  around: SignedDocument,
  { engine }: VerificationInputs,
): Promise<SignedContent | null> {
  if (!around.isPlaced) return null;
  const type = data.contentType;
  if (holds === 'hash' && data.content !== null) {
    const digest = engine.digests.of(signer.digestAlgorithm)?.(data.content) ?? null;
    return { type, digest, bytes: data.content, sm2Digest: null };
  }
  const key = certificate?.publicKey.sm2 ?? null;
  if (signer.attributes !== null || key === null)
    return { type, digest: documentHash, bytes: null, sm2Digest: null };
  const sm2Digest = await around.hash(SM_OID.sm3, computeZ(engine, key));
  return { type, digest: documentHash, bytes: null, sm2Digest };
}
