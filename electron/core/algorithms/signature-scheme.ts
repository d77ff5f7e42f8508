import { type DerElement, derError, membersOf, readDer } from '../asn1/der-reader.ts';
import { writeNull, writeObjectIdentifier, writeSequence } from '../asn1/der-writer.ts';
import { DIGEST_OID, explicitTag, KEY_OID, MASK_OID, TAG } from '../asn1/identifiers.ts';
import { objectIdentifierOf, smallIntegerOf } from '../asn1/values.ts';
import { digestName, isWeakDigest } from './digests.ts';

/**
 * RFC 5280 §4.1.1.2
 * AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
 */
export interface AlgorithmIdentifier {
  readonly id: string;
  /** The DER of the parameters; null if they are absent or NULL. */
  readonly parameters: Uint8Array | null;
}

/** Reads an AlgorithmIdentifier. @throws DER_INVALID */
export function decodeAlgorithmIdentifier(element: DerElement): AlgorithmIdentifier {
  if (element.tag !== TAG.sequence) throw derError('AlgorithmIdentifier: not a sequence');
  const members = membersOf(element, 'AlgorithmIdentifier');
  const id = objectIdentifierOf(members.next(TAG.objectIdentifier), 'AlgorithmIdentifier');
  const parameters = members.atEnd ? null : members.next();
  members.end();
  if (parameters?.tag === TAG.null && parameters.content.length > 0) {
    throw derError('AlgorithmIdentifier: NULL');
  }
  return { id, parameters: parameters === null || parameters.tag === TAG.null ? null : parameters.raw };
}

/** Writes the identifier of a digest with NULL parameters, as DigestInfo requires (RFC 8017 §9.2 note 1). */
export function encodeDigestAlgorithm(algorithm: string): Uint8Array {
  return writeSequence(writeObjectIdentifier(algorithm), writeNull());
}

/** Reads the identifier of a digest, whose parameters are absent or NULL. @throws DER_INVALID for others */
export function decodeDigestAlgorithm(element: DerElement): string {
  const { id, parameters } = decodeAlgorithmIdentifier(element);
  if (parameters !== null) throw derError('AlgorithmIdentifier: parameters of a digest');
  return id;
}

/** A way to make a signature. Digests are object identifiers. */
export type SignatureScheme =
  | { readonly kind: 'rsa'; readonly digest: string }
  | { readonly kind: 'ecdsa'; readonly digest: string }
  | {
      readonly kind: 'rsaPss';
      readonly digest: string;
      readonly maskDigest: string;
      readonly saltLength: number;
    }
  | { readonly kind: 'ed25519' };

const { sha1, sha224, sha256, sha384, sha512 } = DIGEST_OID;
const { sha3With224, sha3With256, sha3With384, sha3With512 } = DIGEST_OID;

/** RFC 8017 appendix C, RFC 5758, RFC 8702 (NIST CSOR). */
const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map([
  ['1.2.840.113549.1.1.5', { kind: 'rsa', digest: sha1 }],
  ['1.2.840.113549.1.1.14', { kind: 'rsa', digest: sha224 }],
  ['1.2.840.113549.1.1.11', { kind: 'rsa', digest: sha256 }],
  ['1.2.840.113549.1.1.12', { kind: 'rsa', digest: sha384 }],
  ['1.2.840.113549.1.1.13', { kind: 'rsa', digest: sha512 }],
  ['2.16.840.1.101.3.4.3.13', { kind: 'rsa', digest: sha3With224 }],
  ['2.16.840.1.101.3.4.3.14', { kind: 'rsa', digest: sha3With256 }],
  ['2.16.840.1.101.3.4.3.15', { kind: 'rsa', digest: sha3With384 }],
  ['2.16.840.1.101.3.4.3.16', { kind: 'rsa', digest: sha3With512 }],
  ['1.2.840.10045.4.1', { kind: 'ecdsa', digest: sha1 }],
  ['1.2.840.10045.4.3.1', { kind: 'ecdsa', digest: sha224 }],
  ['1.2.840.10045.4.3.2', { kind: 'ecdsa', digest: sha256 }],
  ['1.2.840.10045.4.3.3', { kind: 'ecdsa', digest: sha384 }],
  ['1.2.840.10045.4.3.4', { kind: 'ecdsa', digest: sha512 }],
  ['2.16.840.1.101.3.4.3.9', { kind: 'ecdsa', digest: sha3With224 }],
  ['2.16.840.1.101.3.4.3.10', { kind: 'ecdsa', digest: sha3With256 }],
  ['2.16.840.1.101.3.4.3.11', { kind: 'ecdsa', digest: sha3With384 }],
  ['2.16.840.1.101.3.4.3.12', { kind: 'ecdsa', digest: sha3With512 }],
  [KEY_OID.ed25519, { kind: 'ed25519' }],
]);

