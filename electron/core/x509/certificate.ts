import { CodedError } from '../../shared/errors.ts';
import { elementsOf, membersOf, readDer, type DerCursor } from '../asn1/der-reader.ts';
import { objectIdentifierOf, integerOf, smallIntegerOf } from '../asn1/values.ts';
import { EXTENSION_OID, explicitTag, implicitTag, TAG } from '../asn1/identifiers.ts';
import { timeOf } from '../asn1/time.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import {
  decodeBasicConstraints,
  type BasicConstraints,
  decodeExtensions,
  type Extension,
  decodeAuthorityKeyIdentifier,
  decodeSubjectKeyIdentifier,
  decodeKeyUsage,
  type KeyUsage,
} from './extensions.ts';
import { decodeDistributionPoints } from './distribution-points.ts';
import { decodeName, type Name } from './name.ts';
import { decodePublicKey, type PublicKey, decodeSigned, type SignedStructure } from './signed-structure.ts';

/**
 * RFC 5280 §4.1 and GM/T 0015-2012
 * Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue BIT STRING }
 * TBSCertificate ::= SEQUENCE {
 *   version [0] EXPLICIT INTEGER DEFAULT v1, serialNumber INTEGER, signature AlgorithmIdentifier,
 *   issuer Name, validity SEQUENCE { notBefore Time, notAfter Time }, subject Name,
 *   subjectPublicKeyInfo, issuerUniqueID [1] OPTIONAL, subjectUniqueID [2] OPTIONAL,
 *   extensions [3] EXPLICIT OPTIONAL }
 */
export interface Certificate extends SignedStructure {
  /** 1, 2 or 3. */
  readonly version: number;
  /** Hexadecimal text of the serial number's DER content, lower case. */
  readonly serial: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  readonly basicConstraints: BasicConstraints | null;
  /** The allowed uses; null if the extension is absent, which allows every use. */
  readonly keyUsage: ReadonlySet<KeyUsage> | null;
  readonly extendedKeyUsage: readonly string[] | null;
  readonly extendedKeyUsageIsCritical: boolean;
  readonly subjectKeyIdentifier: Uint8Array | null;
  readonly authorityKeyIdentifier: Uint8Array | null;
  readonly distributionPoints: readonly string[];
  /** Critical extensions that no code here handles; they make the certificate unusable (RFC 5280 §4.2). */
  readonly unknownCritical: readonly string[];
}

const WHAT = 'TBSCertificate';

/** Critical extensions that the path check handles. Policies have no constraints to meet here. */
const HANDLED: ReadonlySet<string> = new Set([
  EXTENSION_OID.basicConstraints,
  EXTENSION_OID.keyUsage,
  EXTENSION_OID.extendedKeyUsage,
  EXTENSION_OID.subjectAlternativeName,
  EXTENSION_OID.subjectKeyIdentifier,
  EXTENSION_OID.authorityKeyIdentifier,
  EXTENSION_OID.crlDistributionPoints,
  EXTENSION_OID.certificatePolicies,
]);

/** Reads a certificate. @throws DER_INVALID or CERTIFICATE_DAMAGED */
export function decodeCertificate(bytes: Uint8Array): Certificate {
  const { members, ...signed } = decodeSigned(bytes, 'Certificate');
  const version = decodeVersion(members);
  const serialNumber = members.next(TAG.integer);
  integerOf(serialNumber, 'serialNumber');
  requireSameAlgorithm(members.next(TAG.sequence).raw, signed);
  const issuer = decodeName(members.next(TAG.sequence), 'issuer');
  const validity = decodeValidity(members);
  const subject = decodeName(members.next(TAG.sequence), 'subject');
  const publicKey = decodePublicKey(members.next(TAG.sequence));
  members.optional(implicitTag(1));
  members.optional(implicitTag(2));
  const extensions = decodeOptionalExtensions(members);
  members.end();
  const serial = toHex(serialNumber.content);
  return { ...signed, version, serial, issuer, ...validity, subject, publicKey, ...usesOf(extensions) };
}

/** Reads a certificate as {@link decodeCertificate} does; null for bytes that are no certificate. */
export function certificateOrNull(bytes: Uint8Array): Certificate | null {
  try {
    return decodeCertificate(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function decodeVersion(members: DerCursor): number {
  const tagged = members.optional(explicitTag(0));
  if (tagged === undefined) return 1;
  const inner = membersOf(tagged, WHAT);
  const version = smallIntegerOf(inner.next(TAG.integer), 'version') + 1;
  inner.end();
  return version;
}

function requireSameAlgorithm(inner: Uint8Array, signed: SignedStructure): void {
  if (!equalBytes(inner, signed.algorithmRaw)) {
    throw new CodedError('CERTIFICATE_DAMAGED', 'signature algorithm differs inside and outside');
  }
}

function decodeValidity(members: DerCursor): { notBefore: Date; notAfter: Date } {
  const validity = membersOf(members.next(TAG.sequence), 'validity');
  const notBefore = timeOf(validity.next(), 'notBefore');
  const notAfter = timeOf(validity.next(), 'notAfter');
  validity.end();
  return { notBefore, notAfter };
}

function decodeOptionalExtensions(members: DerCursor): ReadonlyMap<string, Extension> {
  const tagged = members.optional(explicitTag(3));
  if (tagged === undefined) return new Map();
  const inner = membersOf(tagged, 'extensions');
  const list = inner.next(TAG.sequence);
  inner.end();
  return decodeExtensions(list);
}

type Uses = Pick<
  Certificate,
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'extendedKeyUsageIsCritical'
  | 'subjectKeyIdentifier'
  | 'authorityKeyIdentifier'
  | 'distributionPoints'
  | 'unknownCritical'
>;

function usesOf(extensions: ReadonlyMap<string, Extension>): Uses {
  const decoded = <T>(id: string, decode: (value: Uint8Array) => T): T | null => {
    const extension = extensions.get(id);
    return extension === undefined ? null : decode(extension.value);
  };
  return {
    basicConstraints: decoded(EXTENSION_OID.basicConstraints, decodeBasicConstraints),
    keyUsage: decoded(EXTENSION_OID.keyUsage, decodeKeyUsage),
    extendedKeyUsage: decoded(EXTENSION_OID.extendedKeyUsage, decodeExtendedKeyUsage),
    extendedKeyUsageIsCritical: extensions.get(EXTENSION_OID.extendedKeyUsage)?.critical ?? false,
    subjectKeyIdentifier: decoded(EXTENSION_OID.subjectKeyIdentifier, decodeSubjectKeyIdentifier),
    authorityKeyIdentifier: decoded(EXTENSION_OID.authorityKeyIdentifier, decodeAuthorityKeyIdentifier),
    distributionPoints: decoded(EXTENSION_OID.crlDistributionPoints, decodeDistributionPoints) ?? [],
    unknownCritical: [...extensions.values()]
      .filter(({ id, critical }) => critical && !HANDLED.has(id))
      .map(({ id }) => id),
  };
}

/** RFC 5280 §4.2.1.12: SEQUENCE OF OBJECT IDENTIFIER */
function decodeExtendedKeyUsage(value: Uint8Array): string[] {
  return elementsOf(readDer(value, 'ExtKeyUsage', TAG.sequence), 'ExtKeyUsage').map((element) =>
    objectIdentifierOf(element, 'ExtKeyUsage'),
  );
}
