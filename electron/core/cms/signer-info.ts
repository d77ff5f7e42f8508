import { CodedError } from '../../shared/errors.ts';
import type { Digest, Digests } from '../algorithms/digests.ts';
import {
  type AlgorithmIdentifier,
  decodeAlgorithmIdentifier,
  decodeDigestAlgorithm,
} from '../algorithms/signature-scheme.ts';
import { type DerCursor, type DerElement, elementsOf, membersOf } from '../asn1/der-reader.ts';
import { writeSetOf } from '../asn1/der-writer.ts';
import { CMS_OID, DIGEST_OID, explicitTag, implicitTag, TAG } from '../asn1/identifiers.ts';
import { integerOf, objectIdentifierOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import type { Certificate } from '../x509/certificate.ts';

/** The ways in which a SignerInfo names its certificate. */
type SignerId =
  | { readonly kind: 'issuerAndSerial'; readonly issuer: Uint8Array; readonly serial: string }
  | { readonly kind: 'keyIdentifier'; readonly identifier: Uint8Array };

/** The values of the signed attributes by their type, and the bytes that the signature covers. */
export interface SignedAttributes {
  readonly values: ReadonlyMap<string, DerElement>;
  /**
   * DER as a SET OF, over which the signature is made (RFC 5652 §5.4): in the order of the file, and where that is
   * not the order of DER, sorted. Writers that do not sort sign either.
   */
  readonly signedBytes: readonly [Uint8Array, ...Uint8Array[]];
}

/**
 * RFC 5652 §5.3 and GM/T 0010-2012 §8.2
 * SignerInfo ::= SEQUENCE {
 *   version            INTEGER,
 *   sid                CHOICE { issuerAndSerialNumber SEQUENCE { issuer Name, serialNumber INTEGER },
 *                        subjectKeyIdentifier [0] OCTET STRING },
 *   digestAlgorithm    AlgorithmIdentifier,
 *   signedAttrs        [0] IMPLICIT SET OF Attribute OPTIONAL,
 *   signatureAlgorithm AlgorithmIdentifier,
 *   signature          OCTET STRING,
 *   unsignedAttrs      [1] IMPLICIT SET OF Attribute OPTIONAL }
 */
export interface SignerInfo {
  readonly id: SignerId;
  readonly digestAlgorithm: string;
  readonly attributes: SignedAttributes | null;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** The values of the unsigned attributes by their type. */
  readonly unsigned: ReadonlyMap<string, readonly DerElement[]>;
}

const WHAT = 'SignerInfo';

/** Reads a SignerInfo. @throws DER_INVALID */
export function decodeSignerInfo(element: DerElement): SignerInfo {
  if (element.tag !== TAG.sequence) throw new CodedError('DER_INVALID', `${WHAT}: not a sequence`);
  const members = membersOf(element, WHAT);
  decodeVersion(members.next(TAG.integer), WHAT);
  const id = decodeSignerId(members);
  const digestAlgorithm = decodeDigestAlgorithm(members.next(TAG.sequence));
  const attributes = decodeAttributes(members.optional(explicitTag(0)));
  const signatureAlgorithm = decodeAlgorithmIdentifier(members.next(TAG.sequence));
  const signature = octetsOf(members.next(TAG.octetString), 'SignerInfo.signature');
  const unsigned = decodeUnsigned(members.optional(explicitTag(1)));
  members.end();
  return { id, digestAlgorithm, attributes, signatureAlgorithm, signature, unsigned };
}

function decodeSignerId(members: DerCursor): SignerId {
  const identifier = members.optional(implicitTag(0));
  if (identifier !== undefined) return { kind: 'keyIdentifier', identifier: identifier.content };
  const inner = membersOf(members.next(TAG.sequence), 'IssuerAndSerialNumber');
  const issuer = inner.next(TAG.sequence).raw;
  const serialNumber = inner.next(TAG.integer);
  inner.end();
  integerOf(serialNumber, 'IssuerAndSerialNumber');
  return { kind: 'issuerAndSerial', issuer, serial: toHex(serialNumber.content) };
}

/** RFC 5652 §11, RFC 5035 §3: the attributes that a signature rests on stand once, with one value. */
const SINGLE: ReadonlySet<string> = new Set([
  CMS_OID.contentType,
  CMS_OID.messageDigest,
  CMS_OID.signingTime,
  CMS_OID.signingCertificate,
  CMS_OID.signingCertificateV2,
]);

/** Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET OF ANY } */
function decodeAttributes(element: DerElement | undefined): SignedAttributes | null {
  if (element === undefined) return null;
  const values = new Map<string, DerElement>();
  const attributes = elementsOf(element, 'signedAttrs');
  for (const each of attributes) {
    const { type, values: found } = decodeAttribute(each);
    const [value, ...others] = found;
    if (SINGLE.has(type) && (others.length > 0 || values.has(type))) {
      throw new CodedError('DER_INVALID', `signedAttrs: ${type} not once with one value`);
    }
    if (value !== undefined) values.set(type, value);
  }
  const received = element.raw.slice();
  received[0] = TAG.set;
  const sorted = writeSetOf(...attributes.map(({ raw }) => raw));
  return { values, signedBytes: equalBytes(received, sorted) ? [received] : [received, sorted] };
}

function decodeAttribute(element: DerElement): { type: string; values: DerElement[] } {
  const members = membersOf(element, 'Attribute');
  const type = objectIdentifierOf(members.next(TAG.objectIdentifier), 'Attribute');
  const values = elementsOf(members.next(TAG.set), 'Attribute');
  members.end();
  return { type, values };
}

function decodeUnsigned(element: DerElement | undefined): ReadonlyMap<string, readonly DerElement[]> {
  const found = new Map<string, DerElement[]>();
  for (const each of element === undefined ? [] : elementsOf(element, 'unsignedAttrs')) {
    const { type, values } = decodeAttribute(each);
    found.set(type, [...(found.get(type) ?? []), ...values]);
  }
  return found;
}

/** Tells whether the signer is this certificate, by name and number or by key identifier. */
export function namesCertificate(id: SignerId, certificate: Certificate): boolean {
  if (id.kind === 'issuerAndSerial') {
    return id.serial === certificate.serial && equalBytes(id.issuer, certificate.issuer.raw);
  }
  const { subjectKeyIdentifier } = certificate;
  return subjectKeyIdentifier !== null && equalBytes(id.identifier, subjectKeyIdentifier);
}

/** RFC 5652 §5.1 and §5.3, GM/T 0010-2012 §8: the known versions of signed data and signers. */
const VERSIONS: readonly number[] = [1, 3];

/** Checks a version. @throws DER_INVALID for an unknown one */
export function decodeVersion(element: DerElement, what: string): void {
  if (!VERSIONS.includes(smallIntegerOf(element, what)))
    throw new CodedError('DER_INVALID', `${what}: version`);
}

type NamedCertificate = 'same' | 'other' | 'missing' | 'unsupportedAlgorithm';

/**
 * Whether the signed attributes name the signer's certificate: its hash stands first in
 * RFC 2634 §5.4: SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, policies OPTIONAL }
 *   ESSCertID ::= SEQUENCE { certHash OCTET STRING, issuerSerial OPTIONAL }
 * RFC 5035 §3: SigningCertificateV2, alike, of
 *   ESSCertIDv2 ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier DEFAULT id-sha256, certHash, issuerSerial OPTIONAL }
 * Where both stand, both must agree. The hash settles the certificate, so issuerSerial adds nothing.
 */
export function namedCertificate(
  { values }: SignedAttributes,
  certificate: Certificate,
  digests: Digests,
): NamedCertificate {
  const versionOne = values.get(CMS_OID.signingCertificate);
  const versionTwo = values.get(CMS_OID.signingCertificateV2);
  const outcomes: NamedCertificate[] = [];
  if (versionOne !== undefined) {
    outcomes.push(compared(certificate, firstIdentifier(versionOne).hash, digests.of(DIGEST_OID.sha1)));
  }
  if (versionTwo !== undefined) {
    const { algorithm, hash } = firstIdentifier(versionTwo);
    outcomes.push(compared(certificate, hash, digests.of(algorithm)));
  }
  return outcomes.find((outcome) => outcome !== 'same') ?? outcomes[0] ?? 'missing';
}

function compared({ raw }: Certificate, hash: Uint8Array, digest: Digest | undefined): NamedCertificate {
  if (digest === undefined) return 'unsupportedAlgorithm';
  return equalBytes(digest(raw), hash) ? 'same' : 'other';
}

function firstIdentifier(attribute: DerElement): { algorithm: string; hash: Uint8Array } {
  const certificates = membersOf(attribute, 'SigningCertificate').next(TAG.sequence);
  const first = membersOf(certificates, 'SigningCertificate').next(TAG.sequence);
  const members = membersOf(first, 'ESSCertID');
  const algorithm = members.optional(TAG.sequence);
  const hash = octetsOf(members.next(TAG.octetString), 'ESSCertID.certHash');
  members.optional(TAG.sequence);
  members.end();
  return {
    algorithm: algorithm === undefined ? DIGEST_OID.sha256 : decodeDigestAlgorithm(algorithm),
    hash,
  };
}
