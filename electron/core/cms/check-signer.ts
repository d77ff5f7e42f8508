import { isWeakDigest } from '../algorithms/digests.ts';
import {
  type AlgorithmIdentifier,
  isWeakScheme,
  schemeName,
  schemeOf,
  type SignatureScheme,
} from '../algorithms/signature-scheme.ts';
import type { StandardSignature } from '../algorithms/verify-standard.ts';
import { isWeakKey } from '../algorithms/standard-key.ts';
import { CMS_OID, SM_OID } from '../asn1/identifiers.ts';
import { objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { SmEngine } from '../sm/engine.ts';
import { signatureOrNull, verifyMessage } from '../sm/message-signature.ts';
import type { Certificate } from '../x509/certificate.ts';
import { namedCertificate, type SignedAttributes, type SignerInfo } from './signer-info.ts';

/** The content that a SignerInfo signs. */
export interface SignedContent {
  /** Its content type. */
  readonly type: string;
  /** Its digest by the signer's digest algorithm; null if that is not supported. */
  readonly digest: Uint8Array | null;
  /** The content itself; null if it is too large to hold. */
  readonly bytes: Uint8Array | null;
  /** SM3(Z ‖ content) for a signer with an SM2 key and no attributes; null where `bytes` does. */
  readonly sm2Digest: Uint8Array | null;
}

/** The fault of a signature: a contradiction in its bytes, or something that cannot be relied on or checked here. */
export interface SignerFault {
  readonly kind: 'wrong' | 'unproven';
  /** The rule that it breaks, in a word or two. */
  readonly rule: string;
}

function wrong(rule: string): SignerFault {
  return { kind: 'wrong', rule };
}

function unproven(rule: string): SignerFault {
  return { kind: 'unproven', rule };
}

/**
 * Checks that a SignerInfo signs this content: by its attributes, which must name type and digest (RFC 5652 §11). A
 * signer without attributes signs the content itself, which the value shows.
 */
export function contentFault({ attributes }: SignerInfo, content: SignedContent): SignerFault | null {
  if (attributes === null) return null;
  const contentType = attributes.values.get(CMS_OID.contentType);
  const messageDigest = attributes.values.get(CMS_OID.messageDigest);
  const isNamed =
    contentType !== undefined && isSameType(objectIdentifierOf(contentType, 'contentType'), content.type);
  if (!isNamed) return wrong('contentType');
  if (messageDigest === undefined) return wrong('noMessageDigest');
  if (content.digest === null) return unproven('digestAlgorithm');
  const isSame = equalBytes(content.digest, octetsOf(messageDigest, 'messageDigest'));
  return isSame ? null : wrong('messageDigest');
}

/** "Data" has a name in CMS and one in GM/T 0010; programs mix the two within one message. */
const DATA: ReadonlySet<string> = new Set([CMS_OID.data, SM_OID.gmData]);

function isSameType(named: string, type: string): boolean {
  return named === type || (DATA.has(named) && DATA.has(type));
}

/** Checks that the attributes name this certificate (RFC 2634 §5.4, RFC 5035). @param isRequired if they must */
export function certificateNameFault(
  engine: SmEngine,
  attributes: SignedAttributes | null,
  certificate: Certificate,
  isRequired: boolean,
): SignerFault | null {
  if (attributes === null) return null;
  const named = namedCertificate(attributes, certificate, engine.digests);
  if (named === 'other') return wrong('signingCertificate');
  if (named === 'same' || (named === 'missing' && !isRequired)) return null;
  return unproven('signingCertificate');
}

/** SM2 with SM3, or SM2 alone (GM/T 0010 allows either). */
const SM2_ALGORITHMS: ReadonlySet<string> = new Set([SM_OID.sm2WithSm3, SM_OID.sm2Signature]);

function isSm2({ id, parameters }: AlgorithmIdentifier): boolean {
  return parameters === null && SM2_ALGORITHMS.has(id);
}

/** Returns the name of the signature's algorithm that people read; the object identifier of an unknown one. */
export function algorithmName({ signatureAlgorithm, digestAlgorithm }: SignerInfo): string {
  if (isSm2(signatureAlgorithm)) return 'SM2 SM3';
  const scheme = schemeOf(signatureAlgorithm, digestAlgorithm);
  return scheme === null ? signatureAlgorithm.id : schemeName(scheme);
}

/**
 * Checks the value of a signature with the key of its certificate: over the attributes, or the content itself if there
 * are none (RFC 5652 §5.4). The digest that the signature algorithm names must be the signer's (RFC 5652 §5.3).
 * @returns null if it holds
 * @throws DER_INVALID for damaged parameters
 */
export function valueFault(
  engine: SmEngine,
  signer: SignerInfo,
  certificate: Certificate,
  content: SignedContent,
): SignerFault | null {
  const { sm2, standard } = certificate.publicKey;
  if (isSm2(signer.signatureAlgorithm)) {
    return sm2 === null ? unproven('signatureAlgorithm') : sm2Fault(engine, signer, sm2, content);
  }
  const scheme = schemeOf(signer.signatureAlgorithm, signer.digestAlgorithm);
  if (scheme === null || standard === null) return unproven('signatureAlgorithm');
  if (scheme.kind !== 'ed25519' && scheme.digest !== signer.digestAlgorithm) return unproven('algorithms');
  const results = signedForms(signer, scheme, content).map((signed) =>
    engine.verifyStandard({ key: standard, scheme, value: signer.signature, signed }),
  );
  if (results.includes(true)) {
    const isWeak = isWeakScheme(scheme) || isWeakKey(standard) || isWeakDigest(signer.digestAlgorithm);
    return isWeak ? unproven('weak') : null;
  }
  return results.includes(false) ? wrong('signature') : unproven('signatureAlgorithm');
}

function signedForms(
  { attributes }: SignerInfo,
  scheme: SignatureScheme,
  content: SignedContent,
): StandardSignature['signed'][] {
  if (attributes !== null) return attributes.signedBytes.map((message) => ({ message }));
  if (content.bytes !== null) return [{ message: content.bytes }];
  return content.digest === null || scheme.kind === 'ed25519' ? [] : [{ digest: content.digest }];
}

function sm2Fault(
  engine: SmEngine,
  { attributes, digestAlgorithm, signature }: SignerInfo,
  key: Uint8Array,
  content: SignedContent,
): SignerFault | null {
  const messages = attributes?.signedBytes ?? (content.bytes === null ? [] : [content.bytes]);
  if (messages.some((message) => verifyMessage(engine, message, signature, key).valid)) {
    return isWeakDigest(digestAlgorithm) ? unproven('weak') : null;
  }
  if (attributes !== null || content.sm2Digest === null) return wrong('signature');
  return holdsOver(engine, content.sm2Digest, signature, key) ? null : wrong('signature');
}

function holdsOver(engine: SmEngine, digest: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  const decoded = signatureOrNull(signature);
  return decoded !== null && engine.verifyDigest(digest, decoded.value, key);
}
