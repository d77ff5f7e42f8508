import { schemeOf, type AlgorithmIdentifier } from '../../core/algorithms/signature-scheme.ts';
import { DIGEST_OID, SM_OID } from '../../core/asn1/identifiers.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { openSslSignature, type PackageNames, sm2Verify, WORK } from './openssl-commands.ts';

/** The digests as `openssl dgst` names them, by their identifier. */
export const DIGEST_NAMES: Readonly<Record<string, string>> = {
  [SM_OID.sm3]: 'sm3',
  [DIGEST_OID.sha1]: 'sha1',
  [DIGEST_OID.sha224]: 'sha224',
  [DIGEST_OID.sha256]: 'sha256',
  [DIGEST_OID.sha384]: 'sha384',
  [DIGEST_OID.sha512]: 'sha512',
  [DIGEST_OID.sha3With224]: 'sha3-224',
  [DIGEST_OID.sha3With256]: 'sha3-256',
  [DIGEST_OID.sha3With384]: 'sha3-384',
  [DIGEST_OID.sha3With512]: 'sha3-512',
};

/** A signature value over a message, both as files of a package. */
interface SignedFile {
  readonly message: string;
  readonly signature: string;
  /** Begins the names of what commands write. */
  readonly name: string;
}

/** The algorithms of a signature. */
export interface Algorithms {
  readonly signature: AlgorithmIdentifier;
  /** The digest that stands beside it; null where the signature's identifier names it alone. */
  readonly digest: string | null;
}

/** Returns a signature value as OpenSSL reads it, by the key of a certificate: SM2 as DER, all others as they are. */
export function valueBytes(value: Uint8Array, { publicKey }: Pick<Certificate, 'publicKey'>): Uint8Array {
  return publicKey.sm2 === null ? value : (openSslSignature(value) ?? value);
}

/**
 * Makes the command that checks a signature value over a file by the key of a certificate; null for an algorithm that
 * OpenSSL does not know.
 */
export function checkValue(
  { signature, digest }: Algorithms,
  certificate: Certificate,
  file: SignedFile,
  names: PackageNames,
): string | null {
  const pem = names.pem(certificate);
  const { message, signature: value, name } = file;
  const { sm2, standard } = certificate.publicKey;
  if (sm2 !== null) return sm2Verify(pem, message, value, name);
  const scheme = standard === null ? null : schemeOf(signature, digest);
  if (scheme === null) return null;
  const key = `${WORK}/${name}.pub`;
  const withKey = (check: string): string => `openssl x509 -in ${pem} -noout -pubkey > ${key} && ${check}`;
  if (scheme.kind === 'ed25519') {
    return withKey(`openssl pkeyutl -verify -rawin -pubin -inkey ${key} -in ${message} -sigfile ${value}`);
  }
  const digestName = DIGEST_NAMES[scheme.digest];
  if (digestName === undefined) return null;
  const padding = scheme.kind === 'rsaPss' ? pssOptions(scheme) : '';
  if (padding === null) return null;
  return withKey(`openssl dgst -${digestName} -verify ${key}${padding} -signature ${value} ${message}`);
}

function pssOptions(scheme: { readonly maskDigest: string; readonly saltLength: number }): string | null {
  const mask = DIGEST_NAMES[scheme.maskDigest];
  if (mask === undefined) return null;
  return ` -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:${scheme.saltLength} -sigopt rsa_mgf1_md:${mask}`;
}
