import { elementsOf, membersOf, type DerCursor, type DerElement } from '../asn1/der-reader.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { explicitTag, implicitTag, TAG } from '../asn1/tags.ts';
import { integerOf, octetsOf } from '../asn1/values.ts';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/equal.ts';
import { toHex } from '../bytes/hex.ts';
import type { Certificate } from '../x509/certificate.ts';
import { decodeAlgorithm } from './algorithm.ts';
import { decodeVersion } from './version.ts';

/** How a SignerInfo names its certificate. */
export type SignerId =
  | { readonly kind: 'issuerAndSerial'; readonly issuer: Uint8Array; readonly serial: string }
  | { readonly kind: 'keyIdentifier'; readonly identifier: Uint8Array };

/** The signed attributes: their values by type, and the bytes that the signature covers. */
export interface SignedAttributes {
  readonly values: ReadonlyMap<string, DerElement>;
  /** DER as a SET OF, which is what is signed (RFC 5652 §5.4). */
  readonly signedBytes: Uint8Array;
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
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
}

const WHAT = 'SignerInfo';

export function decodeSignerInfo(element: DerElement): SignerInfo {
  const members = membersOf(element, WHAT);
  decodeVersion(members.next(TAG.integer), WHAT);
  const id = decodeSignerId(members);
  const digestAlgorithm = decodeAlgorithm(members.next(TAG.sequence));
  const attributes = decodeAttributes(members.optional(explicitTag(0)));
  const signatureAlgorithm = decodeAlgorithm(members.next(TAG.sequence));
  const signature = octetsOf(members.next(TAG.octetString), 'SignerInfo.signature');
  members.optional(explicitTag(1));
  members.end();
  return { id, digestAlgorithm, attributes, signatureAlgorithm, signature };
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

/** Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET OF ANY }: each once, with one value. */
function decodeAttributes(element: DerElement | undefined): SignedAttributes | null {
  if (element === undefined) return null;
  const values = new Map<string, DerElement>();
  for (const each of elementsOf(element, 'signedAttrs')) {
    const members = membersOf(each, 'Attribute');
    const type = objectIdentifierOf(members.next(TAG.objectIdentifier), 'Attribute');
    const [value, ...others] = elementsOf(members.next(TAG.set), 'Attribute');
    members.end();
    if (value === undefined || others.length > 0 || values.has(type)) {
      throw new CodedError('DER_INVALID', `signedAttrs: ${type} not once with one value`);
    }
    values.set(type, value);
  }
  const signedBytes = element.raw.slice();
  signedBytes[0] = TAG.set;
  return { values, signedBytes };
}

/** Whether the signer is this certificate by name and number, or by key identifier. */
export function namesCertificate(id: SignerId, certificate: Certificate): boolean {
  if (id.kind === 'issuerAndSerial') {
    return id.serial === certificate.serial && equalBytes(id.issuer, certificate.issuer.raw);
  }
  const { subjectKeyIdentifier } = certificate;
  return subjectKeyIdentifier !== null && equalBytes(id.identifier, subjectKeyIdentifier);
}
