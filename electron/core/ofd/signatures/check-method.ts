import { DIGEST_OID, SM_OID } from '../../asn1/identifiers.ts';

/**
 * The digests that CheckMethod names (GB/T 33190 §18.2), by name or object identifier. The standard has MD5, SHA1 and SM3;
 * SM3 is also named by the identifiers that GB/T 33560 gives to its uses.
 */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['SM3', SM_OID.sm3],
  [SM_OID.sm3, SM_OID.sm3],
  [`${SM_OID.sm3}.1`, SM_OID.sm3],
  [`${SM_OID.sm3}.2`, SM_OID.sm3],
  ['SHA1', DIGEST_OID.sha1],
  [DIGEST_OID.sha1, DIGEST_OID.sha1],
  ['SHA256', DIGEST_OID.sha256],
  [DIGEST_OID.sha256, DIGEST_OID.sha256],
  ['SHA384', DIGEST_OID.sha384],
  [DIGEST_OID.sha384, DIGEST_OID.sha384],
  ['SHA512', DIGEST_OID.sha512],
  [DIGEST_OID.sha512, DIGEST_OID.sha512],
]);

/** What the standard means where a file names nothing. */
const DEFAULT_METHOD = 'MD5';
/** RFC 1321, whose collisions take seconds: nothing is checked by it. */
const MD5_NAMES: ReadonlySet<string> = new Set(['MD5', '1.2.840.113549.2.5']);

/** A digest as a signature names it. */
export interface CheckMethod {
  /** As written. */
  readonly name: string;
  /** The object identifier of the digest; null for MD5 and for one that is not known. */
  readonly algorithm: string | null;
  /** Whether its collisions can be made, so that it proves nothing. */
  readonly isWeak: boolean;
}

/** Reads a CheckMethod. @param written null where the file has none */
export function checkMethodOf(written: string | null): CheckMethod {
  const name = written ?? DEFAULT_METHOD;
  const folded = name.toUpperCase().replaceAll(/[\s_-]/g, '');
  const algorithm = METHODS.get(folded) ?? null;
  return { name, algorithm, isWeak: MD5_NAMES.has(folded) || algorithm === DIGEST_OID.sha1 };
}
