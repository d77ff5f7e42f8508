import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { CMS_OID, SM_OID } from '../asn1/oids.ts';
import { octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { SmEngine } from '../sm/engine.ts';
import { verifyMessage } from '../sm/verify-message.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { TokenDigests } from './digests.ts';
import { namedCertificate } from './signing-certificate.ts';
import type { SignedAttributes } from './signer-info.ts';
import type { TimeStampToken } from './time-stamp-token.ts';

/** What is wrong with a token: a contradiction in its bytes, or something that cannot be checked here. */
export interface TokenFault {
  readonly kind: 'wrong' | 'unproven';
  /** Which rule it breaks, in a word or two. */
  readonly rule: string;
}

/** SM2 with SM3, or SM2 alone (GM/T 0010 gives either). */
const SIGNATURE_ALGORITHMS: ReadonlySet<string> = new Set([SM_OID.sm2WithSm3, SM_OID.sm2Signature]);

/**
 * The authority's signature, over the signed attributes (RFC 5652 §5.4) or, where there are none, over TSTInfo
 * itself (GM/T 0010-2012). The attributes must give content type, digest and certificate (RFC 3161 §2.4.2).
 * @param authority the certificate that the token names; its trust is another matter
 * @returns null where the signature holds
 * @throws DER_INVALID for damaged attributes
 */
export function tokenFault(
  engine: SmEngine,
  digests: TokenDigests,
  token: TimeStampToken,
  authority: Certificate,
): TokenFault | null {
  const { attributes, signature, signatureAlgorithm } = token.signer;
  const key = authority.publicKey.sm2;
  if (!SIGNATURE_ALGORITHMS.has(signatureAlgorithm) || key === null) return unproven('signatureAlgorithm');
  const fault = attributes === null ? null : attributesFault(token, attributes, authority, digests);
  if (fault !== null) return fault;
  const { valid } = verifyMessage(engine, attributes?.signedBytes ?? token.content, signature, key);
  return valid ? null : wrong('signature');
}

function attributesFault(
  token: TimeStampToken,
  attributes: SignedAttributes,
  authority: Certificate,
  digests: TokenDigests,
): TokenFault | null {
  const contentType = attributes.values.get(CMS_OID.contentType);
  const messageDigest = attributes.values.get(CMS_OID.messageDigest);
  if (contentType === undefined || objectIdentifierOf(contentType, 'contentType') !== token.contentType) {
    return wrong('contentType');
  }
  if (messageDigest === undefined) return wrong('messageDigest');
  const digest = digests.of(token.signer.digestAlgorithm);
  if (digest === undefined) return unproven('digestAlgorithm');
  if (!equalBytes(digest(token.content), octetsOf(messageDigest, 'messageDigest'))) {
    return wrong('messageDigest');
  }
  const named = namedCertificate(attributes, authority, digests);
  if (named === 'other') return wrong('signingCertificate');
  return named === 'same' ? null : unproven('signingCertificate');
}

function wrong(rule: string): TokenFault {
  return { kind: 'wrong', rule };
}

function unproven(rule: string): TokenFault {
  return { kind: 'unproven', rule };
}
