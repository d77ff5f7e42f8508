/** Identifier octets of the types in use (X.690 §8.1.2; low tag numbers only). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Returns the tag of an EXPLICIT context tag, which is constructed and holds an encoded value. */
export function explicitTag(number: number): number {
  return 0xa0 | number;
}

/** Returns the context tag that replaces the tag of a primitive type (IMPLICIT). */
export function implicitTag(number: number): number {
  return 0x80 | number;
}

/** Object identifiers of GB/T 33560-2017 (SM algorithms). */
export const SM_OID = {
  sm2WithSm3: '1.2.156.10197.1.501',
  sm2Curve: '1.2.156.10197.1.301',
  sm2Signature: '1.2.156.10197.1.301.1',
  sm3: '1.2.156.10197.1.401',
  /** GM/T 0010: SM2 message syntax, signedData */
  gmSignedData: '1.2.156.10197.6.1.4.2.2',
  gmData: '1.2.156.10197.6.1.4.2.1',
} as const;

/** RFC 3370, RFC 5754 and RFC 8702 (NIST CSOR): digests beside SM3. */
export const DIGEST_OID = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  sha3With224: '2.16.840.1.101.3.4.2.7',
  sha3With256: '2.16.840.1.101.3.4.2.8',
  sha3With384: '2.16.840.1.101.3.4.2.9',
  sha3With512: '2.16.840.1.101.3.4.2.10',
} as const;

/** RFC 5480, RFC 8017, RFC 4055 and RFC 8410: keys of other kinds than SM2. */
export const KEY_OID = {
  ecPublicKey: '1.2.840.10045.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  ed25519: '1.3.101.112',
} as const;

/** RFC 5480 §2.1.1.1: the curves of keys that make ordinary signatures. */
export const CURVE_OID = {
  p256: '1.2.840.10045.3.1.7',
  p384: '1.3.132.0.34',
  p521: '1.3.132.0.35',
} as const;

/** RFC 8017 appendix A.2.1: the mask of RSASSA-PSS. */
export const MASK_OID = '1.2.840.113549.1.1.8';

/** RFC 5280 §4.2.1.12: tasks of certificates that sign neither documents nor seals. */
export const EXTENDED_USAGE_OID = {
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** RFC 5652 (CMS), RFC 5754, RFC 3161 and RFC 5035: ordinary signatures and time stamps. */
export const CMS_OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

/** RFC 6960: OCSP. */
export const OCSP_OID = {
  basicResponse: '1.3.6.1.5.5.7.48.1.1',
} as const;

/** RFC 5280 §4.2 and §5.2, §5.3 */
export const EXTENSION_OID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  /** ITU-T X.509 (2019) §9.5.2.8 */
  expiredCertsOnCrl: '2.5.29.60',
} as const;

/** ITU-T X.520 (2019) §6.4.4 organizationIdentifier, in which ETSI EN 319 412-1 §5.1.4 writes a registered number. */
export const ORGANISATION_IDENTIFIER = '2.5.4.97';

/**
 * The attribute types of RFC 4519 that a distinguished name shows by a short name (RFC 4514 §3 and common
 * use).
 */
export const NAME_OID = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  GN: '2.5.4.42',
  emailAddress: '1.2.840.113549.1.9.1',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
} as const;
