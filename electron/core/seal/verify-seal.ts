import { SM_OID } from '../asn1/identifiers.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { SmEngine } from '../sm/engine.ts';
import { verifyMessage, type MessageCheck } from '../sm/message-signature.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { CertificateList } from './seal-property.ts';
import type { SealSignature } from './seal-signature.ts';
import type { Seal } from './seal.ts';

/**
 * The signature algorithms that seals name for SM2 with SM3: the pair, or the signature alone (GM/T 0006).
 */
const SM2_ALGORITHMS: ReadonlySet<string> = new Set([SM_OID.sm2WithSm3, SM_OID.sm2Signature]);

/** The names by which certListType 2 says that a digest is SM3. */
const SM3_NAMES: ReadonlySet<string> = new Set(['SM3', SM_OID.sm3]);

export type SignatureOutcome = MessageCheck | 'unsupportedAlgorithm';

/**
 * Checks the maker's signature over the seal's own bytes (GB/T 38540-2020 §6.3). The maker's certificate
 * needs its own check.
 */
export function verifyMakerSignature(engine: SmEngine, seal: Seal, maker: Certificate): SignatureOutcome {
  return verifyBySm2(engine, seal, maker);
}

/** Checks the signer's signature over TBS_Sign as the file holds it. */
export function verifySignerSignature(
  engine: SmEngine,
  signature: SealSignature,
  signer: Certificate,
): SignatureOutcome {
  return verifyBySm2(engine, signature, signer);
}

function verifyBySm2(
  engine: SmEngine,
  signed: Pick<Seal, 'signatureAlgorithm' | 'signedBytes' | 'signature'>,
  certificate: Certificate,
): SignatureOutcome {
  if (!SM2_ALGORITHMS.has(signed.signatureAlgorithm) || certificate.publicKey.sm2 === null) {
    return 'unsupportedAlgorithm';
  }
  return verifyMessage(engine, signed.signedBytes, signed.signature, certificate.publicKey.sm2);
}

/**
 * Tells whether the seal lists this certificate (DER) among those that may use it. Digests other than SM3
 * never match.
 */
export function listsCertificate(engine: SmEngine, list: CertificateList, certificate: Uint8Array): boolean {
  if (list.kind === 'certificates') return list.certificates.some((each) => equalBytes(each, certificate));
  const digest = engine.sm3(certificate);
  return list.digests.some(
    ({ type, value }) => SM3_NAMES.has(type.toUpperCase()) && equalBytes(value, digest),
  );
}

export type ValidityState = 'valid' | 'notYetValid' | 'expired';

/** Compares an instant with a validity period that includes both its ends (RFC 5280 §4.1.2.5). */
export function validityAt(from: Date, to: Date, instant: Date): ValidityState {
  if (instant < from) return 'notYetValid';
  return instant > to ? 'expired' : 'valid';
}