/**
 * Finds the scheme that an AlgorithmIdentifier names.
 * @param digest the digest algorithm of a SignerInfo, for identifiers that name only the key (RFC 3370 §3.2); null in
 *   certificates and lists
 * @returns null for one that is not supported
 * @throws DER_INVALID for damaged parameters
 */
export function schemeOf(
  { id, parameters }: AlgorithmIdentifier,
  digest: string | null,
): SignatureScheme | null {
  if (id === KEY_OID.rsaPss) return pss(parameters);
  if (parameters !== null) return null;
  if (digest !== null && id === KEY_OID.rsaEncryption) return { kind: 'rsa', digest };
  if (digest !== null && id === KEY_OID.ecPublicKey) return { kind: 'ecdsa', digest };
  return SCHEMES.get(id) ?? null;
}

/**
 * RFC 4055 §3.1
 * RSASSA-PSS-params ::= SEQUENCE {
 *   hashAlgorithm [0] DEFAULT sha1, maskGenAlgorithm [1] DEFAULT mgf1SHA1, saltLength [2] INTEGER DEFAULT 20,
 *   trailerField [3] INTEGER DEFAULT 1 }
 */
function pss(parameters: Uint8Array | null): SignatureScheme | null {
  const what = 'RSASSA-PSS-params';
  if (parameters === null) return { kind: 'rsaPss', digest: sha1, maskDigest: sha1, saltLength: 20 };
  const members = membersOf(readDer(parameters, what, TAG.sequence), what);
  const inside = (tag: number, content: number): DerElement | undefined => {
    const tagged = members.optional(explicitTag(tag));
    if (tagged === undefined) return undefined;
    const inner = membersOf(tagged, what);
    const element = inner.next(content);
    inner.end();
    return element;
  };
  const hash = inside(0, TAG.sequence);
  const mask = inside(1, TAG.sequence);
  const salt = inside(2, TAG.integer);
  const trailer = inside(3, TAG.integer);
  members.end();
  if (trailer !== undefined && smallIntegerOf(trailer, what) !== 1) return null;
  const maskDigest = mask === undefined ? sha1 : maskDigestOf(mask);
  if (maskDigest === null) return null;
  return {
    kind: 'rsaPss',
    digest: hash === undefined ? sha1 : decodeDigestAlgorithm(hash),
    maskDigest,
    saltLength: salt === undefined ? 20 : smallIntegerOf(salt, what),
  };
}

function maskDigestOf(element: DerElement): string | null {
  const { id, parameters } = decodeAlgorithmIdentifier(element);
  if (id !== MASK_OID || parameters === null) return null;
  return decodeDigestAlgorithm(readDer(parameters, 'MGF1', TAG.sequence));
}

/** Tells whether a scheme rests on a digest that no longer proves anything. */
export function isWeakScheme(scheme: SignatureScheme): boolean {
  return scheme.kind !== 'ed25519' && isWeakDigest(scheme.digest);
}

const KIND_NAMES = { rsa: 'RSA', rsaPss: 'RSA-PSS', ecdsa: 'ECDSA', ed25519: 'Ed25519' } as const;

/** Returns the name of a scheme that people read, such as "RSA-PSS SHA-256". */
export function schemeName(scheme: SignatureScheme): string {
  const kind = KIND_NAMES[scheme.kind];
  return scheme.kind === 'ed25519' ? kind : `${kind} ${digestName(scheme.digest)}`;
}
